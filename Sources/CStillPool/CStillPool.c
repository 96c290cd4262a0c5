// On Linux libdispatch watches the pool of threads that Swift's tasks run on: once a second, for as
// long as the process lives, it counts those that are blocked and starts others in their place. A
// desk left open in a hundred sessions would never let the processor sleep.
//
// These two functions enter a thread into that watch and strike it out, and are all that their
// source file exports. In a program with libdispatch linked into it (`make release`, `make install`)
// the linker takes these instead, nothing is ever entered, and the watch does not begin. What is left
// is what Swift promises everywhere and what other systems do: as many tasks run as there are
// processors, and none may wait, holding its thread, for another task. Queues with a thread of their
// own (the database's), the event loop, the network's loops and the watch of the journal are not of
// that pool. Where libdispatch is a library of its own, it does not see these, and all is as always;
// were they ever renamed there, too.

#include "CStillPool.h"

void _dispatch_workq_worker_register(void *queue) { (void)queue; }

void _dispatch_workq_worker_unregister(void *queue) { (void)queue; }
