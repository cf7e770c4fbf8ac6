#!/bin/sh
# clang-format agrees with every C and C++ file.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

command -v clang-format >/dev/null 2>&1 || skip 'clang-format is not there'
scripts/format
