#ifndef INTERNAL_H
#define INTERNAL_H

#include <stdbool.h>
#include <sys/types.h>

/// What happens at the chosen call.
typedef enum { CKBefore, CKAfter, CKLost, CKFull, CKStop } CKWhen;

/// The settings, read once before the program's own code runs.
typedef struct {
  const char *pattern;
  bool isWrite;
  long number;
  CKWhen when;
  const char *armPath;
  const char *countPath;
} CKSettings;

/// Remembers a file's content, unless it is known already, as the one that a loss of power leaves.
void CKKeepContent(int descriptor);

/// Remembers a file's content anew: it has been synced.
void CKKeepSyncedContent(int descriptor);

/// Gives every remembered file the content that it had when it was synced last.
void CKLoseUnsynced(void);

#endif
