#!/bin/sh
# The figures of every ranker on the judged collections of ../shared.
set -eu
. "$LEDE_SOURCE/tests/rank/golden.sh"

code=0
"$LEDE_SOURCE/scripts/effectiveness" --figures --queries 200 --work "$work" >"$work/found" || code=$?
[ "$code" -eq 0 ] || exit "$code" # 77: the collections are not there
golden "$LEDE_SOURCE/tests/rank/shared.golden" "$work/found"
