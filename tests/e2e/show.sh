#!/bin/sh
# lede-query show: a whole article in three formats, a passage in its neighbourhood, checksums of citations.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

cat >news.jsonl <<'END'
{"id":"a","title":"Security pact signed","text":"Kyiv and London signed a security pact on Friday. It was the first.\n\nThe *pact* was welcomed.\n\nThe weather was cold.\n\nNothing else happened.","date":"2024-01-12","source":"Reuters","lang":"en","place":"Kyiv"}
{"id":"b@2","title":"Escape \u001b[31m","text":"Red \u001b[31m text.","source":"AP"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
show() { "$LEDE_QUERY" show news.db "$@"; }

code "whole article" 0 show a --width 50
cat >wanted <<END
Security pact signed
Reuters · 2024-01-12 · Kyiv · en
a
$work/news.jsonl

Kyiv and London signed a security pact on Friday.
It was the first.

The *pact* was welcomed.

The weather was cold.

Nothing else happened.
END
same "whole article"

code "a passage in its neighbourhood" 0 show a --around 50-67 --width 60
cat >wanted <<END
Security pact signed
Reuters · 2024-01-12 · Kyiv · en
a
$work/news.jsonl
bytes 50-67 of 140

  Kyiv and London signed a security pact on Friday.
│ It was the first.

  The *pact* was welcomed.
  …
END
same "a passage in its neighbourhood"
show a --around 50-67 --width 60 >wanted
code "the id of a result" 0 show a@50-67 --width 60
same "the id of a result"
code "the id of a paragraph" 0 show 'a#2' --context 0
has "the id of a paragraph" '│ The weather was cold.'
hasnt "the id of a paragraph" 'welcomed'

code "matched words are lit" 0 show a pacts --color always
[ "$(grep -c "$(printf '\033\\[1mpact')" out)" -eq 2 ] || fail "matched words are lit: not both of the text"
code "no colour by itself" 0 show a pacts
hasnt "no colour by itself" "$(printf '\033')"
code "markdown" 0 show a pacts --around 50-67 -f markdown
has "markdown" '> It was the first.'
has "markdown" 'a security **pact** on Friday'
has "markdown" 'The \***pact**\* was'

# The checksum is that of the text, as anyone can compute it.
printf 'Kyiv and London signed a security pact on Friday. It was the first.\n\nThe *pact* was welcomed.\n\n' >text
printf 'The weather was cold.\n\nNothing else happened.' >>text
sum=$(sha256sum text | cut -d ' ' -f 1)
has "markdown" "SHA-256 $sum"
code "json" 0 show a pacts -f json
has "json" "\"sha256\":\"$sum\",\"length\":140,\"exact\":true"
has "json" '"paragraphs":[[0,67],[69,93],[95,116],[118,140]]'
has "json" '"title_highlights":[[9,13,"pact","stem"]],"highlights":[[34,38,"pact","stem"],[74,78,"pact","stem"]]'
code "json of a passage" 0 show a@50-67 -f json
has "json of a passage" '"part":{"start":50,"end":67,"text":"It was the first.","around":[0,93]}'
code "the checksum agrees" 0 show a --check "$sum"
has "the checksum agrees" "SHA-256 $sum: the text is the one that was cited"
sed 's/was cold/was fine/' news.jsonl >changed
mv changed news.jsonl
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
code "the article changed" 1 show a --check "$sum"
[ ! -s out ] || fail "the article changed: output"
says "the article changed" 'not as it was cited'

code "controls are escaped" 0 show b@2 --color never
hasnt "controls are escaped" "$(printf '\033')"
code "no such article" 1 show c
says "no such article" '"c"'
code "no such article under a result's id" 1 show c@1-2
code "beyond the end" 2 show a@0-5000
says "beyond the end" 'has 140 bytes'
code "beyond the last paragraph" 2 show 'a#9'
code "not a stretch" 2 show a --around 9-3
says "not a stretch" 'START-END'
code "not a checksum" 2 show a --check 123
code "an empty query" 2 show a ''
code "no index" 3 "$LEDE_QUERY" show none.db a

# A long article: every segment is there, joined as it was.
awk 'BEGIN { for (i = 0; i < 60; i++) { printf "%s", i ? "\\n\\n" : ""
    for (j = 0; j < 40; j++) printf "%sSentence %d of paragraph %d.", j ? " " : "", j, i } }' >escaped
printf '{"id":"long","title":"Long","text":"%s"}\n' "$(cat escaped)" >long.jsonl
printf '%b' "$(cat escaped)" >text
"$LEDE_INDEX" update news.db long.jsonl >/dev/null 2>&1
code "a long article" 0 show long -f json
has "a long article" "\"sha256\":\"$(sha256sum text | cut -d ' ' -f 1)\",\"length\":$(wc -c <text),\"exact\":true"

exit $failed
