#!/bin/sh
# lede-index compact: the same content in less room, in place and into a copy; what it refuses.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"

make_stories 1 400 >stories.jsonl
touch -d 2024-01-01T00:00:00Z stories.jsonl
build xapian loose.db stories.jsonl --batch 50k
make_stories 1 300 accord >stories.jsonl
touch -d 2024-01-02T00:00:00Z stories.jsonl
build xapian loose.db stories.jsonl --batch 50k
cp -r loose.db before.db

# compact EXIT-CODE ARGUMENTS...
compact() {
    wanted=$1
    shift
    code=0
    "$LEDE_INDEX" compact "$@" >out 2>err || code=$?
    [ "$code" -eq "$wanted" ] || fail "compact $*: exit $code, not $wanted: $(cat err)"
}

compact 0 loose.db copy.db
sound "a compact copy" copy.db
same "a compact copy" loose.db copy.db --by-id
same "the original" loose.db before.db
[ "$(du -s copy.db | cut -f1)" -lt "$(du -s loose.db | cut -f1)" ] || fail "the copy is no smaller"
grep -q '^copy.db: [0-9.]* MB before, [0-9.]* MB after$' out || fail "sizes: $(cat out)"
xapian-compact -q --no-renumber loose.db xapian.db >/dev/null 2>&1
for table in postlist position termlist; do
    [ "$(stat -c %s "copy.db/$table.glass")" -le "$(stat -c %s "xapian.db/$table.glass")" ] || fail "$table is larger than xapian-compact makes it"
done

compact 2 loose.db copy.db
grep -q 'is there already' err || fail "an existing OUT: $(cat err)"
mkdir empty
compact 2 loose.db empty
compact 2 loose.db loose.db/inner
grep -q 'loose.db/inner lies inside the index loose.db' err || fail "OUT inside DB: $(cat err)"
[ ! -e loose.db/inner ] || fail "OUT was made inside DB"
compact 2 loose.db ""
grep -q 'the name of the new index is empty' err || fail "an empty OUT: $(cat err)"
compact 2 ""
compact 3 missing.db
compact 3 missing.db other.db
[ ! -e missing.db ] && [ ! -e other.db ] || fail "compacting nothing left something"
compact 74 loose.db missing/copy.db

compact 0 loose.db
sound "compact in place" loose.db
same "compact in place" before.db loose.db --by-id
[ -z "$(find . -name '*.building*')" ] || fail "something is left beside the index"
compact 0 loose.db
same "compact twice" copy.db loose.db

# Asked to stop in the middle: nothing is left over and the index is as it was. It is stopped while it is at work, so that the signal comes then; a run that was too
# quick is tried again.
make_stories 1 3000 >many.jsonl
build bulk big.db many.jsonl
cp -r big.db before_big.db
stopped_by() {
    got=0 tries=0
    while [ "$got" -eq 0 ] && [ "$tries" -lt 100 ]; do
        tries=$((tries + 1))
        env --default-signal=INT "$LEDE_INDEX" compact big.db >out 2>err & # a shell has what is in the background ignore it
        compacting=$!
        while [ ! -e big.db.building/iamglass ] && [ ! -e big.db.building/postlist.glass ] && [ -e "/proc/$compacting/cwd" ]; do :; done
        kill -STOP "$compacting" 2>/dev/null || true
        kill -s "$1" "$compacting" 2>/dev/null || true
        kill -CONT "$compacting" 2>/dev/null || true
        wait "$compacting" || got=$?
    done
    [ "$got" -eq "$2" ] || fail "SIG$1: exit $got, not $2: $(cat err)"
    grep -q 'interrupted: big.db is as it was' err || fail "SIG$1: $(cat err)"
    [ -z "$(find . -name '*.building*')" ] || fail "SIG$1 left $(find . -name '*.building*')"
    same "after SIG$1" before_big.db big.db
}
stopped_by INT 130
stopped_by TERM 143
stopped_by HUP 129
compact 0 big.db
sound "compact after signals" big.db

# A writer has it; then it is free again and goes on to be updated.
mkfifo feed
"$LEDE_INDEX" update loose.db - --writer xapian --batch 1 <feed >/dev/null 2>&1 &
exec 9>feed
printf '%s\n' '{"id":"fed","title":"Fed","text":"accord"}' >&9
tries=0
until [ "$tries" -ge 500 ] || "$LEDE_INDEX" show loose.db fed >/dev/null 2>&1; do
    tries=$((tries + 1))
    sleep 0.02
done
compact 75 loose.db
exec 9>&-
wait
[ "$("$LEDE_INDEX" stats loose.db | sed -n 's/^articles  *//p')" -eq 301 ] || fail "the writer lost its article"
make_stories 1 500 pact >stories.jsonl
touch -d 2024-01-03T00:00:00Z stories.jsonl
build xapian loose.db stories.jsonl
printf '%s\n' '{"id":"fed","title":"Fed","text":"accord"}' | "$LEDE_INDEX" update fresh.db - --writer xapian --quiet
build xapian fresh.db stories.jsonl
sound "an update after compacting" loose.db
same "an update after compacting" loose.db fresh.db --by-id
finish
