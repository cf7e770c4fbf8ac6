#!/bin/sh
# lede-query search: text and other formats, exit codes, filters, pages.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# expect NAME EXIT-CODE STDOUT COMMAND...: both must be exact.
expect() {
    name=$1 code=$2 wanted=$3
    shift 3
    got=0
    "$@" >out 2>err || got=$?
    printf '%s' "$wanted" >wanted
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code ($(cat err))"
    if [ -n "$wanted" ] || [ ! -s out ]; then
        diff wanted out >&2 || fail "$name: other output"
    else
        fail "$name: output where there should be none"
    fi
}

# says NAME WORDS: the last command's stderr has these words.
says() {
    grep -q -e "$2" err || fail "$1: stderr does not say '$2': $(cat err)"
}

cat >news.jsonl <<'END'
{"id":"a","title":"Security pact signed","text":"Kyiv and London signed a security pact on Friday.\n\nThe weather was cold.","date":"2024-01-12","source":"Reuters","lang":"en"}
{"id":"b","title":"Summit opens","text":"Ministers praised the pact at the summit.","date":"2024-07-09","source":"AP"}
{"id":"c","title":"Budget","text":"Defence spending will rise next year.","date":"2024-07-10","source":"AP"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1

search() { "$LEDE_QUERY" search news.db "$@"; }

expect "ids" 0 'a@0-72
b@0-41
' search --format ids security pact
expect "quotes make no difference" 0 'a@0-72
b@0-41
' search --format ids "security pact"
expect "articles" 0 'a
b
' search --format ids --unit articles pacts security
expect "paragraphs" 0 'a#1
' search --format ids --unit paragraphs cold weather
expect "limit" 0 'a
' search --format ids --unit articles -n 1 security pact
expect "offset" 0 'b
' search --format ids --unit articles --offset 1 security pact
expect "date" 0 'b
' search --format ids --unit articles --date 2024-07-09 pact defence
expect "open date" 0 'c
b
' search --format ids --unit articles --date 2024-07.. ministers defence spending
expect "source in any case" 0 'a
' search --format ids --unit articles --source REUTERS pact
expect "language" 0 'a
' search --format ids --unit articles --lang en pact

expect "nothing found" 1 '' search zeppelin quagga
says "nothing found" 'the index does not have "zeppelin"'
says "nothing found" 'the index does not have "quagga"'
expect "nothing found, for scripts" 1 '' search --format ids zeppelin
[ ! -s err ] || fail "nothing found, for scripts: stderr is not empty"
expect "filters leave nothing" 1 '' search --source Reuters spending
says "filters leave nothing" '--source Reuters: 1 article; without it 1 article would be found'
expect "beyond the last result" 1 '' search --offset 100 pact
says "beyond the last result" 'after the first 100'
expect "empty query" 2 '' search ' '
says "empty query" 'empty'
expect "no words" 2 '' search '?!'
expect "no query" 2 '' search
expect "bad date" 2 '' search --date 2024-02-31 pact
says "bad date" '--date'
expect "no index" 3 '' "$LEDE_QUERY" search none.db pact
says "no index" 'none.db'
long=$(printf 'word%.0s ' $(seq 1000))
expect "a query over 4 KiB" 2 '' search "$long"
says "a query over 4 KiB" '4096'

COLUMNS=60 search --color never security pact >out
grep -q '^1  Security pact signed$' out || fail "text: no heading"
grep -q 'Kyiv and London signed a security pact on Friday\.' out || fail "text: no passage"
[ "$(awk 'length > 60' out | wc -l)" -eq 0 ] || fail "text: a line over 60 columns"
if grep -q "$(printf '\033')" out; then fail "text: colour that nobody asked for"; fi
search --color always security pact | grep -q "$(printf '\033')" || fail "text: no colour where it was asked for"

# Pages neither overlap nor skip.
i=0
while [ $i -lt 30 ]; do
    echo "{\"id\":\"n$i\",\"title\":\"Note $i\",\"text\":\"Harvest number $((i % 4)) was good. It was sold.\"}"
    i=$((i + 1))
done >notes.jsonl
"$LEDE_INDEX" update notes.db notes.jsonl >/dev/null 2>&1
"$LEDE_QUERY" search notes.db --format ids --limit 30 good harvest >all
for offset in 0 7 14 21 28; do
    "$LEDE_QUERY" search notes.db --format ids --limit 7 --offset $offset good harvest
done >pages
[ "$(wc -l <all)" -eq 30 ] || fail "pages: not all notes are found"
diff all pages >&2 || fail "pages differ from the whole list"

exit $failed
