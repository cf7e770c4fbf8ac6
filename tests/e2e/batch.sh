#!/bin/sh
# lede-query batch: forms of query files, order, bad queries, resume, threads, exit codes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# run NAME EXIT-CODE COMMAND...: output in out, messages in err.
run() {
    name=$1 code=$2
    shift 2
    got=0
    "$@" >out 2>err || got=$?
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code ($(cat err))"
}

# shows NAME FILE TEXT: the file is exactly this text (a newline is added).
shows() {
    printf '%s\n' "$3" | diff - "$2" >&2 || fail "$1: $2 is different"
}

cat >news.jsonl <<'END'
{"id":"a","title":"Security pact signed","text":"Kyiv and London signed a security pact on Friday.","date":"2024-01-12","source":"Reuters"}
{"id":"b","title":"Summit opens","text":"Ministers praised the pact at the summit.","date":"2024-07-09","source":"AP"}
{"id":"c d","title":"Budget","text":"Defence spending will rise next year.","date":"2024-07-10","source":"AP"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1
q=$LEDE_QUERY

printf 'q1\tsecurity pact\nq2\tdefence spending\nq3\tzebra\nq4\tministers summit\n' >topics.tsv
run tsv 0 "$q" batch news.db topics.tsv --unit articles --tag test
cut -d' ' -f1-4,6 out >short
shows tsv short 'q1 Q0 a 1 test
q1 Q0 b 2 test
q2 Q0 c%20d 1 test
q4 Q0 b 1 test
q4 Q0 a 2 test' # by feedback: b speaks of the pact too
[ ! -s err ] || fail "tsv: a query without results is talked about"

# The same through other doors.
"$q" batch news.db topics.tsv --unit articles >wanted 2>/dev/null
cut -f2 topics.tsv >lines.txt
sed 's/	/:/' topics.tsv >colon.txt
awk -F'\t' '{printf "{\"qid\":\"%s\",\"query\":\"%s\"}\n", $1, $2}' topics.tsv >topics.jsonl
awk -F'\t' '{printf "<top>\n<num> Number: %s\n<title> %s\n<desc> Description: x\n</top>\n\n", $1, $2}' topics.tsv >topics.trec
for form in colon.txt topics.jsonl topics.trec; do
    run "$form" 0 "$q" batch news.db $form --unit articles
    cmp -s out wanted || fail "$form: not the results of topics.tsv"
done
run stdin 0 "$q" batch news.db - --unit articles <topics.tsv
cmp -s out wanted || fail "standard input: not the results of topics.tsv"
iconv -f UTF-8 -t UTF-16 topics.tsv >wide.tsv
run 'UTF-16' 74 "$q" batch news.db wide.tsv
[ ! -s out ] && grep -q 'UTF-16' err || fail "UTF-16: $(cat out err)"
run lines 0 "$q" batch news.db lines.txt --unit articles
sed 's/^q//' wanted | cmp -s out - || fail "lines.txt: not the results of topics.tsv under line numbers"

# Queries are words, never syntax.
printf '1\tpact NOT "security (\n' >syntax.tsv
run syntax 0 "$q" batch news.db syntax.tsv --unit articles --format msmarco
sort out >sorted
printf '1\ta\t1\n1\tb\t2\n' | diff - sorted >/dev/null || printf '1\ta\t2\n1\tb\t1\n' | diff - sorted >&2 || fail "syntax: $(cat out)"

# Filters of a query itself.
printf '%s\n' '{"qid":1,"query":"pact","from":"2024-07-01"}' '{"qid":2,"query":"pact","source":"reuters"}' '{"qid":3,"query":"pact","to":"2024-02"}' >own.jsonl
run own 0 "$q" batch news.db own.jsonl --unit articles --format msmarco
shows own out '1	b	1
2	a	1
3	a	1'
run date 0 "$q" batch news.db topics.tsv --unit articles --format msmarco --date 2024-07
shows date out 'q1	b	1
q2	c%20d	1
q4	b	1'

# Bad queries cost themselves and are named; --strict makes them count.
printf 'q1\tpact\nno tab\nq3\t\nq4\t??\nq5\tsummit\n' >bad.tsv
run bad 0 "$q" batch news.db bad.tsv --unit articles --format msmarco
cut -f1 out | sort -u >qids
shows bad qids 'q1
q5'
shows bad err 'bad.tsv: line 2: there is no tab between a query id and its query
bad.tsv: line 3: qid q3: the query is empty
bad.tsv: line 4: qid q4: the query has no word to search for
3 of 5 queries could not be answered; the others were'
run strict 65 "$q" batch news.db bad.tsv --unit articles --format msmarco --strict
[ "$(cut -f1 out | sort -u | tr '\n' ' ')" = 'q1 q5 ' ] || fail "strict: the good queries are not answered"

# Queries with one qid are all answered, and one is told.
printf '7\tbudget\n8\tsummit\n7\tzebra\n8\tpact\n7\tministers\n9\tzebra\n' >doubles.tsv
run doubles 0 "$q" batch news.db doubles.tsv --unit articles --format msmarco
cut -f1 out | uniq >qids
shows doubles qids '7
8
7'
shows doubles err 'doubles.tsv: line 3: qid 7 stands in line 1, too: their results cannot be told apart, nor those of 2 more'

# Output does not depend on threads; it does not depend on where a run was cut off either.
i=0
while [ $i -lt 600 ]; do
    echo "n$i	security pact summit zebra$i budget defence"
    [ $((i % 5)) -ne 0 ] || echo "z$i	zebra"
    i=$((i + 1))
done >many.tsv
for format in trec jsonl tsv csv msmarco json text; do
    run "$format 1" 0 "$q" batch news.db many.tsv --format $format --jobs 1 -o $format.1
    run "$format 2" 0 "$q" batch news.db many.tsv --format $format --jobs 3 -o $format.2
    cmp -s $format.1 $format.2 || fail "$format: --jobs changes the output"
    [ -s $format.1 ] || fail "$format: no output"
done
for format in trec jsonl tsv msmarco; do
    size=$(wc -c <$format.1)
    for cut in 0 1 100 $((size / 3)) $((size / 2 + 1)) $((size - 1)) "$size"; do
        head -c "$cut" $format.1 >cut.out
        run "resume $format at $cut" 0 "$q" batch news.db many.tsv --format $format -o cut.out --resume
        cmp -s cut.out $format.1 || fail "resume $format at $cut: not the output of one go"
    done
done
run "resume with other queries" 65 "$q" batch news.db topics.tsv -o trec.1 --resume
grep -q 'trec.1: line 1 is no result of these queries' err || fail "resume with other queries: $(cat err)"
cmp -s trec.1 trec.2 || fail "a refused resume changed the output"
run "resume of csv" 2 "$q" batch news.db many.tsv --format csv -o csv.1 --resume
run "resume without output" 2 "$q" batch news.db many.tsv --resume

run timing 0 "$q" batch news.db topics.tsv --timing
grep -Eq '^4 queries in [0-9.]+ s, [0-9.]+ queries/s; in-process p50 [0-9.]+ ms, p95 [0-9.]+ ms, p99 [0-9.]+ ms, max [0-9.]+ ms$' err ||
    fail "timing: $(cat err)"
printf '1\tzebra\n' >none.tsv
run nothing 1 "$q" batch news.db none.tsv
run "no file" 74 "$q" batch news.db missing.tsv
run "no index" 3 "$q" batch missing.db topics.tsv
run "bad fields" 2 "$q" batch news.db topics.trec --topic-fields headline
[ ! -e /dev/full ] || run "full disk" 74 "$q" batch news.db topics.tsv -o /dev/full
[ ! -e /dev/full ] || grep -q '/dev/full: the results could not be written: No space left on device' err || fail "full disk: $(cat err)"

# A query is answered when it comes, not when the input ends.
mkfifo in out.fifo
"$q" batch news.db - --unit articles --format msmarco <in >out.fifo 2>/dev/null &
exec 3>in 4<out.fifo
printf 'q1\tdefence\n' >&3
read -r line <&4
[ "$line" = 'q1	c%20d	1' ] || fail "pipe: $line"
printf 'q2\tsummit\n' >&3
read -r line <&4
[ "$line" = 'q2	b	1' ] || fail "pipe: $line"
exec 3>&-
exec 4<&-
wait
exit $failed
