#!/bin/sh
# The JSON of every command fits its part of tests/schema/lede.schema.json, full and empty; highlights say how each word came to match.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0
schema=$LEDE_SOURCE/tests/schema/lede.schema.json

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# fits NAME DEFINITION EXIT-CODE COMMAND...; a DEFINITION of - is the schema itself.
fits() {
    name=$1 definition=$2 code=$3
    shift 3
    got=0
    "$@" >out 2>err || got=$?
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code ($(cat err))"
    [ "$definition" != - ] || definition=
    # shellcheck disable=SC2086 # without a definition there is no argument
    "$LEDE_VALID" "$schema" $definition <out || fail "$name: $(head -c 300 out)"
}

text='The leaders signed a security pact in Kiev on Friday. Soldiers of both countries will train together every year.'
cat >news.jsonl <<END
{"id":"a","title":"A pact","text":"$text\n\nNobody spoke of a price.","date":"2024-02-16","source":"AP","place":"Kyiv","tags":["defence"]}
{"id":"b","title":"Soldiers","text":"Soldiers train abroad. The pact was first signed in winter, when soldiers were few.","date":"2024-01-10T12:00:00Z","source":"BBC"}
{"id":"c","title":"A pact","text":"$text","date":"2024-02-18","source":"DW"}
{"id":"d","text":"Shops made a pact about hours."}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
printf 'q1\tpact\nq2\t"zeppelin"\n' >queries.tsv

fits show article 0 "$LEDE_QUERY" show news.db a -f json
fits 'show, a query' article 0 "$LEDE_QUERY" show news.db a 'title:pact "security pact" kyiv' -f json
fits 'show, a place' article 0 "$LEDE_QUERY" show news.db a@54-112 pact -f json
for by in day week month year; do
    fits "timeline by $by" timeline 0 "$LEDE_QUERY" timeline news.db pact --by $by -f json
    fits "matrix by $by" matrix 0 "$LEDE_QUERY" matrix news.db queries.tsv --by $by -f json
done
fits 'empty timeline' timeline 1 "$LEDE_QUERY" timeline news.db zeppelin -f json
for split in source place topic lang; do
    fits "matrix, $split" matrix 0 "$LEDE_QUERY" matrix news.db queries.tsv --split $split -f json
done
fits terms terms 0 "$LEDE_QUERY" terms news.db s -f json
fits 'terms of a field' terms 0 "$LEDE_QUERY" terms news.db source: -f json
fits 'no terms' terms 1 "$LEDE_QUERY" terms news.db zzz -f json
fits why why 0 "$LEDE_QUERY" why news.db 'pact date:2024-02.. kyiv sold*' a -f json
fits 'why not' why 1 "$LEDE_QUERY" why news.db '+zeppelin source:ap "pact security"' b -f json
fits similar - 0 "$LEDE_QUERY" similar news.db a --copies -f json
fits 'similar, lines' result 0 "$LEDE_QUERY" similar news.db a --copies -f jsonl
fits background - 0 "$LEDE_QUERY" background news.db c --copies -f json
fits 'facets' - 0 "$LEDE_QUERY" search news.db --facets source,lang,place,topic,month pact -f json
fits batch - 0 "$LEDE_QUERY" batch news.db queries.tsv -f json
fits stats stats 0 "$LEDE_INDEX" stats news.db --json
fits alert alert 0 "$LEDE_QUERY" alert news.db queries.tsv --state state -f jsonl
sed 's/Soldiers train abroad/Soldiers train at home/' news.jsonl >changed && mv changed news.jsonl
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
fits 'alert of a change' alert 0 "$LEDE_QUERY" alert news.db queries.tsv --state state -f jsonl
grep -q '"change":"changed"' out || fail "no change: $(cat out)"

# How each word came to match, whatever prints it: kinds HIGHLIGHTS QUERY.
kinds() {
    "$LEDE_QUERY" search news.db "$2" --source ap -u articles -f json >out
    got=$(sed -n 's/.*"highlights":\(.*\),"terms".*/\1/p' out)
    [ "$got" = "$1" ] || fail "search $2: $got, not $1"
    "$LEDE_QUERY" show news.db a "$2" -f json >out
    got=$(sed -n 's/.*,"highlights":\(.*\)}$/\1/p' out)
    [ "$got" = "$1" ] || fail "show $2: $got, not $1"
}
kinds '[[21,29,"secur","stem"],[30,34,"pact","stem"]]' 'securities pacts'
kinds '[[30,34,"pact","exact"]]' '=pact'
kinds '[[12,18,"sign","phrase"],[19,20,null,"phrase"],[21,29,"secur","phrase"],[30,34,"pact","phrase"]]' '"signed a security pact"'
kinds '[[54,62,"soldier","wildcard"]]' 'sold*'
kinds '[[54,62,"soldier","fuzzy"]]' 'soldeirs~'
kinds '[[38,42,"kyiv","thesaurus"]]' 'kyiv'
kinds '[[21,29,"secur","stem"],[54,62,"soldier","wildcard"]]' 'security w/p sold*'
exit $failed
