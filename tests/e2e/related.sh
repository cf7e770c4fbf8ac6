#!/bin/sh
# lede-query similar and background: what belongs to an article.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

pact='Kyiv and London signed a security pact on Friday in the presence of both leaders. It is valid for ten years.'
cat >news.jsonl <<END
{"id":"pact","title":"Security pact signed","text":"$pact Parliament must ratify the agreement.","date":"2024-01-12"}
{"id":"copy","title":"Pact signed","text":"$pact","date":"2024-01-12"}
{"id":"older","title":"Leaders prepare a pact","text":"A security agreement between Kyiv and London is prepared. Both leaders want it ratified.","date":"2023-12-01"}
{"id":"why","title":"Why a pact?","text":"London and Kyiv speak of an agreement on security. Parliament would ratify it.","date":"2023-11-01"}
{"id":"later","title":"Parliament ratifies pact","text":"The security agreement that Kyiv and London signed was ratified by parliament.","date":"2024-03-01"}
{"id":"undated","title":"Pact","text":"Security pact, agreement, Kyiv, London, leaders, parliament."}
END
i=0
while [ $i -lt 30 ]; do
    echo "{\"id\":\"n$i\",\"title\":\"Note $i\",\"text\":\"Harvest number $i was good. It was sold.\",\"date\":\"2023-05-01\"}"
    i=$((i + 1))
done >>news.jsonl
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
similar() { "$LEDE_QUERY" similar news.db "$@"; }
background() { "$LEDE_QUERY" background news.db "$@"; }

code "similar" 0 similar pact -f ids
sort out >sorted
printf '%s\n' later older undated why >wanted
mv sorted out
same "similar"
code "copies" 0 similar pact -f ids --copies
has "copies" 'copy'
hasnt "copies" 'pact'
code "the id of a result" 0 similar pact@0-20 -f ids
[ "$(wc -l <out)" -eq 4 ] || fail "the id of a result: not what the article has"
code "limit and filters" 0 similar pact -f ids -n 1 --date 2024-03
echo later >wanted
same "limit and filters"
code "text" 0 similar pact --width 80
has "text" 'By the words: '
echo 'The pact of London and Kyiv, ratified by parliament' | code "standard input" 0 similar - -f ids
has "standard input" 'later'
has "standard input" 'pact'

code "background" 0 background pact -f ids
printf '%s\n' why older >wanted
sort out >sorted
sort wanted >wanted.sorted
diff wanted.sorted sorted >&2 || fail "background: not what is older"
code "an explaining title comes first" 0 background pact -f ids -n 1
echo why >wanted
same "an explaining title comes first"
code "nothing is older" 1 background why -f ids
code "no date" 2 background undated
says "no date" 'has no date'
code "no such article" 1 similar none
code "no words" 2 similar - </dev/null
says "no words" 'no word'
code "no index" 3 "$LEDE_QUERY" similar none.db pact
exit $failed
