#!/bin/sh
# Every script passes shellcheck.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

command -v shellcheck >/dev/null 2>&1 || skip 'shellcheck is not there'
find tests -name '*.sh' ! -name lint.sh -exec shellcheck -e SC1091,SC2317,SC2329,SC2094,SC2015,SC3044 -s sh {} +
# Scripts in other languages say so in their first line.
# shellcheck disable=SC2038 # our names have no white space
find scripts -type f ! -name '*.*' -exec grep -lE '^#!.*[/ ](ba)?sh$' {} + | xargs -d '\n' shellcheck
find scripts -type f ! -name '*.*' -exec grep -lE '^#!.*python3$' {} + | while IFS= read -r file; do
    python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read(), sys.argv[1])' "$file"
done
shellcheck .ci/run
