#include "KeyParts.hpp"

namespace {

/// Reads no more of TOML than it takes to tell points between keys from those in texts and comments.
class PointCounter {
 public:
  explicit PointCounter(std::string_view text) : text_(text) {}

  std::optional<size_t> firstKeyOfTooManyParts() {
    while (at_ < text_.size()) {
      switch (text_[at_]) {
        case '#': skipComment(); break;
        case '"':
        case '\'': skipString(text_[at_]); break;
        case '.':
          if (++points_ >= CTKeyPartsMax) return at_;
          ++at_;
          break;
        case '\n':
        case '=':
        case ',':
        case '{':
        case '}':
        case '[':
        case ']':
          points_ = 0;
          ++at_;
          break;
        default: ++at_;
      }
    }
    return std::nullopt;
  }

 private:
  void skipComment() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skipString(char quote) {
    const char three[] = {quote, quote, quote};
    const bool isTriple = text_.substr(at_, 3) == std::string_view(three, 3);
    at_ += isTriple ? 3 : 1;
    while (at_ < text_.size()) {
      if (isTriple ? text_.substr(at_, 3) == std::string_view(three, 3) : text_[at_] == quote) {
        at_ += isTriple ? 3 : 1;
        // A text in three quotes may itself end in one or two.
        while (isTriple && at_ < text_.size() && text_[at_] == quote) ++at_;
        return;
      }
      // A text of one line that is not closed is a mistake, which the library finds.
      if (!isTriple && text_[at_] == '\n') return;
      at_ += quote == '"' && text_[at_] == '\\' ? 2 : 1;
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  int points_ = 0;
};

}  // namespace

std::optional<size_t> firstKeyOfTooManyParts(std::string_view text) {
  return PointCounter(text).firstKeyOfTooManyParts();
}
