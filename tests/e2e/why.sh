#!/bin/sh
# lede-query why: an article that is in the answer, and others that are not.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# why NAME EXIT-CODE ARGUMENTS...
why() {
    name=$1 code=$2
    shift 2
    got=0
    "$LEDE_QUERY" why news.db "$@" >out 2>err || got=$?
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code ($(cat err))"
}

# says LINE: the last output has it.
says() {
    grep -qF -e "$1" out || fail "$name: no '$1' in: $(cat out)"
}

cat >news.jsonl <<'END'
{"id":"a","title":"Security pact signed","text":"Kyiv and London signed\na security pact. It was the fifth of its pacts.\n\nThe weather was cold.","date":"2024-01-12","source":"Reuters","lang":"en"}
{"id":"b","title":"Summit opens","text":"Ministers praised the pact at the summit.","date":"2024-07-09","source":"AP","lang":"en"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1

why 'in the answer' 0 'pact AND "security pact"' a
says 'In the answer: rank 1, of 1 article; score '
says '  pact  3 times in this article: pact 2, pacts 1; 1 in the title; in 2 articles of the index'
says '  holds: "security pact"'
says '         Kyiv and London signed a security pact.'
score=$("$LEDE_QUERY" search news.db 'pact AND "security pact"' | sed -n 's/.*score \([0-9.]*\).*/\1/p')
says "score $score (article "

why 'second in the answer' 0 'security pact' b
says 'In the answer: rank 2, of 2 articles; score '
says '  security  not in this article; in 1 article of the index'

why 'a condition fails' 1 --source AP 'pact -weather zepelin kiev' a
says 'Not in the answer: 2 of 2 conditions fail'
says '  fails: --source AP; the article has Reuters'
says '  fails: -weather'
says '  zepelin  not in the index'
says '  Kyiv (said for kiev)  1 time in this article: kyiv 1; in 1 article of the index'

why 'no word of it' 1 'summit' a
says 'Not in the answer: it has no word of the query'
why 'a misspelt word' 0 'secruity~1 weath*' a
says '  secruity~1  2 times in this article: security 2; 1 in the title; stands for 1 words of the index'
says '  weath*  1 time in this article: weather 1'

why 'JSON' 0 --format json 'title:security' a
says '"in":true,"of":1,"rank":1,"score":'
says '{"word":"security","for":null,"known":true,"articles":1,"here":2,"title":1,"forms":{"security":2},"nearest":[]}'
says '{"condition":"title:security","holds":true,'
why 'no such article' 1 pact zz
grep -q 'no article "zz"' err || fail "no such article: $(cat err)"
why 'a mistake' 2 '(pact' a
why 'literal words' 0 --syntax literal '(pact -weather' a
exit $failed
