// Lines of text in place of a screen: the terminal edits them, and only signals are taken from it.

#include "CNcurses.h"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include "Internal.h"

static struct termios modes;
static bool isTerminal;

bool CNLinesOpen(void) {
  isTerminal = tcgetattr(STDIN_FILENO, &modes) == 0;
  if (!CNSignalsOpen()) return false;
  if (isTerminal) CNCrashHandlersOpen();
  return true;
}

void CNLinesClose(void) {
  if (isTerminal) {
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    CNCrashHandlersDisarm();
    CNCrashHandlersClose();
  }
  CNSignalsClose();
}

void CNLinesHush(void) {
  if (!isTerminal) return;
  struct termios hushed = modes;
  hushed.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  hushed.c_cc[VMIN] = 1;
  hushed.c_cc[VTIME] = 0;
  // A crash gives the terminal back as it was, and writes nothing: there is no screen to leave.
  CNCrashHandlersArm("", 0);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hushed);
}

void CNLinesListen(void) {
  if (!isTerminal) return;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes);
  CNCrashHandlersDisarm();
}

void CNLinesStop(void) {
  struct termios now;
  const bool isHushed = isTerminal && tcgetattr(STDIN_FILENO, &now) == 0;
  if (isHushed) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  CNSignalsStop(false);
  if (isHushed) tcsetattr(STDIN_FILENO, TCSANOW, &now);
}

bool CNHasInput(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 0) > 0;
}
