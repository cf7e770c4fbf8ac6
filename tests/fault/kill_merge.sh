#!/bin/sh
# kill -9 at random moments of an update that merges, and of compacting: what stands is the old index or the new one, whole, and after the next run
# nothing is left over. LEDE_KILLS says how often (30); LEDE_KILL_SEED chooses the moments.
# shellcheck disable=SC2317 # the functions are called by kill_often
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"

mkdir news
make_stories 1 600 >news/a.jsonl
make_stories 601 800 >news/gone.jsonl
touch -d 2024-01-01T00:00:00Z news/*
build bulk old.db news
rm news/gone.jsonl
make_stories 1 100 accord >news/a.jsonl
make_stories 101 500 >>news/a.jsonl
make_stories 801 1400 >news/b.jsonl
touch -d 2024-01-02T00:00:00Z news/*
cp -r old.db whole.db
build xapian whole.db news
start_merge() {
    "$LEDE_INDEX" update --writer bulk --memory 16M --jobs 2 --quiet index.db news
}
# A build that was killed may have left its folder: it stays for the next one to clear.
copy_old() {
    rm -rf index.db
    cp -r old.db index.db
}
kill_often copy_old start_merge

# Compacting changes no content: both indexes that may stand are the same.
rm -rf old.db
start_compact() {
    "$LEDE_INDEX" compact index.db
}
copy_whole() {
    rm -rf index.db
    cp -r whole.db index.db
}
kills=$((kills / 3 + 1))
kill_often copy_whole start_compact
finish
