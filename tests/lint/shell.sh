#!/bin/sh
# Every script passes shellcheck.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

command -v shellcheck >/dev/null 2>&1 || skip 'shellcheck is not there'
find tests -name '*.sh' ! -name lint.sh -exec shellcheck -e SC1091,SC2329,SC2094,SC2015,SC3044 -s sh {} +
find scripts -type f ! -name '*.*' -exec shellcheck {} +
shellcheck .ci/run
