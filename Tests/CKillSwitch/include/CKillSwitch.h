// A library for LD_PRELOAD: ends the program, or fills its disk, at a chosen call on chosen files.
//
// It has no interface but the environment of the program that it is loaded into:
//
// - KILL_SWITCH_FILE: which files are meant, a pattern of fnmatch(3) with FNM_EXTMATCH for the last
//   part of their path: `journal.sqlite?(-wal|-journal)`. Without it nothing happens.
// - KILL_SWITCH_CALL: `sync` (fdatasync, fsync) or `write` (write, pwrite, ftruncate).
// - KILL_SWITCH_NUMBER: the call that is meant, from 1; 0, or none, only counts.
// - KILL_SWITCH_WHEN:
//   `before`  SIGKILL instead of the call;
//   `after`   SIGKILL when the call is done;
//   `lost`    as `before`, and the files lose what was not synced, as when the power goes;
//   `full`    from this write on, every write to these files finds the disk full.
// - KILL_SWITCH_ARM: a path; calls count from the moment at which something is there. Without it all do.
// - KILL_SWITCH_COUNT: a file that gets `sync N write N` when the program ends by itself.
//
// Everything else passes through. A wrong setting ends the program at once with status 125.

#ifndef CKILLSWITCH_H
#define CKILLSWITCH_H
#endif
