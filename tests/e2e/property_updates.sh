#!/bin/sh
# A bulk build, then a thousand articles that come, change and go through Xapian's API in many commits, then a large update that is merged: sound, and
# equal to an index built at once.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"

mkdir news
make_stories 1 1000 >news/a.jsonl
make_stories 1001 1500 >news/b.jsonl
touch -d 2024-01-01T00:00:00Z news/*
build bulk grown.db news

# 350 change, 300 go, 350 come.
make_stories 1 350 accord >news/a.jsonl
make_stories 351 700 >>news/a.jsonl
make_stories 1501 1850 pact >news/c.jsonl
touch -d 2024-01-02T00:00:00Z news/*
build xapian grown.db news --batch 30k
grep -q '^added 350, changed 350, unchanged 850, deleted 300' out || fail "the updates: $(head -1 out)"
[ "$(sed -n 's/.*\([0-9][0-9]*\) commits.*/\1/p' out)" != 1 ] || fail "one commit only"

make_stories 2001 4000 >news/d.jsonl
touch -d 2024-01-03T00:00:00Z news/*
build bulk grown.db news
build bulk once.db news
sound "after a thousand updates and a merge" grown.db
same "after a thousand updates and a merge" grown.db once.db --by-id
finish
