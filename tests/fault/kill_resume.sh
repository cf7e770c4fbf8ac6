#!/bin/sh
# kill -9 at random moments of a first build that makes checkpoints, again and again until it is through: the index is that of a build that nobody disturbed, to
# the byte; less was done at the end; nothing is left over. LEDE_KILLS says how many builds are disturbed (6); LEDE_KILL_SEED chooses the moments.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"
. "$LEDE_SOURCE/tests/support/rows.sh"

folder=in
mkdir in
make_stories 1 5000 >in/a.jsonl
printf '{"id":"broken"\n{"id":"empty"}\n' >in/b.jsonl
make_stories 4800 5400 pact >in/c.jsonl # 201 ids of the first file, with other words
: >in/empty.txt
mkfifo in/pipe
n=0
while [ $n -lt 150 ]; do
    printf 'Report %d\n\nThe harbour of town%d was closed on the 3rd of May.\n' $n $n >"in/d$n.txt"
    n=$((n + 1))
done
make_stories 5300 9000 >in/e.jsonl
touch -d 2024-01-01T00:00:00Z in/*

start_build() { # [ARGUMENT...]
    "$LEDE_INDEX" update --writer bulk --memory 16M --jobs 2 --checkpoint 512k "$@" index.db "$folder" >out 2>err
}

# The tables of index.db are those of whole.db to the byte, but for the digits of the creation time.
same_tables() {
    for table in postlist position termlist docdata; do
        cmp -l "index.db/$table.glass" "whole.db/$table.glass" >bytes 2>&1 || true
        allowed=0
        [ "$table" != postlist ] || allowed=14
        [ "$(wc -l <bytes)" -le "$allowed" ] || fail "$1: $table differs: $(head -3 bytes)"
    done
    [ -z "$(leftovers)" ] || fail "$1: left over: $(leftovers)"
}

# kill_after SECONDS: start, kill; fails when it came to its end before.
kill_after() {
    start_build &
    sleep "$1"
    children=$(cat "/proc/$!/task/$!/children" 2>/dev/null || true)
    # shellcheck disable=SC2086 # several numbers
    kill -9 $children 2>/dev/null || true
    wait $! 2>/dev/null && return 1
    return 0
}

summary_without_figures() {
    grep -v -e '^resumed' -e 'MB of text' out
}

length=$(seconds_of start_build)
summary_without_figures >whole.summary
mv index.db whole.db
xapian-check whole.db >check 2>&1 || fail "xapian-check: $(tail -3 check)"
runs=${LEDE_KILLS:-6}
awk -v n="$((runs * 4))" -v seed="$seed" -v length_="$length" 'BEGIN { srand(seed); for (i = 0; i < n; i++) printf "%.3f\n", (0.3 + rand() * 0.6) * length_ }' >moments
resumed=0 killed=0 run=0
while [ $run -lt "$runs" ]; do
    run=$((run + 1))
    rm -rf index.db
    sed -n "$((run * 4 - 3)),$((run * 4))p" moments >these
    while read -r moment; do
        kill_after "$moment" || break
        killed=$((killed + 1))
    done <these
    [ -e index.db ] || start_build || fail "run $run: exit $?: $(cat err)"
    ! grep -q '^resumed: [1-9]' out || resumed=$((resumed + 1))
    same_tables "run $run"
    summary_without_figures | cmp -s whole.summary - || fail "run $run: another summary: $(diff whole.summary out)"
done
# On a machine that became slow meanwhile all kills may come before the first checkpoint; below they come after one for certain.

# Stop a build behind its first checkpoint, whenever that comes: the first bytes of the journal are written with the seal. On a busy machine it may come to its end
# before it is stopped; then once more.
stop_after_checkpoint() {
    for try in 1 2 3 4 5 6 7 8; do
        rm -rf index.db
        start_build --checkpoint 64k &
        until [ -s index.db.building/journal ] || [ -e index.db ]; do sleep 0.02; done
        children=$(cat "/proc/$!/task/$!/children" 2>/dev/null || true)
        # shellcheck disable=SC2086 # several numbers
        kill -9 $children 2>/dev/null || true
        wait $! 2>/dev/null || true
        [ ! -s index.db.building/journal ] || return 0
    done
    fail "there is no journal in $try builds"
}

# Other settings, other input: what was left is not used, and that is said.
stop_after_checkpoint
start_build --language none || fail "other language: exit $?"
grep -q 'cannot be gone on with (it had other settings or other paths)' err || fail "other language: $(cat err)"
! grep -q '^resumed' out || fail "other language: went on"
stop_after_checkpoint
touch -d 2024-01-02T00:00:00Z in/a.jsonl
start_build || fail "changed file: exit $?"
grep -q 'cannot be gone on with (its input has changed since)' err || fail "changed file: $(cat err)"
touch -d 2024-01-01T00:00:00Z in/a.jsonl

# The file that it stood in was written anew and does not show it: the rest of it is left for the next update.
stop_after_checkpoint
cp -p in/a.jsonl kept
sed 's/treaty/treati/g' kept >in/a.jsonl
touch -d 2024-01-01T00:00:00Z in/a.jsonl
start_build || fail "changed bytes: exit $?"
grep -q 'a.jsonl: changed since the build was interrupted: update again' err || fail "changed bytes: $(cat err)"
"$LEDE_INDEX" update index.db in >out 2>err || fail "after changed bytes: exit $?"
grep -q '^files: 2 read' out || fail "after changed bytes: $(cat out)"
mv kept in/a.jsonl

# A journal whose runs are gone, one without a good seal: begun anew.
stop_after_checkpoint
rm index.db.building/records
start_build || fail "no records: exit $?"
grep -q 'cannot be gone on with' err || fail "no records: $(cat err)"
same_tables "no records"
stop_after_checkpoint
printf 'Lede journal 1\n' >index.db.building/journal
start_build || fail "no seal: exit $?"
same_tables "no seal"

# Without a journal, and through Xapian, what was left is cleared.
stop_after_checkpoint
start_build --checkpoint 0 || fail "no journal: exit $?"
! grep -q '^resumed' out || fail "no journal: went on"
same_tables "no journal"

# It stood between two rows of a CSV file: the parser of the rest is told its first row again.
folder=rows
mkdir rows
make_rows 9000 >rows/a.csv
touch -d 2024-01-01T00:00:00Z rows/*
rm -rf index.db whole.db
start_build || fail "rows: exit $?: $(cat err)"
summary_without_figures >whole.summary
mv index.db whole.db
stop_after_checkpoint
start_build --checkpoint 64k || fail "rows: exit $?: $(cat err)"
grep -q '^resumed: [1-9]' out || fail "rows: did not go on: $(cat out)"
same_tables "rows"
summary_without_figures | cmp -s whole.summary - || fail "rows: another summary: $(diff whole.summary out)"
echo "$runs builds of $length seconds were killed $killed times; the last run of $resumed went on from a checkpoint"
finish
