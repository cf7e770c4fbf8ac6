#!/bin/sh
# lede-query tune on the project's own corpus: the figures are those of batch and eval, threads change nothing, mistakes are told.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$LEDE_SOURCE"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

run() {
    name=$1 code=$2
    shift 2
    got=0
    "$@" >"$work/out" 2>"$work/err" || got=$?
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code ($(cat "$work/err"))"
}

db=$work/db topics=corpus/topics.tsv qrels=corpus/qrels.txt
"$LEDE_INDEX" update --quiet "$db" corpus/txt corpus/html corpus/jsonl

# The figure of a ranker as batch and eval give it.
figure() {
    "$LEDE_QUERY" batch "$db" "$topics" --unit articles --ranker "$1" -o "$work/run"
    "$LEDE_QUERY" eval -m map "$qrels" "$work/run" | awk '$1 == "map" { print $3 }'
}

run grid 0 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -r bm25 -p weight.k1=0.4,1.2 -p weight.b=0.2,0.8 --search grid --jobs 1
cp "$work/out" "$work/first"
run "grid, two threads" 0 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -r bm25 -p weight.k1=0.4,1.2 -p weight.b=0.2,0.8 --search grid --jobs 2
cmp -s "$work/out" "$work/first" || fail "--jobs changes the result"
grep -q '^map, ranker bm25, 5 folds, seed 1; 9 points of 2 parameters tried$' "$work/first" || fail "heading: $(head -1 "$work/first")"
[ "$(grep -c '^ *[1-5]  ' "$work/first")" -eq 5 ] || fail "there are not 5 folds: $(cat "$work/first")"

# What is to be pasted gives what is promised, and the start is the ranker itself.
ranker=$(sed -n 's/^--ranker //p' "$work/first")
promised=$(sed -n 's/^Chosen by all queries: \([0-9.]*\),.*/\1/p' "$work/first")
[ "$(figure "$ranker")" = "$promised" ] || fail "$ranker gives $(figure "$ranker"), not $promised"
[ "$(awk '$1 == "all" { print $3 }' "$work/first")" = "$(figure bm25)" ] || fail "the start is not bm25's $(figure bm25)"

run tsv 0 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -p feedback.share=0.2 -p feedback.terms=20 -f tsv -m ndcg@10 --seed 5 --folds 3
[ "$(head -1 "$work/out")" = "ndcg_cut_10	feedback.share	feedback.terms" ] || fail "tsv: $(head -1 "$work/out")"
[ "$(wc -l <"$work/out")" -ge 4 ] || fail "tsv: $(cat "$work/out")"

run "no parameter" 2 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -p zebra=1
grep -q "^lede-query: --over: there is no parameter of rankers 'zebra'; there are: " "$work/err" || fail "no parameter: $(cat "$work/err")"
run "bad value" 2 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -p b=0.2,7
run "twice" 2 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -p b=0.2 -p b=0.3
run "too many folds" 2 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -p b=0.2 --folds 27
run "too large a grid" 2 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" --search grid
run "a count" 2 "$LEDE_QUERY" tune "$db" "$topics" "$qrels" -m num_ret
run "standard input" 2 "$LEDE_QUERY" tune "$db" - "$qrels"
run "no index" 3 "$LEDE_QUERY" tune "$work/none" "$topics" "$qrels" -p b=0.2
printf 'x1\tNATO\n' >"$work/other.tsv"
run "not judged" 65 "$LEDE_QUERY" tune "$db" "$work/other.tsv" "$qrels" -p b=0.2
grep -q 'none of its queries is judged' "$work/err" || fail "not judged: $(cat "$work/err")"
exit $failed
