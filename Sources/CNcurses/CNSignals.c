// Signals: the ordinary ones arrive on a descriptor, the fatal ones give the terminal back first.

#include "CNcurses.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "Internal.h"

static const int watched[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
enum { watchedCount = sizeof watched / sizeof *watched };

static bool isBlocked;
static sigset_t maskBefore;
static int descriptor = -1;
static pthread_t owner;
static struct sigaction actionsBefore[watchedCount];

static sigset_t watchedSet(void) {
  sigset_t set;
  sigemptyset(&set);
  for (int index = 0; index < watchedCount; index++) sigaddset(&set, watched[index]);
  return set;
}

void CNBlockSignals(void) {
  if (isBlocked) return;
  const sigset_t set = watchedSet();
  isBlocked = pthread_sigmask(SIG_BLOCK, &set, &maskBefore) == 0;
}

void CNUnblockSignals(void) {
  if (isBlocked) pthread_sigmask(SIG_SETMASK, &maskBefore, NULL);
  isBlocked = false;
}

/// Runs only in a thread that was started before the signals were blocked: passes the signal to the
/// thread that reads the descriptor. Also keeps ncurses from installing handlers of its own, which
/// are not safe.
static void passOn(int signal) { pthread_kill(owner, signal); }

bool CNSignalsOpen(void) {
  CNBlockSignals();
  owner = pthread_self();
  const sigset_t set = watchedSet();
  descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor < 0) return false;
  struct sigaction action = {.sa_handler = passOn, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  for (int index = 0; index < watchedCount; index++) {
    sigaction(watched[index], &action, &actionsBefore[index]);
  }
  return true;
}

void CNSignalsClose(void) {
  for (int index = 0; index < watchedCount; index++) {
    sigaction(watched[index], &actionsBefore[index], NULL);
  }
  close(descriptor);
  descriptor = -1;
  CNUnblockSignals();
}

int CNSignalDescriptor(void) { return descriptor; }

CNSignal CNReadSignal(void) {
  struct signalfd_siginfo information;
  if (read(descriptor, &information, sizeof information) != sizeof information) return CNSignalNone;
  switch (information.ssi_signo) {
    case SIGHUP: return CNSignalHangUp;
    case SIGTERM: return CNSignalTerminate;
    case SIGINT: return CNSignalInterrupt;
    case SIGQUIT: return CNSignalQuit;
    case SIGWINCH: return CNSignalResize;
    case SIGTSTP: return CNSignalStop;
    case SIGCONT: return CNSignalContinue;
    default: return CNSignalNone;
  }
}

void CNSignalsStop(bool wholeGroup) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  struct sigaction ours;
  sigset_t stop;
  sigset_t mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigaction(SIGTSTP, &standard, &ours);
  kill(wholeGroup ? 0 : getpid(), SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);  // the process stops here
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &ours, NULL);
}

// MARK: Crashes

static const int fatal[] = {SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE};
enum { fatalCount = sizeof fatal / sizeof *fatal };

static struct sigaction fatalBefore[fatalCount];
static struct termios modesBefore;
static char restoring[512];
static size_t restoringCount;
static volatile sig_atomic_t isArmed;
static atomic_bool expectsAnswers;
static atomic_bool hasCrashed;

void CNExpectAnswers(bool areExpected) { expectsAnswers = areExpected; }

bool CNHasCrashed(void) { return hasCrashed; }

/// Async-signal-safe: reads until the last answer (ESC [ ? … c), for at most two seconds of silence.
/// The thread that usually reads may still do so, and says when it has it.
static void takeAnswers(void) {
  struct termios modes;
  if (tcgetattr(STDIN_FILENO, &modes) != 0) return;
  modes.c_cc[VMIN] = 0;  // that other thread may be quicker: then there is nothing to read
  modes.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  bool isLast = false;
  for (int silence = 0; silence < 40 && expectsAnswers;) {
    char byte;
    if (poll(&input, 1, 50) <= 0 || read(STDIN_FILENO, &byte, 1) != 1) {
      silence++;
    } else if (isLast && byte == 'c') {
      return;
    } else if (byte == '?') {
      isLast = true;
    }
  }
}

/// Async-signal-safe: writes what was composed before, sets the modes that were saved before, and
/// lets the handler that was there (or the default) have the signal again when this one returns.
static void restoreAndDie(int signal) {
  if (isArmed) {
    isArmed = 0;
    hasCrashed = true;
    const ssize_t ignored = write(STDOUT_FILENO, restoring, restoringCount);
    (void)ignored;
    if (expectsAnswers) takeAnswers();
    tcsetattr(STDIN_FILENO, TCSANOW, &modesBefore);
  }
  for (int index = 0; index < fatalCount; index++) {
    if (fatal[index] == signal) sigaction(signal, &fatalBefore[index], NULL);
  }
  raise(signal);
}

/// A stack overflow leaves no stack for a handler, so it gets one of its own.
static void giveHandlersAStack(void) {
  static char stack[32 * 1024];
  stack_t current;
  if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  const stack_t ours = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&ours, NULL);
}

void CNCrashHandlersOpen(void) {
  tcgetattr(STDIN_FILENO, &modesBefore);
  giveHandlersAStack();
  struct sigaction action = {.sa_handler = restoreAndDie, .sa_flags = SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < fatalCount; index++) {
    sigaction(fatal[index], &action, &fatalBefore[index]);
  }
}

void CNCrashHandlersClose(void) {
  for (int index = 0; index < fatalCount; index++) {
    sigaction(fatal[index], &fatalBefore[index], NULL);
  }
}

void CNCrashHandlersArm(const char *bytes, size_t count) {
  isArmed = 0;
  atomic_signal_fence(memory_order_seq_cst);
  restoringCount = count < sizeof restoring ? count : sizeof restoring;
  memcpy(restoring, bytes, restoringCount);
  atomic_signal_fence(memory_order_seq_cst);
  isArmed = 1;
}

void CNCrashHandlersDisarm(void) { isArmed = 0; }
