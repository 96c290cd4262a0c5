// Stands between the program and the C library's calls that change a file.

#include "CKillSwitch.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "Internal.h"

// The calls go straight to the kernel, whose form for these is this one on 64-bit machines only.
_Static_assert(sizeof(long) == 8 && sizeof(off_t) == 8, "a 64-bit system is needed");

enum { badSetting = 125 };

static CKSettings settings;
static long syncCount;
static long writeCount;

/// Counting, and what follows from it, happen in one order for all threads.
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

// MARK: Settings

static void refuse(const char *name) {
  fprintf(stderr, "kill switch: %s is not understood\n", name);
  _exit(badSetting);
}

static bool isWord(const char *text, const char *word) {
  return text != NULL && strcmp(text, word) == 0;
}

static CKWhen readWhen(const char *text) {
  if (isWord(text, "before")) return CKBefore;
  if (isWord(text, "after")) return CKAfter;
  if (isWord(text, "lost")) return CKLost;
  if (isWord(text, "stop")) return CKStop;
  if (!isWord(text, "full")) refuse("KILL_SWITCH_WHEN");
  return CKFull;
}

static void readChosenCall(const char *number) {
  char *end = NULL;
  settings.number = strtol(number, &end, 10);
  if (*number == '\0' || *end != '\0' || settings.number < 0) refuse("KILL_SWITCH_NUMBER");
  if (settings.number == 0) return;
  const char *call = getenv("KILL_SWITCH_CALL");
  settings.isWrite = isWord(call, "write");
  if (!settings.isWrite && !isWord(call, "sync")) refuse("KILL_SWITCH_CALL");
  settings.when = readWhen(getenv("KILL_SWITCH_WHEN"));
  if (settings.when == CKFull && !settings.isWrite) refuse("KILL_SWITCH_WHEN");
}

__attribute__((constructor)) static void begin(void) {
  settings.pattern = getenv("KILL_SWITCH_FILE");
  settings.armPath = getenv("KILL_SWITCH_ARM");
  settings.countPath = getenv("KILL_SWITCH_COUNT");
  const char *number = getenv("KILL_SWITCH_NUMBER");
  if (settings.pattern != NULL && number != NULL) readChosenCall(number);
}

__attribute__((destructor)) static void end(void) {
  if (settings.pattern == NULL || settings.countPath == NULL) return;
  FILE *file = fopen(settings.countPath, "w");
  if (file == NULL) return;
  fprintf(file, "sync %ld write %ld\n", syncCount, writeCount);
  fclose(file);
}

// MARK: Counting

static bool isNamedAsMeant(int descriptor) {
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t count = readlink(link, path, sizeof path - 1);
  if (count < 0) return false;
  path[count] = '\0';
  const char *slash = strrchr(path, '/');
  return slash != NULL && fnmatch(settings.pattern, slash + 1, FNM_EXTMATCH) == 0;
}

static bool isMeant(int descriptor) {
  if (settings.pattern == NULL) return false;
  const int error = errno;
  const bool isArmed = settings.armPath == NULL || access(settings.armPath, F_OK) == 0;
  const bool isMeant = isArmed && isNamedAsMeant(descriptor);
  errno = error;
  return isMeant;
}

static void killNow(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/// Whether the call with this number is the chosen one.
static bool isChosen(bool isWrite, long number) {
  if (settings.number == 0 || settings.isWrite != isWrite) return false;
  return settings.when == CKFull ? number >= settings.number : number == settings.number;
}

/// What the program asked the kernel to do.
typedef struct {
  int descriptor;
  long number;
  long first;
  long second;
  long third;
  bool isWrite;
  /// Needs room, so that a full disk refuses it.
  bool addsBytes;
} Call;

static long perform(const Call *call) {
  return syscall(call->number, call->descriptor, call->first, call->second, call->third);
}

static long performMeant(const Call *call) {
  const long number = call->isWrite ? ++writeCount : ++syncCount;
  const bool chosen = isChosen(call->isWrite, number);
  const bool keepsContent = settings.number > 0 && settings.when == CKLost;
  if (chosen && settings.when == CKFull && call->addsBytes) {
    errno = ENOSPC;
    return -1;
  }
  if (chosen && settings.when == CKLost) CKLoseUnsynced();
  if (chosen && (settings.when == CKLost || settings.when == CKBefore)) killNow();
  if (keepsContent && call->isWrite) CKKeepContent(call->descriptor);
  const long result = perform(call);
  if (chosen && settings.when == CKAfter) killNow();
  const int error = errno;
  // All threads stand still until somebody lets them go on, this one before it takes another step.
  if (chosen && settings.when == CKStop) raise(SIGSTOP);
  if (keepsContent && !call->isWrite && result == 0) CKKeepSyncedContent(call->descriptor);
  errno = error;
  return result;
}

static long pass(Call call) {
  if (!isMeant(call.descriptor)) return perform(&call);
  pthread_mutex_lock(&turn);
  const long result = performMeant(&call);
  pthread_mutex_unlock(&turn);
  return result;
}

// MARK: The calls

ssize_t write(int descriptor, const void *bytes, size_t count) {
  return pass((Call){
      .descriptor = descriptor, .number = SYS_write, .first = (long)bytes, .second = (long)count,
      .isWrite = true, .addsBytes = true});
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return pass((Call){
      .descriptor = descriptor, .number = SYS_pwrite64, .first = (long)bytes,
      .second = (long)count, .third = offset, .isWrite = true, .addsBytes = true});
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite64(descriptor, bytes, count, offset);
}

int ftruncate64(int descriptor, off64_t length) {
  return (int)pass((Call){
      .descriptor = descriptor, .number = SYS_ftruncate, .first = length, .isWrite = true});
}

int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

int fdatasync(int descriptor) {
  return (int)pass((Call){.descriptor = descriptor, .number = SYS_fdatasync});
}

int fsync(int descriptor) {
  return (int)pass((Call){.descriptor = descriptor, .number = SYS_fsync});
}
