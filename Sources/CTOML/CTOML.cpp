#include "CTOML.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "KeyParts.hpp"

namespace {

/// What the library takes for impossible, and some texts bring about all the same: `[.keys]`, `[@x]`.
struct BrokenAssumption {};

}  // namespace

// The library checks its assumptions by assert, which would end the program, and with NDEBUG tells the compiler that they
// hold, which would be worse. Here they are checked in every build, and one that does not hold is a mistake of the text.
#undef NDEBUG
#define TOML_ASSERT(expression)                   \
  do {                                            \
    if (!(expression)) throw BrokenAssumption{};  \
  } while (false)
#define TOML_EXCEPTIONS 1
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 0
#define TOML_MAX_NESTED_VALUES 32
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <toml++/toml.h>
#pragma clang diagnostic pop

static_assert(TOML_MAX_NESTED_VALUES == CTValueDepthMax);

struct CTDocument {
  toml::table root;
  std::vector<CTNode> nodes;
};

namespace {

/// Writes the values of a document in order, each before its children.
class Writer {
 public:
  explicit Writer(std::vector<CTNode> &nodes) : nodes_(nodes) {}

  void write(const toml::node &node, const toml::key *key) {
    CTNode made{};
    const auto place = begin(node, key);
    made.line = place.line;
    made.column = place.column;
    if (key != nullptr) {
      made.key = key->str().data();
      made.keyLength = key->str().size();
    }
    switch (node.type()) {
      case toml::node_type::table: return write(*node.as_table(), made);
      case toml::node_type::array: return write(*node.as_array(), made);
      case toml::node_type::string:
        made.kind = CTKindString;
        made.text = node.as_string()->get().data();
        made.textLength = node.as_string()->get().size();
        break;
      case toml::node_type::integer:
        made.kind = CTKindInteger;
        made.integer = node.as_integer()->get();
        break;
      case toml::node_type::boolean:
        made.kind = CTKindBoolean;
        made.integer = node.as_boolean()->get() ? 1 : 0;
        break;
      case toml::node_type::floating_point: made.kind = CTKindFraction; break;
      case toml::node_type::date:
      case toml::node_type::time:
      case toml::node_type::date_time:
      case toml::node_type::none: made.kind = CTKindTime; break;
    }
    nodes_.push_back(made);
  }

 private:
  void write(const toml::table &table, CTNode made) {
    made.kind = CTKindTable;
    made.childCount = table.size();
    nodes_.push_back(made);
    for (const auto &[key, value] : table) write(value, &key);
  }

  void write(const toml::array &array, CTNode made) {
    made.kind = CTKindArray;
    made.childCount = array.size();
    nodes_.push_back(made);
    for (const auto &value : array) write(value, nullptr);
  }

  /// A table of a header begins at its bracket, which stands before its key; what follows an equals sign, at its key.
  static toml::source_position begin(const toml::node &node, const toml::key *key) {
    const auto place = node.source().begin;
    return key == nullptr ? place : std::min(place, key->source().begin);
  }

  std::vector<CTNode> &nodes_;
};

void write(std::string_view words, CTMistake *mistake) {
  size_t length = std::min(words.size(), sizeof mistake->words - 1);
  // A character that would be cut is left out as a whole.
  while (length < words.size() && length > 0 && (words[length] & 0xC0) == 0x80) --length;
  std::memcpy(mistake->words, words.data(), length);
  mistake->words[length] = 0;
}

/// The words without the name of the macro by which a limit of the library is set.
std::string_view withoutMacro(std::string_view words) {
  const auto macro = words.find(" (TOML_");
  return macro == words.npos ? words : words.substr(0, macro);
}

/// Whether the library comes upon what it takes for impossible within so much of a text.
bool breaksAssumption(std::string_view text) {
  try {
    (void)toml::parse(text);
  } catch (const BrokenAssumption &) {
    return true;
  } catch (const std::exception &) {
  }
  return false;
}

/// The line in which an assumption breaks: the first with which it does.
///
/// The library reads from front to back, so that fewer lines never break what more of them do not.
uint32_t lineOfBrokenAssumption(std::string_view text) {
  std::vector<size_t> ends;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') ends.push_back(at + 1);
  }
  ends.push_back(text.size());
  const auto first = std::partition_point(ends.begin(), ends.end(), [&](size_t end) {
    return !breaksAssumption(text.substr(0, end));
  });
  return static_cast<uint32_t>(std::min(first - ends.begin() + 1, static_cast<std::ptrdiff_t>(ends.size())));
}

/// The line and column of a byte.
void setPlace(std::string_view text, size_t offset, CTMistake *mistake) {
  const auto before = text.substr(0, offset);
  const auto lineStart = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  mistake->line = 1 + static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
  mistake->column = 1 + static_cast<uint32_t>(std::count_if(
    before.begin() + static_cast<std::ptrdiff_t>(lineStart), before.end(),
    [](char byte) { return (byte & 0xC0) != 0x80; }));
}

CTDocument *read(std::string_view text, CTMistake *mistake) {
  if (const auto offset = firstKeyOfTooManyParts(text)) {
    setPlace(text, *offset, mistake);
    write("a key has more than " + std::to_string(CTKeyPartsMax) + " parts", mistake);
    return nullptr;
  }
  auto document = std::make_unique<CTDocument>();
  try {
    document->root = toml::parse(text);
  } catch (const toml::parse_error &error) {
    mistake->line = error.source().begin.line;
    mistake->column = error.source().begin.column;
    write(withoutMacro(error.description()), mistake);
    return nullptr;
  } catch (const BrokenAssumption &) {
    mistake->line = lineOfBrokenAssumption(text);
    write("a key must begin with a letter, a digit, - or _, or stand in quotes", mistake);
    return nullptr;
  }
  Writer(document->nodes).write(document->root, nullptr);
  return document.release();
}

}  // namespace

CTDocument *CTRead(const char *bytes, size_t count, CTMistake *mistake) CT_NOEXCEPT {
  *mistake = CTMistake{1, 0, {}};
  try {
    return read(std::string_view(bytes, count), mistake);
  } catch (const std::exception &error) {
    write("it cannot be read: " + std::string(error.what()), mistake);
  } catch (...) {
    write("it cannot be read", mistake);
  }
  return nullptr;
}

size_t CTNodeCount(const CTDocument *document) CT_NOEXCEPT { return document->nodes.size(); }

CTNode CTNodeAt(const CTDocument *document, size_t index) CT_NOEXCEPT { return document->nodes[index]; }

void CTFree(CTDocument *document) CT_NOEXCEPT { delete document; }
