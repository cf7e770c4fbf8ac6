#!/bin/sh
# lede-query eval and compare: trec_eval's layout and figures, other formats, refusals.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

run() {
    name=$1 code=$2
    shift 2
    got=0
    "$@" >out 2>err || got=$?
    [ "$got" -eq "$code" ] || fail "$name: exit $got, not $code ($(cat err))"
}

shows() {
    printf '%s\n' "$3" | diff - "$2" >&2 || fail "$1: $2 is different"
}

q=$LEDE_QUERY
cat >qrels <<'END'
1 0 a 1
1 0 b 0
1 0 c 2
2 0 x 1
END
cat >a.run <<'END'
1 Q0 b 1 3.0 A
1 Q0 a 2 2.0 A
1 Q0 d 3 2.0 A
1 Q0 c 4 1.0 A
2 Q0 y 1 2 A
2 Q0 x 2 1 A
END
sed 's/1 Q0 a 2 2.0 A/1 Q0 a 2 9 B/; s/A$/B/' a.run >b.run

run text 0 "$q" eval -m num_q,num_ret,num_rel,num_rel_ret,map,recip_rank,P_5,ndcg qrels a.run
shows text out "runid                 	all	A
num_q                 	all	2
num_ret               	all	6
num_rel               	all	3
num_rel_ret           	all	3
map                   	all	0.4583
recip_rank            	all	0.4167
P_5                   	all	0.3000
ndcg                  	all	0.5742"
run official 0 "$q" eval -m official qrels a.run
[ "$(wc -l <out)" -eq 30 ] || fail "official: $(wc -l <out) lines, not the 30 of trec_eval"
run usual 0 "$q" eval qrels a.run
for name in map gm_map Rprec bpref recip_rank iprec_at_recall_1.00 P_1000 recall_1000 ndcg ndcg_cut_10 map_cut_5 success_1; do
    grep -q "^$name *	all	" out || fail "usual: no $name"
done
run per-query 0 "$q" eval -q -m map,gm_map qrels a.run b.run
shows per-query out "map                   	1	0.4167	0.7500
map                   	2	0.5000	0.5000
runid                 	all	A	B
map                   	all	0.4583	0.6250
gm_map                	all	0.4564	0.6124"
run csv 0 "$q" eval -f csv -m map qrels a.run b.run
tr -d '\r' <out >csv
shows csv csv "measure,qid,a.run,b.run
runid,all,A,B
map,all,0.4583,0.6250"
run json 0 "$q" eval -f json -m recip_rank qrels b.run
shows json out '{"lede":1,"runs":[
{"file":"b.run","tag":"B","queries":2,"missing":0,"unjudged":0,"measures":{"recip_rank":0.75}}
]}'
run stdin 0 "$q" eval -m map qrels - <b.run
grep -q '0.6250' out || fail "stdin: $(cat out)"

# What is left out is said; --complete counts it.
grep -v '^2' a.run >short.run
run missing 0 "$q" eval -m num_q,map qrels short.run
grep -q '^short.run: 1 of 2 judged queries have no result: left out' err || fail "missing: $(cat err)"
grep -q '^map  *	all	0.4167$' out || fail "missing: $(cat out)"
run complete 0 "$q" eval -c -m num_q,map qrels short.run
grep -q '^map  *	all	0.2083$' out || fail "complete: $(cat out)"

cat a.run a.run >double.run
run "double run" 65 "$q" eval qrels double.run
shows "double run" err "lede-query: double.run: line 8: document 'a' of query '1' has a row in line 2 already"
cat qrels qrels >double.qrels
run "double qrels" 65 "$q" eval double.qrels a.run
run "no query in common" 65 "$q" eval qrels - <<'END'
9 Q0 a 1 1 t
END
grep -q 'none of its 1 queries is judged' err || fail "no query in common: $(cat err)"
run "no file" 74 "$q" eval qrels missing.run
run "no measure" 2 "$q" eval -m mapp qrels a.run

run compare 0 "$q" compare qrels a.run b.run
shows compare out 'map, 2 queries
  A      0.4583  a.run
  B      0.6250  b.run
  B - A +0.1667  (+36.4 %)

B is better on 1, worse on 0, the same on 1
paired t test       p = 0.5000  t(1) = 1.000, standard deviation 0.2357
randomisation test  p = 1.0000  4 permutations, all there are

+0.3333 #
        #
        #
        #
        #
      0 --




-0.3333

  most gained              A       B       B - A
  1                        0.4167  0.7500  +0.3333  ++++++++++++++++++++++++++++++'
run "compare tsv" 0 "$q" compare -m recip_rank -f tsv qrels a.run b.run
shows "compare tsv" out "qid	a	b	difference
1	0.333333	1.000000	0.666667
2	0.500000	0.500000	0.000000"
run "compare twice" 0 "$q" compare --seed 7 -f json qrels a.run b.run
cp out first
run "compare twice" 0 "$q" compare --seed 7 -f json qrels a.run b.run
cmp -s out first || fail "compare: the same seed gives other figures"
run "compare by a count" 2 "$q" compare -m num_ret qrels a.run b.run
exit $failed
