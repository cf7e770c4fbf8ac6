#!/bin/sh
# lede-query alert: only what is new since the last run, and a state that nothing damages.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

cat >first.jsonl <<'END'
{"id":"a","title":"Security pact signed","text":"Kyiv and London signed a security pact. It rained.","date":"2024-01-12","source":"Reuters"}
{"id":"b","title":"Budget","text":"Defence spending will rise.","date":"2024-01-13"}
END
"$LEDE_INDEX" update news.db first.jsonl >/dev/null 2>&1
printf 'pact\tsecurity pact\nbudget\tdefence spending\n' >watch.tsv
alert() { "$LEDE_QUERY" alert news.db watch.tsv --state state "$@"; }

code "no state is named" 2 "$LEDE_QUERY" alert news.db watch.tsv
says "no state is named" '--state'
code "the first run tells everything" 0 alert -f csv --dry-run
printf 'qid,query,change,id,date,source,title,url,path,text\r\n' >wanted
printf 'pact,security pact,new,a,2024-01-12,Reuters,Security pact signed,,%s/first.jsonl,Kyiv and London signed a security pact. It rained.\r\n' \
    "$work" >>wanted
printf 'budget,defence spending,new,b,2024-01-13,,Budget,,%s/first.jsonl,Defence spending will rise.\r\n' "$work" >>wanted
same "the first run tells everything"
[ ! -e state ] || fail "a dry run wrote a state"
code "begin" 0 alert --init
[ ! -s out ] || fail "begin: something was told"
head -n 1 state | grep -qx 'lede-alert 1' || fail "begin: no state"
[ "$(find . -name 'state*' | wc -l)" -eq 1 ] || fail "begin: a temporary file is left"
code "nothing new" 1 alert
[ ! -s out ] || fail "nothing new: something was told"

cat >second.jsonl <<'END'
{"id":"c","title":"Pact ratified","text":"Parliament ratified the security pact.","date":"2024-03-01","source":"AP"}
{"id":"d","title":"Security pact of old","text":"It is forgotten."}
{"id":"e","title":"Pact","text":"A pact about nothing.","date":"2024-05-01"}
END
sed 's/It rained/It snowed/' first.jsonl >changed
mv changed first.jsonl
"$LEDE_INDEX" update news.db first.jsonl second.jsonl >/dev/null 2>&1
cp state before
code "new and changed" 0 alert --dry-run --width 60
cat >wanted <<END
pact: security pact · 2 new, 1 changed of 3

  Pact ratified
  AP · 2024-03-01
  Parliament ratified the security pact.
  c@0-38  $work/second.jsonl

  Security pact signed
  changed · Reuters · 2024-01-12
  Kyiv and London signed a security pact. It snowed.
  a@0-50  $work/first.jsonl

  Security pact of old
  It is forgotten.
  d@0-16  $work/second.jsonl

END
same "new and changed"
cmp -s state before || fail "a dry run changed the state"

# News that could not be written is told again.
if [ -w /dev/full ]; then
    got=0
    "$LEDE_QUERY" alert news.db watch.tsv --state state >/dev/full 2>err || got=$?
    [ "$got" -eq 74 ] || fail "a full disk: exit $got"
    cmp -s state before || fail "a full disk: the state was changed"
fi
code "lines of JSON" 0 alert -f jsonl
[ "$(wc -l <out)" -eq 3 ] || fail "lines of JSON: not 3"
has "lines of JSON" '{"qid":"pact","query":"security pact","change":"changed","rank":2,"id":"a@0-50"'
has "lines of JSON" '"change":"new","rank":1,"id":"c@0-38"'
code "it is not told twice" 1 alert

# A query that is new or changed begins anew; a bad one costs itself and keeps what is known of it.
printf 'pact\tpact\nbudget\tdefence spending\n' >watch.tsv
code "another query" 0 alert -f jsonl
[ "$(wc -l <out)" -eq 4 ] || fail "another query: not all that match"
printf 'pact\tpact\nbudget\tdefence spending\npact\tagain\n' >watch.tsv
code "one id twice" 65 alert
says "one id twice" 'stands twice'
printf 'pact\tpact\nbudget\tdefence spending\n' >watch.tsv

printf 'pact\t(pact\nbudget\tdefence spending\n' >watch.tsv
code "a bad query" 1 alert
says "a bad query" 'watch.tsv: line 1: qid pact: '
code "a bad query, strictly" 65 alert --strict
printf 'pact\t"security pact"\nbudget\tdefence spending\n' >watch.tsv
code "the query language" 0 alert -f jsonl
has "the query language" '"id":"d@0-16"'
hasnt "the query language" '"id":"e'
printf 'pact\tpact\nbudget\tdefence spending\n' >watch.tsv

printf 'lede-alert 1\nquery\tpact' >state
code "a damaged state" 65 alert
says "a damaged state" 'state: line 1'
: >state
code "an empty state" 65 alert
says "an empty state" 'state: line 1'
echo 'lede-alert 9' >state
code "a state of another version" 65 alert
says "a state of another version" 'version 9'
rm state
mkdir state
code "a state that is a folder" 74 alert
rmdir state
code "a state in no folder" 74 "$LEDE_QUERY" alert news.db watch.tsv --state none/state
code "no queries" 74 "$LEDE_QUERY" alert news.db none.tsv --state state
code "no index" 3 "$LEDE_QUERY" alert none.db watch.tsv --state state
exit $failed
