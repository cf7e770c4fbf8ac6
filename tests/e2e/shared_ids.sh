#!/bin/sh
# Ids that several files hold: whatever file changes or goes, an update leaves what an index made at once of the same files would have.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"

day=1
# tell FILE [ID WORD]...: the file holds these articles; its time is new.
tell() {
    file=$1
    shift
    mkdir -p "$(dirname "$file")"
    : >"$file"
    while [ $# -gt 0 ]; do
        printf '{"id":"%s","title":"Report of %s","text":"A summit about %s in %s."}\n' "$1" "$file" "$2" "$file" >>"$file"
        shift 2
    done
    dated "$file"
}

# dated FILE: a time that no file had before, long ago.
dated() {
    day=$((day + 1))
    touch -d "2001-01-01 UTC + $day days" "$1"
}

# agrees NAME: after an update of db, it is what an index made anew is.
agrees() {
    name=$1
    shift
    build "$how" db "$@" news
    cp out counts
    rm -rf once.db
    build bulk once.db news
    "$LEDE_SAME" --documents db once.db >differences 2>&1 || fail "$how: $name: $(head -5 differences)"
}

# holds NAME ID WORD: the article of db tells of that word.
holds() {
    "$LEDE_INDEX" show db "$2" | grep -q "about $3 in" || fail "$how: $1: $2 is not about $3: $("$LEDE_INDEX" show db "$2" 2>&1)"
}

for how in xapian bulk; do
    rm -rf news db
    tell news/a.jsonl x apples y apricots own almonds
    tell news/b.jsonl x beans
    tell news/c.jsonl x carrots y cress z celery
    tell news/d.jsonl other dates
    agrees "three files"

    tell news/c.jsonl y cress z celery
    agrees "the last one lets an id go"
    holds "the last one lets an id go" x beans
    grep -q '^added 1, changed 0, unchanged 4, deleted 1, replaced 1' counts || fail "$how: counts: $(head -1 counts)"
    tell news/b.jsonl other2 beets
    agrees "the one before it, too"
    holds "the one before it, too" x apples
    tell news/b.jsonl other2 beets x beans
    agrees "it comes back"
    tell news/a.jsonl x avocados y apricots own almonds
    agrees "an earlier file changes, a later one has the last word"
    holds "an earlier file changes" x beans
    rm news/c.jsonl
    agrees "the last file vanishes"
    holds "the last file vanishes" y apricots
    rm news/b.jsonl
    agrees "the next one vanishes"
    holds "the next one vanishes" x avocados
    tell news/c.jsonl x carrots
    tell news/b.jsonl x beans
    agrees "both come back"
    rm news/c.jsonl
    tell news/b.jsonl other2 beets
    agrees "two let go at once"
    holds "two let go at once" x avocados

    # An article of a file that is missing, but was to be kept, stays until it may go.
    tell news/c.jsonl x carrots
    agrees "once more"
    rm news/c.jsonl
    build "$how" db --keep-missing news
    holds "kept" x carrots
    build "$how" db --keep-missing news
    agrees "no longer kept"
    holds "no longer kept" x avocados

    # The others need not be named; a file that was changed but not yet read is read.
    tell news/sub/c.jsonl x carrots
    agrees "in a folder"
    tell news/sub/c.jsonl another carrots
    tell news/a.jsonl x aubergines y apricots
    build "$how" db news/sub
    holds "another folder is named" x aubergines
    agrees "all named again"

    # The same many times over, in one file as well, with bad lines, saved often.
    rm -rf news db
    for letter in a b c d; do
        tell news/$letter.jsonl x 1$letter y 1$letter x 2$letter z 1$letter
        echo nonsense >>news/$letter.jsonl
    done
    build "$how" db news --batch 1
    agrees "many"
    tell news/d.jsonl z 1d
    agrees "many: the last one changes" --batch 1
    tell news/c.jsonl new 1c
    tell news/a.jsonl y 3a
    agrees "many: two change" --batch 1
    sound "$how" db
done

# A run ends when an id was let go and that was saved, but the other file was not read again: it waits for standard input. The next run makes it good.
mkfifo feed
how=xapian
for signal in KILL TERM; do
    rm -rf news db
    tell news/a.jsonl x apples
    tell news/b.jsonl x beans y beets
    tell news/c.jsonl other carrots
    agrees "before $signal"
    tell news/b.jsonl y beets
    tell news/c.jsonl other cress
    "$LEDE_INDEX" update --writer xapian --batch 1 db news - <feed >out 2>err &
    running=$!
    exec 9>feed
    tries=0
    while "$LEDE_INDEX" show db x >/dev/null 2>&1 && [ "$tries" -lt 500 ]; do
        tries=$((tries + 1))
        sleep 0.02
    done
    kill -"$signal" "$running"
    exec 9>&-
    wait "$running" 2>/dev/null || true
    ! "$LEDE_INDEX" show db x >/dev/null 2>&1 || fail "$signal came too late to test anything"
    agrees "after $signal"
    holds "after $signal" x apples
done
finish
