#!/bin/sh
# An update by the bulk writer: what stands is merged with what is new. The content is that of the other writer, and that of an index built at once.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"

dated() {
    find "$@" -type f -exec touch -d "$day" {} +
}

day=2024-01-01T00:00:00Z
mkdir news
make_stories 1 300 >news/a.jsonl
make_stories 301 500 >news/b.jsonl
make_stories 501 600 >news/gone.jsonl
cp -r "$LEDE_SOURCE/corpus" corpus
dated news corpus
build bulk bulk.db news corpus/html corpus/txt
cp -r bulk.db xapian.db

# Articles that come, change, go, move between files; a file that vanishes; segments (long texts) that become fewer and more.
day=2024-01-02T00:00:00Z
rm news/gone.jsonl
make_stories 1 150 accord >news/a.jsonl
make_stories 290 520 >news/b.jsonl
awk 'BEGIN { printf "{\"id\":\"n9007\",\"title\":\"Long\",\"text\":\""; for (i = 0; i < 3000; i++) printf "The summit%d was long. ", i % 701; print "\"}" }' >news/long.jsonl
dated news
build bulk bulk.db news
cp out bulk.out
build xapian xapian.db news
[ "$(head -2 out)" = "$(head -2 bulk.out)" ] || fail "other counts: $(head -2 out) / $(head -2 bulk.out)"
sound "a merge" bulk.db xapian.db
same "a merge" bulk.db xapian.db --by-id
same_answers "a merge" bulk.db xapian.db corpus/topics.tsv

# A second merge, the articles grow shorter again; nothing new; then small updates through Xapian on top, and a third merge.
day=2024-01-03T00:00:00Z
make_stories 9007 9007 pact >news/long.jsonl
dated news
build bulk bulk.db news
build bulk bulk.db news
grep -q '^added 0, changed 0' out || fail "nothing new: $(cat out)"
build xapian xapian.db news
same "a second merge" bulk.db xapian.db --by-id
day=2024-01-04T00:00:00Z
make_stories 1 150 accord >news/a.jsonl
make_stories 301 700 pact >news/b.jsonl
dated news
build xapian bulk.db news
build xapian xapian.db news
make_stories 701 900 treaty >news/c.jsonl
dated news
build bulk bulk.db news corpus/html corpus/txt
build xapian xapian.db news corpus/html corpus/txt
sound "a merge on top of small updates" bulk.db
same "a merge on top of small updates" bulk.db xapian.db --by-id
build bulk once.db news corpus/html corpus/txt
same "an index built at once" bulk.db once.db --by-id
"$LEDE_INDEX" compact bulk.db dense.db >/dev/null
same "compacted" dense.db once.db --by-id

# What cannot be replaced is left to Xapian, or refused.
touch bulk.db/notes.txt
code=0
"$LEDE_INDEX" update --writer bulk bulk.db news >out 2>err || code=$?
[ "$code" -eq 2 ] || fail "a folder with other files: exit $code: $(cat err)"
build auto bulk.db news
rm bulk.db/notes.txt
[ -z "$(find . -maxdepth 1 -name '*.building*')" ] || fail "something is left beside the index"

# A signal while the old index is still being read: nothing is left. The merge is stopped as soon as its folder is there, so that the signal comes early; one that was
# too quick is tried again.
cp -r bulk.db before.db
make_stories 2001 2002 accord >news/d.jsonl
got=0 tries=0
while [ "$got" -eq 0 ] && [ "$tries" -lt 100 ]; do
    tries=$((tries + 1))
    rm -rf bulk.db
    cp -r before.db bulk.db
    "$LEDE_INDEX" update --writer bulk bulk.db news >out 2>err &
    merging=$!
    while [ ! -e bulk.db.building ] && [ -e "/proc/$merging/cwd" ]; do :; done
    kill -STOP "$merging" 2>/dev/null || true
    kill -TERM "$merging" 2>/dev/null || true
    kill -CONT "$merging" 2>/dev/null || true
    wait "$merging" || got=$?
done
[ "$got" -eq 143 ] || fail "SIGTERM: exit $got, not 143: $(cat err)"
[ ! -e bulk.db.building ] || fail "SIGTERM left bulk.db.building"
sound "after SIGTERM" bulk.db
finish
