#!/bin/sh
# A batch that has begun goes on while its index is written to, replaced by another one, and taken away: it answers from one state of one index, or says what is wrong. Its
# topics come through a pipe, so that each change happens between two of them.
set -eu
work=$(mktemp -d)
background=
trap 'if [ -n "$background" ]; then kill -9 $background 2>/dev/null || true; fi; rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# stories WORD: a thousand articles, so that the index has more blocks than a reader keeps.
stories() {
    awk -v word="$1" 'BEGIN { for (i = 1; i <= 1000; i++) printf "{\"id\":\"%s%d\",\"title\":\"Report %d\",\"text\":\"The %s of town%d.\"}\n", word, i, i, word, i % 97 }'
}

mkfifo topics

begin() { # the index is at db
    "$LEDE_QUERY" batch db topics --limit 5 >run 2>err &
    background=$!
    exec 9>topics
}

# ask NAME: the word treaty, and wait for the answers.
ask() {
    printf '%s\ttreaty\n' "$1" >&9
    tries=0
    until grep -q "^$1 " run || [ "$tries" -ge 500 ] || ! kill -0 "$background" 2>/dev/null; do
        tries=$((tries + 1))
        sleep 0.02
    done
}

# end CODE
end() {
    exec 9>&-
    got=0
    wait "$background" || got=$?
    background=
    [ "$got" -eq "$1" ] || fail "$2: exit $got, not $1: $(cat err)"
}

# overwrite: every block of db is written anew, more than once.
overwrite() {
    for word in one two three four five six; do
        stories treaty | sed "s/town/$word/" >in.jsonl
        "$LEDE_INDEX" update db in.jsonl --writer xapian --quiet
    done
}

fresh() {
    rm -rf db db.old
    stories treaty >in.jsonl
    "$LEDE_INDEX" update db in.jsonl --writer xapian --quiet
}

fresh
begin
ask q1
overwrite
ask q2
end 0 "written to"
grep -q '^q2 .*treaty' run || fail "written to: no answers: $(cat run err)"

fresh
begin
ask q1
overwrite
mv db db.old
stories treaty | sed 's/"treaty/"pact/' >other.jsonl
"$LEDE_INDEX" update db other.jsonl --quiet
ask q2
end 0 "replaced"
grep -q '^q2 .*pact' run || fail "replaced: no answers: $(cat run err)"
! grep -q '^q2 .* treaty' run || fail "replaced: answers from both: $(cat run)"

fresh
begin
ask q1
overwrite
mv db db.old
ask q2
end 3 "taken away"
grep -q 'db: the index is no longer there' err || fail "taken away: $(cat err)"
! grep -q '^q2 ' run || fail "taken away: answers: $(cat run)"
exit "$failed"
