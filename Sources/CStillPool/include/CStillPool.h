// Keeps libdispatch from waking the process up once a second. See CStillPool.c.

#ifndef CSTILLPOOL_H
#define CSTILLPOOL_H

/// Called by libdispatch when a thread of its pool begins.
void _dispatch_workq_worker_register(void *queue);

/// Called by libdispatch when a thread of its pool ends.
void _dispatch_workq_worker_unregister(void *queue);

#endif
