// The screen: everything that names ncurses.

#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// After curses.h; it defines short names as macros, and one of them is ours.
#include <term.h>
#undef columns

#include "Internal.h"

#if !NCURSES_WIDECHAR
#error "the wide build of ncurses is needed"
#endif
_Static_assert(sizeof(wchar_t) == 4, "a wide character holds a Unicode scalar");
_Static_assert(CNScalarsPerCell <= CCHARW_MAX, "a cell of ours fits into a cell of ncurses");

static SCREEN *screen;
static CNOptions settings;
static bool canHideCursor;
static bool isCursorVisible;

/// What clears a terminal that has no other screen to go back to; empty where there is one.
static char clearing[64];
static size_t clearingCount;

/// What a crash says.
static char lastWords[200];

static void sendText(const char *text) { CNSend((const uint8_t *)text, strlen(text)); }

// MARK: Before the screen is opened

bool CNIsTerminal(void) { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

bool CNAdoptLocale(void) {
  setlocale(LC_ALL, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/// A string capability, or NULL: tigetstr has two ways to say that there is none.
static const char *capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 || value == NULL || *value == '\0' ? NULL : value;
}

static bool startsSequence(const char *value) {
  return value != NULL && strncmp(value, "\033[", 2) == 0;
}

CNTerminalType CNDescribeTerminalType(const char *name) {
  CNTerminalType type = {0};
  TERMINAL *previous = cur_term;
  int problem = 0;
  // With a place for the problem, setupterm returns instead of leaving the process.
  if (setupterm(name, STDOUT_FILENO, &problem) != OK) return type;
  type.isKnown = true;
  const char *address = capability("cup");
  type.canAddressCursor = address != NULL;
  type.isANSI = startsSequence(address);
  const int colours = tigetnum("colors");
  type.colourCount = colours > 0 ? colours : 0;
  const int pairs = tigetnum("pairs");
  type.pairCount = pairs > 0 ? pairs : 0;
  const bool hasRGB = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || capability("RGB") != NULL;
  type.hasDirectColours = colours >= 0x1000000 && hasRGB;
  TERMINAL *looked = set_curterm(previous);
  if (looked != previous) del_curterm(looked);
  return type;
}

// MARK: Modes outside ncurses

static void enterPrivateModes(void) {
  if (!settings.usesPrivateModes) return;
  sendText("\033[?2004h");
  if (settings.reportsMouse) sendText("\033[?1000h\033[?1006h");
}

static void leavePrivateModes(void) {
  if (!settings.usesPrivateModes) return;
  if (settings.reportsMouse) sendText("\033[?1006l\033[?1000l");
  sendText("\033[?2004l");
}

/// Appends a part without its paddings ($<5>), which only tputs understands; all of it or nothing.
static size_t append(char *text, size_t used, size_t capacity, const char *part) {
  if (part == NULL || used + strlen(part) > capacity) return used;
  while (*part != '\0') {
    const char *end = strncmp(part, "$<", 2) == 0 ? strchr(part, '>') : NULL;
    if (end == NULL) text[used++] = *part;
    part = end == NULL ? part + 1 : end + 1;
  }
  return used;
}

/// Where leaving cannot bring back what was there before, payments must not stay on a screen that
/// others share, nor the prompt be written over them.
static void composeClearing(void) {
  const bool hasOtherScreen = capability("rmcup") != NULL;
  clearingCount =
      hasOtherScreen ? 0 : append(clearing, 0, sizeof clearing, capability("clear"));
}

/// Ends what ncurses does to the terminal, for now or for good.
static void leaveScreen(void) {
  leavePrivateModes();
  CNSend((const uint8_t *)clearing, clearingCount);
  endwin();
  CNCrashHandlersDisarm();
}

/// Composes what gives the terminal back after a crash, while there is still time to compose.
static void armCrashHandlers(void) {
  char text[512];
  size_t used = 0;
  const char *const parts[] = {
      settings.isSynchronised ? "\033[?2026l" : NULL,
      settings.reportsMouse ? "\033[?1006l\033[?1000l" : NULL,
      settings.usesPrivateModes ? "\033[?2004l" : NULL,
      startsSequence(capability("csr")) ? "\033[r" : NULL,  // a crash can fall into a scroll
      capability("sgr0"),
      capability("cnorm"),
      capability("rmcup"),
      clearingCount > 0 ? capability("clear") : "\r\n",
      lastWords,
      *lastWords == '\0' ? NULL : "\r\n",
  };
  for (size_t index = 0; index < sizeof parts / sizeof *parts; index++) {
    used = append(text, used, sizeof text, parts[index]);
  }
  CNCrashHandlersArm(text, used);
}

// MARK: Opening and closing

void CNSetLastWords(const char *words) {
  strncpy(lastWords, words, sizeof lastWords - 1);
}

/// Lets the C library keep what one frame leaves for the next: by default it gives that much back to
/// the system at once, and asks for it again at the next key, page by page.
static void keepFrameMemory(void) {
  // More than some frames take on the largest terminals that people use.
  const int kept = 1 << 22;
  mallopt(M_TRIM_THRESHOLD, kept);
  // Setting the one fixes the other too, below the size of a frame.
  mallopt(M_MMAP_THRESHOLD, kept);
  // Memory of a thread is added a page at a time, each with a system call; this adds it all at once.
  // Nobody touches it before it is needed, so that until then it is addresses and no memory. It asks for
  // less than the threshold: more would not come from the thread's memory.
  void *volatile room = malloc(kept - (1 << 16));  // else the compiler leaves both calls out
  free(room);
}

CNOpening CNOpen(const char *terminalType, CNOptions options) {
  if (screen != NULL) return CNOpeningTwice;
  settings = options;
  keepFrameMemory();
  if (!CNSignalsOpen()) return CNOpeningRefused;
  CNCrashHandlersOpen();
  use_tioctl(TRUE);  // the kernel's size, not an exported COLUMNS that no longer holds
  FILE *output = CNOutputOpen();
  if (output != NULL) {
    screen = settings.addsDirectColours ? CNNewTerminalWithDirectColours(terminalType, output)
                                        : newterm(terminalType, output, stdin);
  }
  if (screen == NULL) {
    CNOutputClose();
    CNCrashHandlersClose();
    CNSignalsClose();
    return CNOpeningRefused;
  }
  raw();
  noecho();
  nonl();
  typeahead(-1);           // an update that is begun is finished
  idlok(stdscr, TRUE);     // a moved block of lines may be scrolled
  nodelay(stdscr, TRUE);
  if (settings.usesColours && start_color() == OK) use_default_colors();
  canHideCursor = curs_set(0) != ERR;
  isCursorVisible = !canHideCursor;
  enterPrivateModes();
  composeClearing();
  armCrashHandlers();
  return CNOpeningDone;
}

void CNClose(void) {
  if (screen == NULL) return;
  leaveScreen();
  delscreen(screen);
  screen = NULL;
  CNOutputClose();
  CNCrashHandlersClose();
  CNSignalsClose();
}

void CNStop(bool wholeGroup) {
  leaveScreen();
  CNSignalsStop(wholeGroup);
  CNTakeModes();
}

void CNTakeModes(void) {
  reset_prog_mode();
  enterPrivateModes();
  armCrashHandlers();
  CNForgetTerminalContents();
}

// MARK: Drawing

// Cells go into newscr, what ncurses is to show next: the canvas is the one window there is, and
// through another one every cell of a screen that scrolls would be copied and compared once more.

CNSize CNScreenSize(void) {
  const CNSize size = {.columns = getmaxx(stdscr), .rows = getmaxy(stdscr)};
  return size;
}

bool CNAdoptSize(void) {
  struct winsize kernel;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &kernel) != 0) return false;
  if (kernel.ws_row == 0 || kernel.ws_col == 0) return false;
  if (!is_term_resized(kernel.ws_row, kernel.ws_col)) return false;
  return resizeterm(kernel.ws_row, kernel.ws_col) == OK;
}

void CNDefinePair(int32_t pair, int32_t foreground, int32_t background) {
  init_extended_pair(pair, foreground, background);
}

static attr_t attributesOf(int32_t bits) {
  attr_t attributes = WA_NORMAL;
  if (bits & CNBold) attributes |= WA_BOLD;
  if (bits & CNDim) attributes |= WA_DIM;
  if (bits & CNItalic) attributes |= WA_ITALIC;
  if (bits & CNUnderline) attributes |= WA_UNDERLINE;
  if (bits & CNReverse) attributes |= WA_REVERSE;
  return attributes;
}

/// Makes a cell; false when the C library would give it another width than we did, which would
/// shift the rest.
static bool compose(cchar_t *cell, const uint32_t *scalars, CNRun run) {
  wchar_t text[CNScalarsPerCell + 1] = {0};
  for (int index = 0; index < CNScalarsPerCell; index++) text[index] = (wchar_t)scalars[index];
  int pair = run.pair;
  return wcwidth(text[0]) == run.cellWidth
         && setcchar(cell, text, attributesOf(run.attributes), 0, &pair) == OK;
}

/// Whether a cell is one printable ASCII character, which takes one column in every locale.
static bool isASCII(const uint32_t *scalars, CNRun run) {
  return run.cellWidth == 1 && scalars[0] >= 0x20 && scalars[0] < 0x7F && scalars[1] == 0;
}

void CNPut(CNRun run, const uint32_t *scalars, size_t cellCount) {
  static const uint32_t space[CNScalarsPerCell] = {' '};
  static const uint32_t unknown[CNScalarsPerCell] = {'?'};
  CNRun narrow = run;
  narrow.cellWidth = 1;
  // Nearly every cell is ASCII, and there are thousands: the C library is asked once for all.
  cchar_t blank = {0};
  compose(&blank, space, narrow);
  cchar_t cells[256];
  int filled = 0;
  int column = run.column;
  for (size_t index = 0; index < cellCount; index++) {
    const uint32_t *cell = scalars + index * CNScalarsPerCell;
    if (isASCII(cell, run)) {
      cells[filled] = blank;
      cells[filled++].chars[0] = (wchar_t)cell[0];
    } else if (compose(&cells[filled], cell, run)) {
      filled++;
    } else {
      for (int part = 0; part < run.cellWidth; part++) compose(&cells[filled++], unknown, narrow);
    }
    // A cell needs at most two places. mvwadd_wchnstr does not wrap, scroll or refuse the last cell
    // of the screen.
    if (filled >= 254 || index + 1 == cellCount) {
      mvwadd_wchnstr(newscr, run.row, column, cells, filled);
      column = run.column + (int)(index + 1) * run.cellWidth;
      filled = 0;
    }
  }
}

void CNErase(void) { werase(newscr); }

void CNForgetTerminalContents(void) { clearok(curscr, TRUE); }

static void showCursor(bool isVisible) {
  if (!canHideCursor || isVisible == isCursorVisible) return;
  curs_set(isVisible ? 1 : 0);
  isCursorVisible = isVisible;
}

/// Lets ncurses send the difference.
static void present(int32_t cursorRow, int32_t cursorColumn) {
  const bool wantsCursor = cursorRow >= 0;
  if (!wantsCursor) showCursor(false);
  // A hidden cursor may stay where the last cell was drawn; one that cannot be hidden is parked in
  // a corner.
  leaveok(newscr, !wantsCursor && canHideCursor);
  wmove(newscr, wantsCursor ? cursorRow : getmaxy(stdscr) - 1, wantsCursor ? cursorColumn : 0);
  doupdate();
  if (wantsCursor) showCursor(true);
}

CNUpdate CNCompose(int32_t cursorRow, int32_t cursorColumn) {
  // After a stop ncurses takes the terminal again, and does not find it in memory.
  const bool isCaught = !isendwin() && CNOutputCatch();
  present(cursorRow, cursorColumn);
  const CNUpdate nothing = {.bytes = NULL, .count = 0};
  return isCaught ? CNOutputCaught() : nothing;
}
