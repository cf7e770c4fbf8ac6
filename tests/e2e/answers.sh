#!/bin/sh
# lede-query search as a list for people and scripts: copies, order, groups, pages, facets, context, citations, formats that stay whole whatever the
# articles hold, and a standard output that is full or closed.
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
    cmp -s wanted out || { diff wanted out >&2 || fail "$name: other output"; }
}

says() {
    grep -q -e "$2" err || fail "$1: stderr does not say '$2': $(cat err)"
}

report='The leaders of the two countries signed a security pact in Berlin on Friday, promising to consult each other within a day of any attack and to train ten thousand soldiers a year.'
cat >news.jsonl <<END
{"id":"ap","title":"Pact","text":"BERLIN (AP) $report","date":"2024-02-17","source":"AP"}
{"id":"bbc","title":"Pact","text":"$report","date":"2024-02-16","source":"BBC","place":"Berlin","tags":["defence"]}
{"id":"dw","title":"Pact","text":"Here in Germany: $report","date":"2024-02-18","source":"DW"}
{"id":"=1+1","title":"=HYPERLINK(\"http://x\")","text":"+A trade pact, \"signed\"\u001b[31m <script>alert(1)</script>.\n\n-Second & last paragraph of it.","date":"2023-02-18","source":"@evil","url":"javascript:alert(1)"}
{"id":"none","title":"No date","text":"Shops made a pact about hours. Nobody knew."}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
search() { "$LEDE_QUERY" search news.db "$@"; }

expect "oldest first" 0 '=1+1
bbc
none
' search -u articles -f ids --copies fold --sort date pact
expect "newest first, copies shown" 0 'dw
ap
bbc
=1+1
none
' search -u articles -f ids --sort=-date pact
expect "a page of it" 0 'bbc
=1+1
' search -u articles -f ids --sort=-date --copies show --offset 2 -n 2 pact
# Who asks for a word is shown articles that have it; those that feedback alone brings are for runs.
cat >fed.jsonl <<END
{"id":"asked","title":"Pact","text":"The security pact was signed by ministers in Berlin. Ministers praised the ceremony."}
{"id":"like","title":"Ceremony","text":"Ministers attended a ceremony in Berlin yesterday, praised it and left."}
{"id":"rain","title":"Rain","text":"Rain fell all day in the hills."}
END
"$LEDE_INDEX" update fed.db fed.jsonl >/dev/null 2>&1
expect "articles with a word of the query" 0 'asked
' "$LEDE_QUERY" search fed.db -u articles -f ids pact
echo pact >fed.txt
"$LEDE_QUERY" batch fed.db fed.txt -u articles >run
[ "$(cut -d ' ' -f 3 run | tr '\n' ' ')" = 'asked like ' ] || fail "a run with what feedback brings: $(cat run)"

expect "conditions alone: newest first" 0 'dw
ap
bbc
=1+1
' search -u articles -f ids --copies show date:2000..
expect "conditions alone, oldest first" 0 '=1+1
bbc
' search -u articles -f ids --copies show --sort date -n 2 date:2000..
search -u articles -f ids --group source --sort=-date --copies show pact >out
[ "$(tr '\n' ' ' <out)" = 'dw ap bbc =1+1 none ' ] || fail "groups: $(cat out)"
search --sort date pact | grep -q '3 copies' || fail "copies are not counted"
search --sort date pact | grep -q 'also AP 2024-02-17 (ap) · DW 2024-02-18 (dw)' || fail "copies are not named"
search --recent 30d --date ..2024-03-01 -u articles -f ids --copies fold pact | head -n 1 >out
[ "$(cat out)" = bbc ] || fail "recent: $(cat out)"

search -u articles -f ids -0 --copies fold --sort=-date pact | tr '\000' '|' >out
[ "$(cat out)" = 'dw|=1+1|none|' ] || fail "NUL: $(cat out)"

# What a format cannot show is refused, not left out.
expect "facets in a table" 2 '' search -f csv --facets source pact
says "facets in a table" 'cannot show'
expect "an order in a run" 2 '' search -f trec --sort date pact
expect "a field without facets" 2 '' search --facets title pact
says "a field without facets" 'choose source'
expect "not a time" 2 '' search --recent soon pact
says "not a time" '30d'
[ "$(search -f trec pact | wc -l)" -eq 5 ] || fail "a run folds copies"
[ "$(search -f json pact | grep -c '"rank"')" -eq 3 ] || fail "JSON does not fold copies"
[ "$(search -f json --copies show pact | grep -c '"rank"')" -eq 5 ] || fail "JSON folds copies in spite of --copies show"

# JSON fits its schema, with everything and with nothing.
schema=$LEDE_SOURCE/tests/schema/lede.schema.json
everything='--cite --explain --context 2 --group source --recent 1y'
# shellcheck disable=SC2086 # the options are several words
search -f json $everything --facets source,lang,place,topic,month,day,year pact | "$LEDE_VALID" "$schema" || fail "JSON with everything"
search -f json pact | "$LEDE_VALID" "$schema" || fail "JSON"
search -f json zeppelin >out || [ $? -eq 1 ] || fail "JSON of nothing: exit code"
"$LEDE_VALID" "$schema" <out || fail "JSON of nothing"
# shellcheck disable=SC2086
search -f jsonl $everything pact | "$LEDE_VALID" "$schema" result || fail "JSON lines"

# A citation can be checked, and fails when the article changes.
search -f json --cite --copies show -n 1 -u sentences consult >cited.json
id=$(sed -n 's/.*"article":"\([^"]*\)","start".*/\1/p' cited.json)
sum=$(sed -n 's/.*"sha256":"\([0-9a-f]*\)".*/\1/p' cited.json)
"$LEDE_QUERY" show news.db "$id" --check "$sum" >/dev/null || fail "a citation that cannot be checked"
"$LEDE_QUERY" show news.db "$id" -f json >shown.json
python3 - "$sum" <<'END' || fail "the checksum is not that of the text"
import hashlib, json, sys
article = json.load(open("shown.json"))
text = (article.get("article") or article)["text"] if "text" not in article else article["text"]
assert hashlib.sha256(text.encode()).hexdigest() == sys.argv[1]
cite = json.load(open("cited.json"))["results"][0]["cite"]
assert text.encode()[cite["start"]:cite["end"]].decode() == cite["quote"]
END

# Tables: RFC 4180, and no cell that a spreadsheet takes for a formula.
search -f csv pact >table.csv
python3 - <<'END' || fail "csv"
import csv
raw = open("table.csv", newline="").read()
assert raw.endswith("\r\n")
rows = list(csv.reader(open("table.csv", newline=""), strict=True))
assert rows[0] == ["rank", "id", "score", "source", "date", "title", "text"], rows[0]
assert len(rows) == 6 and all(len(row) == 7 for row in rows)
for row in rows[1:]:
    for cell in (row[1], *row[3:]):
        assert not cell.strip(" ").startswith(("=", "+", "-", "@", "\t", "\r")), cell
evil = [row for row in rows if "HYPERLINK" in row[5]][0]
assert evil[1].startswith("'=1+1@") and evil[3] == "'@evil" and evil[6].startswith("'+A trade pact, \"signed\"")
END
search -f tsv pact >table.tsv
[ "$(awk -F '\t' 'NF != 7' table.tsv | wc -l)" -eq 0 ] || fail "tsv: a row of other than 7 cells"

# Nothing of an article is markup or a control of the terminal.
# shellcheck disable=SC2086
search -f html --cite --context 2 --group source --facets source,topic pact >page.html
if grep -qi -e '<script' -e 'href="javascript' page.html; then fail "html: markup of an article"; fi
grep -q '&lt;script&gt;' page.html || fail "html: the text is not escaped"
python3 - <<'END' || fail "html is not well-formed"
import xml.dom.minidom
xml.dom.minidom.parse("page.html")
END
for format in text html markdown; do
    search -f $format --cite --context 2 pact >out
    if LC_ALL=C grep -q "$(printf '\033')" out; then fail "$format: an escape code of an article"; fi
done

# Output that cannot be written is said; a reader that has enough is not an error.
if [ -w /dev/full ]; then
    for format in text json csv ids html; do
        got=0
        search -f $format pact >/dev/full 2>err || got=$?
        [ $got -eq 74 ] || fail "$format on a full device: exit $got"
    done
fi
search -f text pact | head -n 1 >/dev/null || fail "a closed pipe"
search pact 2>err | true
[ ! -s err ] || fail "a closed pipe: $(cat err)"

exit $failed
