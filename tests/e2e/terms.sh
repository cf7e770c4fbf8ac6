#!/bin/sh
# lede-query terms: words and values with their counts, formats, exit codes.
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
    name=$1 code=$2
    printf '%s' "$3" >wanted
    shift 3
    got=0
    "$@" >out 2>err || got=$?
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code ($(cat err))"
    diff wanted out >&2 || fail "$name: other output"
}

# A long article of several segments counts once.
filler=$(awk 'BEGIN { for (p = 0; p < 30; p++) { for (w = 0; w < 60; w++) printf "filler "; printf "securing.\\n\\n" } }')
cat >news.jsonl <<END
{"id":"a","title":"Security pact","text":"A security pact of women. Security.","source":"Reuters","lang":"en"}
{"id":"b","title":"Summit","text":"The woman is secure; security.","source":"AP","lang":"en"}
{"id":"c","title":"Long","text":"$filler","source":"AP News","lang":"en"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1

expect 'a beginning' 0 'articles  in titles  word
       2          1  security
       1          0  secure
       1          0  securing
' "$LEDE_QUERY" terms news.db Secur
expect 'a pattern' 0 'word	articles	titles
woman	1	0
women	1	0
' "$LEDE_QUERY" terms news.db 'wo*n' --format tsv --sort name
expect 'a misspelt word' 0 'articles  in titles  word
       2          1  security
' "$LEDE_QUERY" terms news.db 'secruity~'
expect 'a limit' 0 'articles  in titles  word
       2          1  security
2 more; --limit 0 shows all
' "$LEDE_QUERY" terms news.db secur -n 1
expect 'a field' 0 '{"lede":1,"field":"source","found":2,"terms":[
{"term":"ap","articles":1},
{"term":"ap news","articles":1}]}
' "$LEDE_QUERY" terms news.db source:A --format json
expect 'nothing' 1 '' "$LEDE_QUERY" terms news.db securiti
grep -q "nothing for 'securiti'; did you mean 'security'?" err || fail "nothing: $(cat err)"
expect 'nothing as JSON' 1 '{"lede":1,"field":"text","found":0,"terms":[]}
' "$LEDE_QUERY" terms news.db zzzz -f json
for no_word in '[' '!!' '~' '~2' 'title:[' 'source:~'; do
    expect "$no_word" 2 '' "$LEDE_QUERY" terms news.db "$no_word"
    grep -qF "there is no letter or digit in '$no_word'" err || fail "$no_word: $(cat err)"
done
expect 'no such field' 2 '' "$LEDE_QUERY" terms news.db date:2024
exit $failed
