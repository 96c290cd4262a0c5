// Our own verbs over ncursesw. The header names nothing of ncurses, so that its macros, its mutable
// globals and the layout of its structs stay on the C side, where one build of the library is
// known.
//
// One screen at a time, used by one thread. CNWakeUp… may be called from any thread.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CN_CLOSED_ENUM __attribute__((enum_extensibility(closed)))

// MARK: Before the screen is opened

/// Whether standard input and standard output are both a terminal.
bool CNIsTerminal(void);

/// Takes the locale of the environment; true when its characters are UTF-8.
bool CNAdoptLocale(void);

/// Blocks the signals that the screen reads from a descriptor, in the calling thread and in those
/// it starts later.
void CNBlockSignals(void);

/// Undoes that in the calling thread, when no screen could be opened.
void CNUnblockSignals(void);

/// What the terminfo entry of a type says.
typedef struct {
  bool isKnown;
  bool canAddressCursor;
  bool isANSI;            ///< Cursors are placed by ESC [, so unknown private modes are ignored.
  bool hasDirectColours;  ///< A colour number is 0xRRGGBB.
  int32_t colourCount;    ///< 0 on a monochrome terminal.
  int32_t pairCount;
} CNTerminalType;

/// Looks a terminal type up in the terminfo database; prints nothing.
CNTerminalType CNDescribeTerminalType(const char *_Nonnull name);

// MARK: Opening and closing

typedef struct {
  bool usesColours;
  bool addsDirectColours; ///< The terminal has them and its description does not say so.
  bool usesPrivateModes;  ///< Bracketed paste, and synchronised output where that is asked for.
  bool isSynchronised;
  bool reportsMouse;
} CNOptions;

typedef enum CN_CLOSED_ENUM { CNOpeningDone = 0, CNOpeningRefused, CNOpeningTwice } CNOpening;

/// Opens the screen on standard input and output: signals to a descriptor, raw input, crash
/// handlers.
CNOpening CNOpen(const char *_Nonnull terminalType, CNOptions options);

/// What a crash says below the screen that it gives back; cut where it does not fit into a line or two. Before the
/// screen is opened.
void CNSetLastWords(const char *_Nonnull words);

/// Says whether the terminal has been asked and has not answered: a crash then takes the answer, which would be typed into
/// the shell.
void CNExpectAnswers(bool areExpected);

/// Gives the terminal back as it was found, with the signals; does nothing when no screen is open.
void CNClose(void);

/// Gives the terminal back, stops this process (or its whole group, as the terminal's own Ctrl-Z
/// would) and takes the terminal again when it is continued.
void CNStop(bool wholeGroup);

/// Takes the terminal's modes again after somebody else may have changed them.
void CNTakeModes(void);

// MARK: Drawing

typedef struct {
  int32_t columns;
  int32_t rows;
} CNSize;

CNSize CNScreenSize(void);

/// Asks the kernel for the terminal's size; true when it is another one, which the screen then has.
bool CNAdoptSize(void);

/// Defines a colour pair; -1 is the terminal's own colour.
void CNDefinePair(int32_t pair, int32_t foreground, int32_t background);

enum { CNBold = 1, CNDim = 2, CNItalic = 4, CNUnderline = 8, CNReverse = 16 };

/// How many scalars describe a cell: a base and its marks, filled up with 0.
enum { CNScalarsPerCell = 4 };

/// A run of cells of one look and one width in one row.
typedef struct {
  int32_t row;
  int32_t column;
  int32_t cellWidth;
  int32_t attributes;
  int32_t pair;
} CNRun;

void CNPut(CNRun run, const uint32_t *_Nonnull scalars, size_t cellCount);

/// Blanks the screen in memory.
void CNErase(void);

/// Treats what the terminal shows as unknown: the next present paints everything.
void CNForgetTerminalContents(void);

/// Bytes for the terminal.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t count;
} CNUpdate;

/// What shows the difference, to be sent; nothing where it was sent already. Valid until the next
/// call. A negative row hides the cursor.
CNUpdate CNCompose(int32_t cursorRow, int32_t cursorColumn);

/// Sends bytes past ncurses, for sequences that draw nothing. The error number where they were not
/// all taken, else 0.
int32_t CNSend(const uint8_t *_Nonnull bytes, size_t count);

// MARK: Waiting

typedef struct {
  bool hasInput;
  bool hasSignal;
  bool isWoken;
} CNReadiness;

/// Sleeps until input, a signal, the wake-up descriptor or the end of the time; -1 is for ever. A
/// terminal that is gone is always ready, so it must not be waited for.
CNReadiness CNWait(int32_t wakeUpDescriptor, int32_t timeoutMilliseconds, bool waitsForInput);

/// Reads what was typed: the number of bytes, 0 when there was none after all, -1 when the terminal
/// is gone.
int32_t CNReadInput(uint8_t *_Nonnull bytes, size_t capacity);

typedef enum CN_CLOSED_ENUM {
  CNSignalNone = 0,
  CNSignalHangUp,
  CNSignalTerminate,
  CNSignalInterrupt,
  CNSignalQuit,
  CNSignalResize,
  CNSignalStop,
  CNSignalContinue
} CNSignal;

/// Takes one signal from the descriptor.
CNSignal CNReadSignal(void);

/// Gives bytes back that were read and are somebody else's, before those that are not read yet; false
/// where the system refuses that, and then nothing has changed.
bool CNGiveBackInput(const uint8_t *_Nonnull bytes, size_t count);

// MARK: Lines instead of a screen

/// Directs the signals to the descriptor that CNWait watches; the terminal, if it is one, keeps its
/// modes. Not while a screen is open.
bool CNLinesOpen(void);

/// Gives the signals back, and the modes.
void CNLinesClose(void);

/// Drops what was typed and lets every further key be read at once, without an echo. Does nothing
/// where input is no terminal.
void CNLinesHush(void);

/// Drops what was typed and lets the terminal make lines of what follows.
void CNLinesListen(void);

/// Stops this process as the terminal's own Ctrl-Z would; returns when it is continued.
void CNLinesStop(void);

/// Whether something can be read now without waiting.
bool CNHasInput(void);

// MARK: Waking up from another thread

/// A new descriptor, or -1.
int32_t CNWakeUpOpen(void);
void CNWakeUpSignal(int32_t descriptor);
void CNWakeUpDrain(int32_t descriptor);
void CNWakeUpClose(int32_t descriptor);

// MARK: The clipboard

/// Gives tmux a text as its newest buffer and for the clipboard outside; waits at most the given
/// time. Whether it was taken.
bool CNLoadTmuxBuffer(const uint8_t *_Nonnull bytes, size_t count, int32_t timeoutMilliseconds);

#endif
