// Running tmux, which fills the clipboard.

#define _GNU_SOURCE 1  // memfd_create
#include "CNcurses.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// A file in memory rather than a pipe: a program that does not read cannot block us or raise
/// SIGPIPE.
static int inputFile(const uint8_t *bytes, size_t count) {
  const int file = memfd_create("input", MFD_CLOEXEC);
  if (file < 0) return -1;
  if (write(file, bytes, count) == (ssize_t)count && lseek(file, 0, SEEK_SET) == 0) return file;
  close(file);
  return -1;
}

/// Starts the program with the signals as a program expects them, not blocked as ours are.
static bool start(pid_t *process, const char *const *arguments, int input) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  // posix_spawnp does not write to the strings; its type is older than const.
  char *const *list = (char *const *)(uintptr_t)arguments;
  const int problem = posix_spawnp(process, list[0], &files, &attributes, list, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return problem == 0;
}

/// Waits for the end and returns the exit status, or -1; a program that takes too long is killed.
static int32_t await(pid_t process, int32_t timeoutMilliseconds) {
  const int handle = (int)syscall(SYS_pidfd_open, process, 0);
  if (handle >= 0) {
    struct pollfd ended = {.fd = handle, .events = POLLIN};
    if (poll(&ended, 1, timeoutMilliseconds) <= 0) kill(process, SIGKILL);
    close(handle);
  }
  int status = 0;
  if (waitpid(process, &status, 0) != process || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

bool CNLoadTmuxBuffer(const uint8_t *bytes, size_t count, int32_t timeoutMilliseconds) {
  static const char *const arguments[] = {"tmux", "load-buffer", "-w", "-", NULL};
  const int input = inputFile(bytes, count);
  if (input < 0) return false;
  pid_t process = 0;
  const bool isRunning = start(&process, arguments, input);
  close(input);
  return isRunning && await(process, timeoutMilliseconds) == 0;
}
