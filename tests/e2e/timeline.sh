#!/bin/sh
# lede-query timeline and matrix: counts over time, in all formats.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

cat >news.jsonl <<'END'
{"id":"a","title":"Security pact signed","text":"Kyiv and London signed a security pact.","date":"2024-01-31","source":"Reuters","lang":"en","topics":["defence","europe"]}
{"id":"b","title":"Summit opens","text":"Ministers praised the pact.","date":"2024-02-01","source":"AP","topics":["europe"]}
{"id":"c","title":"Pact again","text":"A second security pact.","date":"2024-07-09T23:30:00-05:00","source":"AP"}
{"id":"d","title":"Pact of old","text":"An old security pact without a date."}
{"id":"e","title":"Year","text":"A pact of a year.","date":"2024","source":"=SUM(1)"}
{"id":"f","title":"Budget","text":"Defence spending will rise.","date":"2024-07-10","source":"AP"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
timeline() { "$LEDE_QUERY" timeline news.db "$@"; }
matrix() { "$LEDE_QUERY" matrix news.db "$@"; }

code "bars" 0 timeline pact --width 60
cat >wanted <<'END'
5 articles match pact · by month, 2024-01 – 2024-07 · 2
undated
2024-01  1  ████████████████████████████████████████████████
2024-02  1  ████████████████████████████████████████████████
2024-03  0
2024-04  0
2024-05  0
2024-06  0
2024-07  1  ████████████████████████████████████████████████
END
same "bars"
code "every plain word counts" 0 timeline security pact -f csv --by month
printf 'period,first_day,last_day,articles\r\n' >wanted
for row in 01,2024-01-01,2024-01-31,1 02,2024-02-01,2024-02-29,0 03,2024-03-01,2024-03-31,0 04,2024-04-01,2024-04-30,0 \
    05,2024-05-01,2024-05-31,0 06,2024-06-01,2024-06-30,0 07,2024-07-01,2024-07-31,1; do
    printf '2024-%s\r\n' "$row" >>wanted
done
printf 'undated,,,1\r\n' >>wanted
same "every plain word counts"
code "days are UTC's" 0 timeline --by day -f csv --date 2024-07 pact
has "days are UTC's" '2024-07-10,2024-07-10,2024-07-10,1'
hasnt "days are UTC's" 'undated'
code "years" 0 timeline --by year -f json pact
cat >wanted <<'END'
{"lede":1,"query":"pact","by":"year","matches":5,"undated":1,"periods":[
{"period":"2024","first_day":"2024-01-01","last_day":"2024-12-31","articles":4}
]}
END
same "years"
code "weeks" 0 timeline --by week -f csv --source ap pact
has "weeks" '2024-W05,2024-01-29,2024-02-04,1'
code "a picture" 0 timeline --svg pact.svg '"security pact"'
grep -q '^<svg ' pact.svg || fail "a picture: no SVG"
grep -q '&quot;security pact&quot;' pact.svg || fail "a picture: the query is not there"
if command -v xmllint >/dev/null 2>&1; then xmllint --noout pact.svg || fail "a picture: not well-formed"; fi
code "a picture that cannot be written" 74 timeline --svg none/pact.svg pact
says "a picture that cannot be written" 'none/pact.svg'
code "nothing found" 1 timeline zeppelin
[ ! -s out ] || fail "nothing found: output"
says "nothing found" 'nothing found'
code "nothing found, for scripts" 1 timeline -f csv zeppelin
printf 'period,first_day,last_day,articles\r\n' >wanted
same "nothing found, for scripts"
code "a mistake" 2 timeline '(pact'
code "no index" 3 "$LEDE_QUERY" timeline none.db pact

printf 'q1\tsecurity pact\nq2\tpact\n' >queries.tsv
code "long" 0 matrix queries.tsv --by month
printf 'qid,query,period,source,articles\r\n' >wanted
for row in 'q1,security pact,2024-01,reuters,1' 'q1,security pact,2024-07,ap,1' 'q1,security pact,undated,,1' \
    'q2,pact,2024-01,reuters,1' 'q2,pact,2024-02,ap,1' 'q2,pact,2024-07,ap,1' "q2,pact,undated,'=sum(1),1" 'q2,pact,undated,,1'; do
    printf '%s\r\n' "$row" >>wanted
done
sort wanted >sorted && mv sorted wanted
sort out >sorted && mv sorted out
same "long"
code "wide" 0 matrix queries.tsv --by year --split topic -f wide
printf 'qid,query,period,defence,europe,(none)\r\n' >wanted
for row in 'q1,security pact,2024,1,1,1' 'q1,security pact,undated,0,0,1' 'q2,pact,2024,1,2,2' 'q2,pact,undated,0,0,1'; do
    printf '%s\r\n' "$row" >>wanted
done
same "wide"
code "not split" 0 matrix queries.tsv --by year --split none
printf 'qid,query,period,articles\r\n' >wanted
for row in 'q1,security pact,2024,2' 'q1,security pact,undated,1' 'q2,pact,2024,4' 'q2,pact,undated,1'; do
    printf '%s\r\n' "$row" >>wanted
done
same "not split"
code "json" 0 matrix queries.tsv --by year --split lang -f json --date 2024-01-31
cat >wanted <<'END'
{"lede":1,"by":"year","split":"lang","queries":[
{"qid":"q1","query":"security pact","matches":1,"cells":[{"period":"2024","value":"en","articles":1}]},
{"qid":"q2","query":"pact","matches":1,"cells":[{"period":"2024","value":"en","articles":1}]}
]}
END
same "json"

code "a map" 0 matrix queries.tsv --by month -f text --width 60
cat >wanted <<'END'
2024-01 – 2024-07 · a block is a month, █ up to 1 article

q1 · security pact · 3 articles
  ap       ······█  1
  reuters  █······  1
  (none)   ·······  1

q2 · pact · 5 articles
  ap       ·█····█  2
  =sum(1)  ·······  1
  reuters  █······  1
  (none)   ·······  1
END
same "a map"
code "a map, dark and light" 0 matrix queries.tsv --by day --split none -f text --width 40 --color always
has "a map, dark and light" 'a block is 7'
has "a map, dark and light" "$(printf '\033[36m█')"
printf 'q\tpact\n' >one.tsv
printf '{"id":"p%d","text":"pact","date":"2024-01-0%d"}\n' 1 1 2 2 3 2 4 2 5 2 6 3 7 3 >many.jsonl
"$LEDE_INDEX" update many.db many.jsonl >/dev/null 2>&1
code "shades" 0 "$LEDE_QUERY" matrix many.db one.tsv --split none -f text
cat >wanted <<'END'
2024-01-01 – 2024-01-03 · a block is a day, █ up to 4 articles

q · pact · 7 articles
  articles  ░█▒  7
END
same "shades"

# A query that cannot be answered costs itself, in whatever place it stands.
printf 'q1\t(pact\nq2\tpact\n' >bad.tsv
code "a bad query" 0 matrix bad.tsv --by year --split none
says "a bad query" 'bad.tsv: line 1: qid q1: '
has "a bad query" 'q2,pact,2024,4'
hasnt "a bad query" 'q1'
code "a bad query, strictly" 65 matrix bad.tsv --by year --strict
code "literally" 0 matrix bad.tsv --by year --split none --syntax literal
has "literally" 'q1,(pact,2024,4'
printf 'q1\tpact\nq1\tsummit\n' >doubles.tsv
code "two queries of one id" 65 matrix doubles.tsv
says "two queries of one id" 'lines 1 and 2'
printf 'zeppelin\n' | code "nothing found" 1 matrix -
code "no file" 74 matrix none.tsv
exit $failed
