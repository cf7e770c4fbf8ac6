#!/bin/sh
# lede-index update: what a run adds, changes, leaves and deletes; bad input; signals; locks; the same index whatever --jobs and batches.
set -eu
work=$(mktemp -d)
background=
trap 'if [ -n "$background" ]; then kill -9 $background 2>/dev/null || true; fi; rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# update NAME EXIT-CODE COUNTS ARGUMENTS...: the exit code, and the first line of the summary ("" = none).
update() {
    name=$1 code=$2 wanted=$3
    shift 3
    got=0
    "$LEDE_INDEX" update "$@" >out 2>err </dev/null || got=$?
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code: $(cat err)"
    [ "$(head -n 1 out)" = "$wanted" ] || fail "$name: '$(head -n 1 out)', not '$wanted'"
}

says() {
    grep -q -e "$2" err || fail "$1: stderr does not say '$2': $(cat err)"
}

sound() {
    "$LEDE_INDEX" check "$1" >check 2>&1 || fail "$1 is not sound: $(cat check)"
}

# ids DB: which articles are there, by their stored ids.
ids() {
    "$LEDE_QUERY" search "$1" --format ids --unit articles --limit 1000 summit | sort | tr '\n' ' '
}

counts() {
    echo "added $1, changed $2, unchanged $3, deleted $4, replaced $5, skipped $6"
}

run_writer() {
    writer=$1
    rm -rf news db "$work"/*.db
    mkdir -p news/deep
    printf 'Snow on the summit\n\nIt fell all night.\n' >news/snow.txt
    printf '<html><head><title>Page</title></head><body><article><p>The summit of the mountain is in the clouds today, say all the people who live in the valley.</p></article></body></html>' >news/page.html
    printf '%s\n' '{"id":"one","title":"First","text":"A summit."}' '{"id":"two","title":"Second","text":"Another summit."}' >news/deep/wire.jsonl

    update "$writer: first" 0 "$(counts 4 0 0 0 0 0)" db news --writer "$writer"
    sound db
    [ "$(ids db)" = "news/page.html news/snow.txt one two " ] || fail "$writer: ids: $(ids db)"
    update "$writer: the same again" 0 "$(counts 0 0 4 0 0 0)" db news
    touch -d '2001-01-01' news/snow.txt news/page.html news/deep/wire.jsonl
    update "$writer: touched" 0 "$(counts 0 0 4 0 0 0)" db news
    grep -q '^files: 0 read, 3 unchanged, 0 vanished' out || fail "$writer: touched files were parsed: $(cat out)"
    update "$writer: untouched" 0 "$(counts 0 0 4 0 0 0)" db news

    printf '%s\n' '{"id":"one","title":"First","text":"A summit, corrected."}' '{"id":"three","title":"Third","text":"A third summit."}' >news/deep/wire.jsonl
    update "$writer: a line changed, one gone, one new" 0 "$(counts 1 1 2 1 0 0)" db news
    [ "$(ids db)" = "news/page.html news/snow.txt one three " ] || fail "$writer: ids after a change: $(ids db)"
    "$LEDE_INDEX" show db one | grep -q 'corrected' || fail "$writer: the old text is still there"

    rm news/snow.txt
    update "$writer: vanished, kept" 0 "$(counts 0 0 3 0 0 0)" db news --keep-missing
    update "$writer: only a part is named" 0 "$(counts 0 0 2 0 0 0)" db news/deep
    update "$writer: vanished" 0 "$(counts 0 0 3 1 0 0)" db news
    mv news/page.html news/renamed.html
    update "$writer: renamed" 0 "$(counts 1 0 2 1 0 0)" db news
    [ "$(ids db)" = "news/renamed.html one three " ] || fail "$writer: ids after a rename: $(ids db)"

    printf '%s\n' '{"id":"one","title":"Taken over","text":"Another file has this summit now."}' >news/other.jsonl
    update "$writer: an id moves to another file" 0 "$(counts 0 1 3 0 0 0)" db news
    printf '%s\n' '{"id":"three","title":"Third","text":"A third summit."}' >news/deep/wire.jsonl
    update "$writer: the file that lost it does not delete it" 0 "$(counts 0 0 3 0 0 0)" db news
    [ "$(ids db)" = "news/renamed.html one three " ] || fail "$writer: ids after taking over: $(ids db)"
    rm -r news/deep
    update "$writer: a folder vanished" 0 "$(counts 0 0 2 1 0 0)" db news
    sound db

    rm -r news db
    mkdir news
    printf '%s\n' '{"id":"both","title":"Both","text":"A summit of the early file."}' >news/early.jsonl
    printf '%s\n' '{"id":"late","title":"Late","text":"A late summit."}' '{"id":"both","title":"Both","text":"Another summit, of the late file."}' >news/late.jsonl
    update "$writer: two files give an id" 0 "$(counts 2 0 0 0 1 0)" db news --writer "$writer"
    printf '%s\n' '{"id":"late","title":"Late","text":"A late summit, corrected."}' >news/late.jsonl
    update "$writer: the file that had taken an id over has lost it" 0 "$(counts 1 1 0 1 0 0)" db news
    [ "$(ids db)" = "both late " ] || fail "$writer: ids after that: $(ids db)"
    sound db
}
run_writer xapian
run_writer bulk

# Files of two folders that were given by the same name.
mkdir -p here/news there/news
for place in here there; do
    printf 'Summit\n\nSaid %s.\n' "$place" >"$place/news/a.txt"
    printf '{"title":"Summit","text":"Said %s."}\n{"id":"own","text":"Said %s."}\n' "$place" "$place" >"$place/news/b.jsonl"
done
(cd here && "$LEDE_INDEX" update "$work/alike.db" news --quiet)
cd there
update "named alike" 0 "$(counts 0 3 0 0 0 0)" "$work/alike.db" news
says "named alike" 'noted: news/a.txt: takes the place of an article of .*/here/news/a.txt, which was named alike'
[ "$(grep -c 'named alike' err)" -eq 2 ] || fail "named alike: $(cat err)"
cd ..
mv there moved
cd moved
update "moved" 0 "$(counts 0 3 0 0 0 0)" "$work/alike.db" news
[ ! -s err ] || fail "a file that moved is no namesake: $(cat err)"
cd ..

# The last one with an id counts, in a file and between files.
mkdir twice
printf '%s\n' '{"id":"x","title":"Old","text":"summit old"}' '{"id":"y","title":"Y","text":"summit"}' '{"id":"x","title":"New","text":"summit new"}' >twice/a.jsonl
printf '%s\n' '{"id":"y","title":"Y2","text":"summit again"}' >twice/b.jsonl
for writer in xapian bulk; do
    rm -rf twice.db
    update "duplicates ($writer)" 0 "$(counts 2 0 0 0 2 0)" twice.db twice --writer "$writer"
    "$LEDE_INDEX" show twice.db x | grep -q '^title *New$' || fail "$writer: the first of two with an id won"
    "$LEDE_INDEX" show twice.db y | grep -q '^path .*b.jsonl$' || fail "$writer: the first of two files won"
    sound twice.db
done

# Bad input costs itself alone.
mkdir bad
printf '%s\n' '{"id":"good","title":"Good","text":"summit"}' 'nonsense' '{"id":"fine","title":"Fine","text":"summit"}' '[1]' >bad/lines.jsonl
printf '{"broken":' >bad/broken.json
printf '\001\002\003\000\000' >bad/picture.png
mkfifo bad/pipe
update "bad input" 0 "$(counts 2 0 0 0 0 5)" bad.db bad
says "bad input" 'skipped: bad/lines.jsonl: line 2: '
says "bad input" 'skipped: bad/pipe: is a FIFO'
rm -rf bad.db
update "bad input, strict" 65 "$(counts 2 0 0 0 0 5)" bad.db bad --strict
[ "$(ids bad.db)" = "fine good " ] || fail "strict lost the good ones: $(ids bad.db)"
"$LEDE_INDEX" update bad2.db bad --json >out 2>err
python3 - <<'END' || fail "the JSON summary"
import json
r = json.load(open("out"))
assert r["version"] == 1 and r["added"] == 2 and r["skipped"] == 5 and len(r["problems"]) == 5, r
assert {"path": "bad/lines.jsonl", "line": 2} .items() <= next(p for p in r["problems"] if p.get("line") == 2).items(), r
assert sum(x["count"] for x in r["reasons"]) == 5, r
END
update "quiet" 0 "" bad.db bad --quiet
[ ! -s err ] || fail "quiet is not: $(cat err)"
update "a path that is not there" 65 "$(counts 0 0 2 0 0 4)" bad.db bad/lines.jsonl nowhere bad/broken.json bad/picture.png bad/pipe
says "a path that is not there" '^skipped: nowhere: no such file or folder$'
says "a path that is not there" '^skipped: bad/pipe: is a FIFO$'
update "a path that is not there, quiet" 65 "" bad.db bad/lines.jsonl nowhere bad/picture.png --quiet
[ "$(cat err)" = "lede-index: nowhere could not be read (no such file or folder); all the others are done" ] || fail "quiet: $(cat err)"
update "the index inside the input" 2 "" bad.db bad.db
for writer in auto bulk xapian; do
    update "an index without a name, $writer" 2 "" "" twice --writer "$writer"
    says "an index without a name, $writer" 'the name of the index is empty'
done
ln -s nowhere broken.db
update "a broken link" 3 "" broken.db twice
says "a broken link" 'broken.db is a broken symbolic link'
update "an unknown language" 2 "" lang.db twice --language xx
[ ! -e lang.db ] || fail "a refused language left an index"

# JSON lines in UTF-16, as a PowerShell writes them.
printf '%s\n' '{"id":"w1","title":"W","text":"summit"}' 'no record' '{"id":"w2","title":"W","text":"summit"}' | iconv -f UTF-8 -t UTF-16 >wide.jsonl
update "UTF-16" 0 "$(counts 2 0 0 0 0 1)" wide.db wide.jsonl
says "UTF-16" 'wide.jsonl: line 2: '
[ "$(ids wide.db)" = "w1 w2 " ] || fail "UTF-16: $(ids wide.db)"

# Standard input, and an index of nothing.
for unreadable in '<&-' '</'; do
    got=0
    eval '"$LEDE_INDEX" update stdin.db -' "$unreadable" '>out 2>err' || got=$?
    [ "$got" -eq 65 ] && [ ! -e stdin.db ] || fail "$unreadable: exit $got: $(cat err)"
    says "$unreadable" '^lede-index: -: standard input cannot be read: '
done
printf '%s\n' '{"id":"s1","title":"S","text":"summit"}' '{"id":"s2","title":"S","text":"summit"}' | "$LEDE_INDEX" update stdin.db - >out
[ "$(head -n 1 out)" = "$(counts 2 0 0 0 0 0)" ] || fail "standard input: $(cat out)"
printf '%s\n' '{"id":"s3","title":"S","text":"summit"}' | "$LEDE_INDEX" update stdin.db - >out
[ "$(ids stdin.db)" = "s1 s2 s3 " ] || fail "standard input twice: $(ids stdin.db)"
printf '%s\n' '{"title":"S","text":"summit one"}' '{"title":"S","text":"summit two"}' | "$LEDE_INDEX" update noid.db - >out
printf '%s\n' '{"title":"S","text":"summit three"}' '{"title":"S","text":"summit two"}' | "$LEDE_INDEX" update noid.db - >out
[ "$(head -n 1 out)" = "$(counts 1 0 1 0 0 0)" ] || fail "another standard input took the place of the first: $(cat out)"
mkdir nothing
update "nothing" 0 "$(counts 0 0 0 0 0 0)" nothing.db nothing
"$LEDE_INDEX" stats nothing.db | grep -q '^articles  *0$' || fail "an index of nothing is none"

# Two writers.
mkfifo feed
"$LEDE_INDEX" update twice.db - --batch 1 --writer xapian <feed >/dev/null 2>&1 &
background=$!
exec 9>feed
printf '%s\n' '{"id":"f","title":"F","text":"summit"}' >&9
tries=0
until [ "$tries" -ge 500 ] || [ "$(ids twice.db)" = "f x y " ]; do
    tries=$((tries + 1))
    sleep 0.02
done
update "locked" 75 "" twice.db twice
says "locked" 'another'

# A signal: what came is saved, 128 + n.
kill -TERM "$background"
got=0
wait "$background" || got=$?
exec 9>&-
background=
[ "$got" -eq 143 ] || fail "SIGTERM: exit $got"
[ "$(ids twice.db)" = "f x y " ] || fail "SIGTERM: not saved: $(ids twice.db)"
sound twice.db

# SIGINT in the middle of a large file; the next run goes on, and the result is that of a run without it.
i=0
while [ "$i" -lt 6000 ]; do
    i=$((i + 1))
    echo "{\"id\":\"n$i\",\"title\":\"Report $i\",\"text\":\"The summit number $i was held in town $((i % 97)) with $((i * 7 % 1000)) guests. They spoke of treaty $((i * 31 % 5000)), of funding and of the weather.\",\"date\":\"2024-01-$((i % 19 + 10))\"}"
done >large.jsonl
env --default-signal=INT "$LEDE_INDEX" update int.db large.jsonl --writer xapian --batch 50k --jobs 2 >out 2>err &
background=$!
tries=0
until [ "$tries" -ge 100 ] || "$LEDE_INDEX" stats int.db 2>/dev/null | grep -q '^articles  *[1-9]'; do
    tries=$((tries + 1))
    sleep 0.02
done
kill -INT "$background"
got=0
wait "$background" || got=$?
background=
[ "$got" -eq 130 ] || fail "SIGINT: exit $got ($(cat err))"
sound int.db
part=$("$LEDE_INDEX" stats int.db | sed -n 's/^articles  *//p')
[ "$part" -gt 0 ] && [ "$part" -lt 6000 ] || fail "SIGINT came too late to test anything: $part"
"$LEDE_INDEX" update int.db large.jsonl >out
[ "$(head -n 1 out)" = "$(counts $((6000 - part)) 0 "$part" 0 0 0)" ] || fail "going on after SIGINT: $(cat out)"
sound int.db
rm large.jsonl
mkdir large && mv int.db large.db # its file is gone by name: nothing is deleted where no folder is named
update "a named file that is gone" 65 "$(counts 0 0 0 0 0 1)" large.db large.jsonl
[ "$("$LEDE_INDEX" stats large.db | sed -n 's/^articles  *//p')" -eq 6000 ] || fail "a named file that is gone took its articles along"

# One thread or several, one update or five, either writer: the same documents.
dump() {
    "$LEDE_QUERY" search "$1" --format json --unit articles --limit 1000 summit pact treaty funding | sed 's/"seconds":[0-9.e-]*//' | grep -v '"seconds"'
}
corpus=$LEDE_SOURCE/corpus
if [ -d "$corpus/txt" ]; then
    cd "$LEDE_SOURCE"
    "$LEDE_INDEX" update "$work/j1.db" corpus/txt corpus/html --jobs 1 --writer xapian --quiet
    "$LEDE_INDEX" update "$work/j3.db" corpus/txt corpus/html --jobs 3 --writer xapian --batch 20k --quiet
    "$LEDE_INDEX" update "$work/bulk.db" corpus/txt corpus/html --jobs 2 --writer bulk --quiet
    for part in 'corpus/txt/[a-d]*' 'corpus/txt/[e-k]*' 'corpus/txt/[l-z]*' 'corpus/html/[a-m]*' corpus/html; do
        # shellcheck disable=SC2086 # the pattern is meant to be expanded
        "$LEDE_INDEX" update "$work/five.db" $part --writer xapian --quiet 2>"$work/err" ||
            "$LEDE_INDEX" update "$work/five.db" $part --quiet
    done
    cd "$work"
    dump j1.db >j1.out
    [ -s j1.out ] || fail "the corpus finds nothing"
    for other in j3 bulk five; do
        dump $other.db >$other.out
        cmp -s j1.out $other.out || fail "$other.db answers differently"
        sound $other.db
    done
fi
exit "$failed"
