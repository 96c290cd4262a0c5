// True colour for a terminal that has it while its description does not say so.
//
// Most terminals with 24-bit colour call themselves xterm-256color and set COLORTERM. ncurses can
// send such colours only for a description with the RGB flag, which no entry of ncurses-base has.
// But it also takes a description from the variable TERMINFO itself, so here the terminal's own one
// is written out again with that flag and two other strings.

#include "CNcurses.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <term.h>

#include "Internal.h"

/// The compiled form, term(5): little-endian, with 32-bit numbers.
enum { magic = 01036, absent = -1, capacity = 16 * 1024 };

typedef struct {
  uint8_t bytes[capacity];
  size_t count;
  bool isFull;
} Entry;

static void putByte(Entry *entry, int value) {
  if (entry->count < capacity) {
    entry->bytes[entry->count++] = (uint8_t)value;
  } else {
    entry->isFull = true;
  }
}

static void putShort(Entry *entry, int value) {
  putByte(entry, value & 0xFF);
  putByte(entry, value >> 8 & 0xFF);
}

static void putShorts(Entry *entry, const int *values, size_t count) {
  for (size_t index = 0; index < count; index++) putShort(entry, values[index]);
}

static void putNumber(Entry *entry, int value) {
  putShort(entry, value & 0xFFFF);
  putShort(entry, value >> 16 & 0xFFFF);
}

static void putString(Entry *entry, const char *text) {
  for (size_t index = 0; index <= strlen(text); index++) putByte(entry, text[index]);
}

static void align(Entry *entry) {
  if (entry->count % 2 != 0) putByte(entry, 0);
}

/// The colours below 8 stay those of the palette, as in the descriptions that come with ncurses.
#define DIRECT(palette, direct)                                              \
  "\033[%?%p1%{8}%<%t" palette "%p1%d%e" direct                              \
  ";2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

static const char *stringOf(const char *name) {
  if (strcmp(name, "setaf") == 0) return DIRECT("3", "38");
  if (strcmp(name, "setab") == 0) return DIRECT("4", "48");
  // Colours that the program could redefine are those of a palette.
  if (strcmp(name, "initc") == 0 || strcmp(name, "initp") == 0) return NULL;
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

static int numberOf(const char *name) {
  if (strcmp(name, "colors") == 0) return 0x1000000;
  const int value = tigetnum(name);
  return value < 0 ? absent : value;
}

static bool flagOf(const char *name) { return strcmp(name, "ccc") != 0 && tigetflag(name) > 0; }

/// Writes the current terminal's description.
static void compose(Entry *entry, const char *name) {
  int textCount = 0;
  for (int index = 0; index < STRWRITE; index++) {
    const char *value = stringOf(strnames[index]);
    if (value != NULL) textCount += (int)strlen(value) + 1;
  }
  const int header[] = {magic, (int)strlen(name) + 1, BOOLWRITE, NUMWRITE, STRWRITE, textCount};
  putShorts(entry, header, sizeof header / sizeof *header);
  putString(entry, name);
  for (int index = 0; index < BOOLWRITE; index++) putByte(entry, flagOf(boolnames[index]));
  align(entry);
  for (int index = 0; index < NUMWRITE; index++) putNumber(entry, numberOf(numnames[index]));
  int offset = 0;
  for (int index = 0; index < STRWRITE; index++) {
    const char *value = stringOf(strnames[index]);
    putShort(entry, value == NULL ? absent : offset);
    if (value != NULL) offset += (int)strlen(value) + 1;
  }
  for (int index = 0; index < STRWRITE; index++) {
    const char *value = stringOf(strnames[index]);
    if (value != NULL) putString(entry, value);
  }
  align(entry);
  // The extension: one flag, no numbers, no strings, one name of four bytes.
  const int extension[] = {1, 0, 0, 1, 4};
  putShorts(entry, extension, sizeof extension / sizeof *extension);
  putByte(entry, true);
  align(entry);
  putShort(entry, 0);
  putString(entry, "RGB");
}

/// The description as TERMINFO takes it; to be freed.
static char *hexadecimal(const Entry *entry) {
  static const char digits[] = "0123456789ABCDEF";
  char *text = malloc(4 + 2 * entry->count + 1);
  if (text == NULL) return NULL;
  memcpy(text, "hex:", 4);
  char *next = text + 4;
  for (size_t index = 0; index < entry->count; index++) {
    *next++ = digits[entry->bytes[index] >> 4];
    *next++ = digits[entry->bytes[index] & 0xF];
  }
  *next = '\0';
  return text;
}

static char *describe(const char *terminalType) {
  TERMINAL *previous = cur_term;
  int problem = 0;
  if (setupterm(terminalType, STDOUT_FILENO, &problem) != OK) return NULL;
  static Entry entry;
  memset(&entry, 0, sizeof entry);
  compose(&entry, terminalType);
  TERMINAL *looked = set_curterm(previous);
  if (looked != previous) del_curterm(looked);
  return entry.isFull ? NULL : hexadecimal(&entry);
}

struct screen *CNNewTerminalWithDirectColours(const char *terminalType, FILE *output) {
  char *description = describe(terminalType);
  if (description == NULL) return NULL;
  const char *set = getenv("TERMINFO");
  char *before = set == NULL ? NULL : strdup(set);
  setenv("TERMINFO", description, true);
  free(description);
  SCREEN *screen = newterm(terminalType, output, stdin);
  // Programs that we start must not see it.
  if (before == NULL) {
    unsetenv("TERMINFO");
  } else {
    setenv("TERMINFO", before, true);
  }
  free(before);
  return screen;
}
