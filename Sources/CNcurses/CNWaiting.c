// Sleeping until something happens, and bytes in and out of the terminal.

#include "CNcurses.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "Internal.h"

// MARK: Waiting

CNReadiness CNWait(int32_t wakeUpDescriptor, int32_t timeoutMilliseconds, bool waitsForInput) {
  struct pollfd descriptors[] = {
      {.fd = waitsForInput ? STDIN_FILENO : -1, .events = POLLIN},
      {.fd = CNSignalDescriptor(), .events = POLLIN},
      {.fd = wakeUpDescriptor, .events = POLLIN},
  };
  CNReadiness readiness = {false, false, false};
  if (poll(descriptors, 3, timeoutMilliseconds) <= 0) return readiness;
  // A hang-up counts as input: reading then says that the terminal is gone.
  readiness.hasInput = descriptors[0].revents != 0;
  readiness.hasSignal = (descriptors[1].revents & POLLIN) != 0;
  readiness.isWoken = (descriptors[2].revents & POLLIN) != 0;
  return readiness;
}

int32_t CNReadInput(uint8_t *bytes, size_t capacity) {
  const ssize_t count = read(STDIN_FILENO, bytes, capacity);
  if (count > 0) return (int32_t)count;
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return 0;
  return -1;
}

static bool pushBack(uint8_t byte) { return ioctl(STDIN_FILENO, TIOCSTI, &byte) == 0; }

bool CNGiveBackInput(const uint8_t *bytes, size_t count) {
  int unread = 0;
  ioctl(STDIN_FILENO, FIONREAD, &unread);
  for (size_t index = 0; index < count; index++) {
    if (!pushBack(bytes[index])) return index > 0;
  }
  // What is pushed back stands behind what is there already, and was typed before it.
  for (; unread > 0; unread--) {
    uint8_t byte;
    if (CNReadInput(&byte, 1) != 1 || !pushBack(byte)) break;
  }
  return true;
}

int32_t CNSend(const uint8_t *bytes, size_t count) {
  while (count > 0 && !CNHasCrashed()) {
    const ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
      poll(&output, 1, 1000);
      if (output.revents & (POLLERR | POLLHUP | POLLNVAL)) return EPIPE;
    } else if (errno != EINTR) {
      return errno;  // of a terminal that is gone, reading will say so too
    }
  }
  return 0;
}

// MARK: Waking up from another thread

int32_t CNWakeUpOpen(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void CNWakeUpSignal(int32_t descriptor) {
  const uint64_t one = 1;
  // It fails only when the counter is full, and then the reader is being woken anyway.
  const ssize_t ignored = write(descriptor, &one, sizeof one);
  (void)ignored;
}

void CNWakeUpDrain(int32_t descriptor) {
  uint64_t count;
  const ssize_t ignored = read(descriptor, &count, sizeof count);
  (void)ignored;
}

void CNWakeUpClose(int32_t descriptor) { close(descriptor); }
