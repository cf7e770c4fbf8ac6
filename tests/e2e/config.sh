#!/bin/sh
# The config file, the environment and the command line of lede-query, in rising order.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0
XDG_CONFIG_HOME=$work/home
export XDG_CONFIG_HOME
mkdir -p home/lede

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# count NAME WANTED COMMAND...: so many lines on stdout.
count() {
    name=$1 wanted=$2
    shift 2
    lines=$("$@" 2>err | wc -l)
    [ "$lines" -eq "$wanted" ] || fail "$name: $lines lines, not $wanted ($(cat err))"
}

i=0
while [ $i -lt 6 ]; do
    i=$((i + 1))
    echo "{\"id\":\"a$i\",\"title\":\"Pact $i\",\"text\":\"A pact was signed.\"}"
done >news.jsonl
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1

printf '[search]\nlimit = 2\nformat = ids\n' >home/lede/config
count 'the file' 2 "$LEDE_QUERY" search news.db pact
count 'the environment' 3 env LEDE_SEARCH_LIMIT=3 "$LEDE_QUERY" search news.db pact
count 'the option' 4 env LEDE_SEARCH_LIMIT=3 "$LEDE_QUERY" search news.db pact --limit 4

LEDE_SEARCH_UNIT=articles "$LEDE_QUERY" search --color never --print-config >out
for line in "limit = 2  # $work/home/lede/config:2" 'unit = articles  # LEDE_SEARCH_UNIT' 'color = never  # --color' \
    '# offset = 0  # default'; do
    grep -qxF "$line" out || fail "--print-config lacks '$line': $(cat out)"
done

printf '[search]\nlimt = 2\n' >home/lede/config
code=0
"$LEDE_QUERY" search news.db pact >out 2>err || code=$?
[ $code -eq 2 ] && [ ! -s out ] || fail "a bad line: exit $code"
grep -qF "home/lede/config, line 2: the command has no option 'limt'; did you mean 'limit'?" err || fail "a bad line: $(cat err)"
"$LEDE_QUERY" search --help >/dev/null || fail 'help in spite of a bad line'
# What an index holds must not depend on a file that nobody sees: lede-index reads none.
"$LEDE_INDEX" stats news.db >/dev/null || fail 'lede-index reads the config file'

XDG_CONFIG_HOME=$work/nothing "$LEDE_QUERY" search --format ids news.db pact >out || fail 'no file'
exit $failed
