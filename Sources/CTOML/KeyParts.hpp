#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "CTOML.h"

/// Where a key has more parts than are read: tables nest as deep as keys have parts, and the library visits and frees them
/// by calling itself.
std::optional<size_t> firstKeyOfTooManyParts(std::string_view text);
