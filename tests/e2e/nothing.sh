#!/bin/sh
# What lede-query search says when it finds nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# nothing NAME STDERR ARGUMENTS...: exit 1, nothing on stdout, this on stderr.
nothing() {
    name=$1
    printf '%s' "$2" >wanted
    shift 2
    got=0
    "$LEDE_QUERY" search news.db "$@" >out 2>err || got=$?
    [ "$got" -eq 1 ] || fail "$name: exit $got"
    [ ! -s out ] || fail "$name: something on stdout"
    diff wanted err >&2 || fail "$name: other words"
}

cat >news.jsonl <<'END'
{"id":"a","title":"Security pact signed","text":"Kyiv and London signed a security pact.","date":"2024-01-12","source":"Reuters","lang":"en"}
{"id":"b","title":"Summit opens","text":"Ministers praised the pact at the summit.","date":"2024-07-09","source":"AP","lang":"en"}
{"id":"c","title":"Budget","text":"Defence spending will rise.","date":"2024-07-10","source":"AP","lang":"de"}
{"id":"d","title":"Vereinbarungen","text":"Die Minister schweigen.","date":"2024-07-10","source":"AP","lang":"de"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1

nothing 'unknown words' 'lede-query: nothing found
  the index does not have "secruity"; did you mean "security"?
  the index does not have "zeppelin"
' secruity zeppelin
nothing 'a word of another language' 'lede-query: nothing found
  the index has "schweigen" in another language than the query'"'s"': --lang CODE reads the query in that one, and =schweigen takes the word as it is
' schweigen
nothing 'a filter' 'lede-query: nothing found
  --source Reuters: 1 article; without it 1 article would be found
' --source Reuters summit
nothing 'filters' 'lede-query: nothing found
  --date: 1 article; without it 0 articles would be found
  --lang de: 2 articles; without it 1 article would be found
' --date ..2024-03 --lang de signed

nothing 'conditions of the query' 'lede-query: nothing found
  summit: 1 article; without it 1 article would be found
  "security pact": 1 article; without it 1 article would be found
  date:2024: 4 articles; without it 0 articles would be found
' 'summit AND "security pact" AND date:2024'
nothing 'a condition alone' 'lede-query: nothing found
  the index does not have "zebra"
  title:zebra: 0 articles
' 'title:zebra'
nothing 'a pattern' 'lede-query: nothing found
  no word of the index fits "zeb*"
' 'zeb*'
got=0
"$LEDE_QUERY" search news.db --format json --lang fr pakt >out 2>err || got=$?
[ "$got" -eq 1 ] && [ ! -s err ] || fail "JSON: exit $got, $(cat err)"
grep -qF '"results":[],"nothing":{"unknown":[{"word":"pakt","nearest":["pact"]}],"conditions":[{"condition":"--lang fr","articles":0,"without":0}]}}' out ||
    fail "JSON: $(cat out)"
exit $failed
