#!/bin/sh
# The same articles give byte-identical answers, whatever the threads, the number of updates, the writer, and what stood in the index in between.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$LEDE_SOURCE/corpus" "$work/corpus"
cd "$work"
failed=0
cp corpus/topics.tsv topics.tsv
find corpus -type f -exec touch -d 2024-01-01T00:00:00Z {} +

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

update() {
    "$LEDE_INDEX" update --quiet "$@" || fail "update $*: exit $?"
}

# answers DB: everything that a batch prints, for each kind of unit.
answers() {
    for unit in articles passages paragraphs sentences; do
        "$LEDE_QUERY" batch "$1" topics.tsv --unit "$unit" --limit 100 --format jsonl --jobs 1
    done
    "$LEDE_QUERY" batch "$1" topics.tsv --unit articles --limit 1000 --format trec --jobs 2
}

# same NAME: the index "it" answers as the first did.
same() {
    answers it >found
    cmp -s wanted found || fail "$1: other answers: $(diff wanted found | head -4 | cut -c1-300)"
}

# In five steps: texts in two halves, pages, wires; on the way an article is there in another version, and one that goes again.
in_five_updates() {
    rm -rf it part strange
    mkdir part strange
    cp -rp corpus/. part
    find part/txt -type f -name '[m-z]*' -exec rm {} +
    rm -r part/html part/jsonl
    printf 'NATO\n\nNATO, NATO and NATO again: security pacts, funding.\n' >part/txt/anzus-treaty.txt
    printf 'Security pacts\n\nA security pact for funding NATO.\n' >strange/gone.txt
    mv corpus whole && mv part corpus
    update it corpus/txt strange "$@"
    rm strange/gone.txt
    rm -r corpus && mv whole corpus
    update it strange "$@"
    update it corpus/html "$@"
    update it corpus/jsonl/wire-2024.jsonl "$@"
    update it corpus/txt corpus/jsonl "$@"
}

update first corpus/txt corpus/html corpus/jsonl --jobs 1
answers first >wanted
[ "$(wc -l <wanted)" -gt 2000 ] || fail "there are only $(wc -l <wanted) answers"
for writer in bulk xapian; do
    for jobs in 1 3; do
        rm -rf it
        update it corpus/jsonl corpus/txt corpus/html --jobs "$jobs" --writer "$writer"
        same "$writer, $jobs threads"
    done
done
in_five_updates --jobs 2
same "five updates"
in_five_updates --jobs 1 --writer xapian
same "five updates, xapian"
exit $failed
