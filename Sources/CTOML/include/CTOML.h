// Our own verbs over toml++. The header names nothing of C++: no type, no exception and no layout of the library leaves the
// C++ side, and whatever the library thinks of a text, the answer is a document or a mistake with its place.
//
// A document belongs to whoever read it, is never changed, and may be used by one thread at a time.

#ifndef CTOML_H
#define CTOML_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CT_NOEXCEPT noexcept
extern "C" {
#else
#define CT_NOEXCEPT
#endif

#define CT_CLOSED_ENUM __attribute__((enum_extensibility(closed)))

/// How deep arrays and inline tables may nest.
enum { CTValueDepthMax = 32 };

/// How many parts a dotted key or a header may have.
enum { CTKeyPartsMax = 16 };

typedef enum CT_CLOSED_ENUM {
  CTKindString = 0,
  CTKindInteger,
  CTKindBoolean,
  CTKindFraction,
  CTKindTime,
  CTKindArray,
  CTKindTable
} CTKind;

/// A value with the key and the place where it begins. The texts are UTF-8, may hold a zero, and live as long as the
/// document.
typedef struct {
  CTKind kind;
  uint32_t line;          ///< From 1.
  uint32_t column;        ///< In Unicode scalars, from 1.
  size_t childCount;      ///< Of an array or a table; they follow, each with all that is below it.
  int64_t integer;        ///< Of a whole number; 1 or 0 of a Boolean.
  const char *_Nullable key;  ///< Of a value in a table.
  size_t keyLength;
  const char *_Nullable text; ///< Of a string.
  size_t textLength;
} CTNode;

/// What is wrong with a text, and where. The words quote single characters and key names, never values.
typedef struct {
  uint32_t line;    ///< From 1.
  uint32_t column;  ///< In Unicode scalars, from 1; 0 where only the line is known.
  char words[256];  ///< Ends in a zero; cut at a character where it is longer.
} CTMistake;

typedef struct CTDocument CTDocument;

/// Reads a text of so many bytes; null where it is not TOML, and then the mistake says why.
CTDocument *_Nullable CTRead(
    const char *_Nonnull bytes, size_t count, CTMistake *_Nonnull mistake) CT_NOEXCEPT;

/// How many values there are; the first is the table that is the document, and every value stands before its children.
size_t CTNodeCount(const CTDocument *_Nonnull document) CT_NOEXCEPT;

/// A value by its place in that order, which is below the count.
CTNode CTNodeAt(const CTDocument *_Nonnull document, size_t index) CT_NOEXCEPT;

void CTFree(CTDocument *_Nullable document) CT_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
