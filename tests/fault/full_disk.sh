#!/bin/sh
# A first build that makes checkpoints meets the end of the disk (files that may not grow beyond a size) wherever that comes: it fails, says so, and what it had
# done stays for the next run, whose index is that of a build that nothing disturbed, to the byte. Without a checkpoint nothing is left.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"

mkdir in
make_stories 1 2500 >in/a.jsonl
make_stories 2400 4000 pact >in/b.jsonl
touch -d 2024-01-01T00:00:00Z in/*

start_build() {
    "$LEDE_INDEX" update --writer bulk --memory 16M --jobs 2 --checkpoint 512k index.db in >out 2>err
}

# limited KILOBYTES: a build with files up to that size; its exit code goes to $code.
limited() {
    code=0
    (
        ulimit -f "$(($1 * 2))" # units of 512 bytes
        start_build
    ) || code=$?
}

start_build || fail "the whole build: exit $?: $(cat err)"
mv index.db whole.db

kept=0 cleared=0 kilobytes=16
while :; do
    rm -rf index.db index.db.building
    limited "$kilobytes"
    [ "$code" -ne 0 ] || break
    [ "$code" -eq 74 ] || fail "$kilobytes KB: exit $code: $(cat err)"
    [ ! -e index.db ] || fail "$kilobytes KB: there is an index"
    grep -q 'index.db.building/.*: File too large' err || fail "$kilobytes KB: does not say what failed: $(cat err)"
    if grep -q 'the work up to the last checkpoint is kept, and the same command goes on from there' err; then
        kept=$((kept + 1))
        [ -s index.db.building/journal ] || fail "$kilobytes KB: there is no journal: $(ls index.db.building)"
        [ -z "$(find index.db.building -name '*.glass')" ] || fail "$kilobytes KB: unfinished tables are left"
        [ "$kept" -ne 2 ] || limited "$kilobytes" # the disk is still full: nothing more is lost
        start_build || fail "$kilobytes KB: the next run: exit $?: $(cat err)"
        grep -q '^resumed: [1-9]' out || fail "$kilobytes KB: the next run began anew: $(cat out err)"
        for table in position termlist docdata; do
            cmp "index.db/$table.glass" "whole.db/$table.glass" || fail "$kilobytes KB: $table differs"
        done
        same "$kilobytes KB" index.db whole.db
    else
        cleared=$((cleared + 1))
        [ "$kept" -eq 0 ] || fail "$kilobytes KB: nothing was kept: $(cat err)"
        grep -q 'are not (run it again when the cause is removed): ' err || fail "$kilobytes KB: what is to be done is not said: $(cat err)"
    fi
    [ -z "$(leftovers | sed 's/ $//')" ] || fail "$kilobytes KB: left over: $(leftovers)"
    kilobytes=$((kilobytes * 5 / 3))
done
[ "$cleared" -gt 0 ] && [ "$kept" -gt 1 ] || fail "$cleared builds failed before a checkpoint and $kept after one"
echo "$cleared builds failed before a checkpoint, $kept after one"
finish
