#!/bin/sh
# The two writers make the same index: content, answers, tables; with one thread or several.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"

cp -r "$LEDE_SOURCE/corpus" corpus
find corpus -type f -exec touch -d 2024-01-01T00:00:00Z {} +

build bulk bulk.db corpus/html corpus/jsonl corpus/txt
cp out bulk.out
build xapian xapian.db corpus/html corpus/jsonl corpus/txt
sound "the example corpus" bulk.db xapian.db
same "the example corpus" bulk.db xapian.db
same_queries "the example corpus" bulk.db xapian.db
same_answers "the example corpus" bulk.db xapian.db corpus/topics.tsv
same_compact "the example corpus" bulk.db xapian.db
for jobs in 1 2 4; do
    build bulk "jobs$jobs.db" --jobs "$jobs" corpus/html corpus/jsonl corpus/txt
    same "--jobs $jobs" "jobs$jobs.db" xapian.db
done
[ ! -e bulk.db.building ] || fail "something is left of the build"
for file in bulk.db/*; do
    case $file in
    */iamglass | */flintlock | */postlist.glass | */position.glass | */termlist.glass | */docdata.glass) ;;
    *) fail "$file does not belong into an index" ;;
    esac
done
finish
