// What a loss of power would leave: the content of each file when it was synced last.
//
// SIGKILL alone loses nothing, since the kernel keeps what was written. So the content is kept here,
// and put back before the end. A file that was never synced goes back to what it held before the
// program first wrote to it.

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "Internal.h"

typedef struct File {
  struct File *next;
  char path[PATH_MAX];
  /// Tells a file from one that was removed and made again under its name.
  ino_t number;
  char *content;
  size_t count;
} File;

static File *files;

/// The entry for a path; a new one has the number 0, which no file has.
static File *entry(const char *path) {
  for (File *file = files; file != NULL; file = file->next) {
    if (strcmp(file->path, path) == 0) return file;
  }
  File *file = calloc(1, sizeof *file);
  if (file == NULL) abort();
  strcpy(file->path, path);
  file->next = files;
  files = file;
  return file;
}

static void readContent(File *file, int descriptor, size_t count) {
  char *content = realloc(file->content, count + 1);
  if (content == NULL) abort();
  file->content = content;
  file->count = 0;
  while (file->count < count) {
    const ssize_t part =
        pread(descriptor, content + file->count, count - file->count, (off_t)file->count);
    if (part <= 0) break;
    file->count += (size_t)part;
  }
}

static void keep(int descriptor, bool isSynced) {
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  struct stat status;
  if (length < 0 || fstat(descriptor, &status) != 0) return;
  path[length] = '\0';
  File *file = entry(path);
  if (file->number == status.st_ino && !isSynced) return;
  file->number = status.st_ino;
  readContent(file, descriptor, (size_t)status.st_size);
}

void CKKeepContent(int descriptor) { keep(descriptor, false); }

void CKKeepSyncedContent(int descriptor) { keep(descriptor, true); }

static void putBack(const File *file) {
  const int descriptor = open(file->path, O_RDWR | O_CLOEXEC);
  struct stat status;
  // A file that was removed, or replaced by another, has nothing to give back.
  if (descriptor < 0 || fstat(descriptor, &status) != 0 || status.st_ino != file->number) return;
  size_t done = 0;
  while (done < file->count) {
    const long part = syscall(
        SYS_pwrite64, descriptor, file->content + done, file->count - done, (off_t)done);
    if (part <= 0) abort();
    done += (size_t)part;
  }
  if (syscall(SYS_ftruncate, descriptor, (off_t)file->count) != 0) abort();
}

void CKLoseUnsynced(void) {
  for (const File *file = files; file != NULL; file = file->next) putBack(file);
}
