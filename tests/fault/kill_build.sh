#!/bin/sh
# shellcheck disable=SC2317 # the functions are called by kill_often
# kill -9 at random moments of a first build: the index is not there or is whole, and after the next run nothing is left over. LEDE_KILLS says how
# often (30); LEDE_KILL_SEED chooses the moments.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"

make_stories 1 1500 >stories.jsonl
touch -d 2024-01-01T00:00:00Z stories.jsonl
build xapian whole.db stories.jsonl
start_build() {
    "$LEDE_INDEX" update --writer bulk --memory 16M --jobs 2 --quiet index.db stories.jsonl
}
before_build() {
    rm -rf index.db
}
kill_often before_build start_build
[ -e index.db ] || fail "the last run left no index"
finish
