// What the files of this target know of each other.

#ifndef CN_INTERNAL_H
#define CN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "CNcurses.h"

/// Directs the signals to the descriptor; before newterm, which installs its own handlers only
/// where none are.
bool CNSignalsOpen(void);
void CNSignalsClose(void);

/// Readable while a signal waits; -1 while no screen is open.
int CNSignalDescriptor(void);

/// Stops the process, or its group; returns when it is continued.
void CNSignalsStop(bool wholeGroup);

/// Remembers the terminal's modes as they are now, and catches crashes.
void CNCrashHandlersOpen(void);
void CNCrashHandlersClose(void);

/// What a crash writes to the terminal; nothing while it is not ours.
void CNCrashHandlersArm(const char *bytes, size_t count);
void CNCrashHandlersDisarm(void);

/// Whether the terminal was given back by a crash: threads that still run must not paint on it.
bool CNHasCrashed(void);

struct screen;

/// newterm for a description that is the type's own with true colour; NULL when that does not work.
struct screen *CNNewTerminalWithDirectColours(const char *terminalType, FILE *output);

/// What ncurses writes to: a descriptor of its own for the terminal; NULL when there is none left.
FILE *CNOutputOpen(void);
void CNOutputClose(void);

/// Catches what ncurses writes from here on; false where it still goes to the terminal.
bool CNOutputCatch(void);

/// Ends that, and returns what was written meanwhile; valid until it is caught again.
CNUpdate CNOutputCaught(void);

#endif
