#!/bin/sh
# lede-query shell: from standard input, and on a terminal where script(1) makes one.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

i=1
while [ $i -le 12 ]; do
    printf '{"id":"n%s","title":"Note %s","text":"Harvest number %s was good. It was sold.\\n\\nMore on page %s.","date":"2024-01-%s"}\n' \
        $i $i $i $i $((i + 9))
    i=$((i + 1))
done >notes.jsonl
cat >>notes.jsonl <<'END'
{"id":"x1","title":"Submarines","text":"A submarine has a reactor and a crew.","date":"2023-01-01"}
{"id":"x2","title":"Reactors","text":"The reactor of a submarine needs a crew of its own, and much care.","date":"2024-01-01"}
END
"$LEDE_INDEX" update notes.db notes.jsonl >/dev/null 2>&1

# ask NAME LINES: a conversation.
ask() {
    name=$1 got=0
    shift
    printf '%s\n' "$@" | "$LEDE_QUERY" shell notes.db --width 80 --color never >out 2>err || got=$?
    [ "$got" -eq 0 ] || fail "$name: exit $got ($(cat err))"
}

ask "pages" 'harvest' ':set format ids' ':next' ':next' ':prev' ':p' ':q' 'sold'
grep -q '^12 articles match' out || fail "pages: no heading"
[ "$(grep -c '^n[0-9]*@' out)" -eq 12 ] || fail "pages: not two pages of 10 and 2: $(cat out)"
says "pages" 'no further results'
says "pages" 'this is the first page'
ask "settings" ':set format ids' ':set unit articles' ':set limit 3' 'harvest 7'
echo n7 >wanted
head -n 1 out >first
diff wanted first >&2 || fail "settings: n7 is not the best"
[ "$(wc -l <out)" -eq 3 ] || fail "settings: not 3 articles"
ask "all settings" ':set'
has "all settings" 'limit          Print at most N results.'
ask "an article" ':set limit 3' 'harvest 7' ':open 1'
has "an article" '│ Harvest number 7 was good. It was sold.'
has "an article" '  More on page 7.'
ask "like it" ':set format ids' 'care' ':like 1' ':open 1' ':open 9'
has "like it" '1  Submarines'
has "like it" '│ A submarine has a reactor and a crew.'
says "like it" 'a rank from 1 to 1'
ask "background" ':set format ids' 'care' ':background 1'
has "background" '1  Submarines'
ask "mistakes" ':open 1' ':next' 'harvest' ':open x' ':open 99' ':bogus' ':set nothing 1' ':set limit x' ':set unit leaves' '' ' '
says "mistakes" 'there are no results at hand'
says "mistakes" 'there is no query yet'
says "mistakes" 'a rank from 1 to 10'
says "mistakes" "no command ':bogus'"
says "mistakes" "no setting 'nothing'"
says "mistakes" 'limit must be'
says "mistakes" "unit must be"
ask "facets" ':set limit 1' 'harvest 7' ':facets source,month'
has "facets" '2024-01'
ask "explain" ':set limit 1' 'harvest 7' ':explain'
[ "$(wc -l <out)" -gt 14 ] || fail "explain: no more than the result: $(cat out)"
ask "nothing" 'zeppelin'
says "nothing" 'nothing found'
says "nothing" 'zeppelin'
ask "a mistake in a query" '(harvest' 'harvest 7'
says "a mistake in a query" '^'
has "a mistake in a query" 'Harvest number 7'
ask "help" ':help'
has "help" ':open N'
code "no index" 3 "$LEDE_QUERY" shell none.db

if command -v script >/dev/null 2>&1 && script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    printf 'harv\t 7\n:op\t1\n:quit\n' | XDG_STATE_HOME="$work/state" TERM=xterm timeout 30 \
        script -qec "'$LEDE_QUERY' shell notes.db --color never" /dev/null >out
    has "terminal" 'lede> '
    has "terminal" '12 articles match'
    has "terminal" '│ Harvest number 7 was good. It was sold.'
    grep -q 'harvest' state/lede/history || fail "terminal: no history, or the word was not completed: $(cat state/lede/history)"
    [ "$(stat -c %a state/lede/history)" = 600 ] || fail "terminal: others may read the history"
else
    echo 'script(1) is not there: the terminal was not tested'
fi
exit $failed
