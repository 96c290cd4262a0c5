#include <sodium.h>

#include <sys/resource.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

/// Forbids core dumps and attaching debuggers; 0, or -1 when the system refuses.
/// Here because prctl is variadic, which Swift cannot call.
static inline int csodium_forbid_core_dumps(void) {
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
#if defined(__linux__)
  // A limit of 0 does not stop a pipe in core_pattern; an undumpable process does.
  if (prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) != 0) return -1;
#endif
  return 0;
}

/// 1 when core dumps are forbidden in both ways, else 0.
static inline int csodium_core_dumps_forbidden(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur != 0) return 0;
#if defined(__linux__)
  if (prctl(PR_GET_DUMPABLE, 0L, 0L, 0L, 0L) != 0) return 0;
#endif
  return 1;
}
