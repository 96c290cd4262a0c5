// Catching what ncurses writes, so that it can be sent in one piece.
//
// ncurses writes to a descriptor. It gets one of its own for the terminal, in whose place a file in
// memory stands while an update is composed.

#define _GNU_SOURCE 1  // memfd_create, dup3
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "Internal.h"

static FILE *output;
static int memory = -1;
static uint8_t *bytes;
static size_t capacity;

FILE *CNOutputOpen(void) {
  const int terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (terminal < 0) return NULL;
  output = fdopen(terminal, "w");
  if (output == NULL) {
    close(terminal);
    return NULL;
  }
  memory = memfd_create("update", MFD_CLOEXEC);
  return output;
}

void CNOutputClose(void) {
  if (output != NULL) fclose(output);
  output = NULL;
  if (memory >= 0) close(memory);
  memory = -1;
  free(bytes);
  bytes = NULL;
  capacity = 0;
}

bool CNOutputCatch(void) {
  return memory >= 0 && lseek(memory, 0, SEEK_SET) == 0
         && dup3(memory, fileno(output), O_CLOEXEC) >= 0;
}

static bool makeRoom(size_t count) {
  if (count <= capacity) return true;
  uint8_t *larger = realloc(bytes, count);
  if (larger == NULL) return false;
  bytes = larger;
  capacity = count;
  return true;
}

CNUpdate CNOutputCaught(void) {
  CNUpdate update = {.bytes = NULL, .count = 0};
  // ncurses empties its buffer after every update, so nothing of this one comes later.
  while (dup3(STDOUT_FILENO, fileno(output), O_CLOEXEC) < 0 && (errno == EINTR || errno == EBUSY)) {
  }
  const off_t end = lseek(memory, 0, SEEK_CUR);
  if (end <= 0 || !makeRoom((size_t)end)) return update;
  const ssize_t count = pread(memory, bytes, (size_t)end, 0);
  if (count < 0) return update;
  update.bytes = bytes;
  update.count = (size_t)count;
  return update;
}
