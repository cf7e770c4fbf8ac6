#!/bin/sh
# The best results of fixed queries on corpus/, and the figures of every ranker there.
set -eu
. "$LEDE_SOURCE/tests/rank/golden.sh"

"$LEDE_SOURCE/scripts/effectiveness" --figures --work "$work" "$LEDE_SOURCE/corpus" >"$work/figures.txt"
{
    for query in 'security pacts' 'NATO' 'funding' 'frozen Russian assets loan' 'who may invoke Article 5' 'F-16 deliveries to Ukraine' \
        '2% defence spending target' 'Has Japan signed a security agreement with Ukraine?' 'local arts and school funding'; do
        for unit in articles passages paragraphs sentences; do
            printf '%s: %s\n' "$unit" "$query"
            "$LEDE_QUERY" search "$work/corpus/db" --unit "$unit" --limit 5 --format tsv "$query" >"$work/tsv"
            awk -F '\t' 'NR > 1 { printf "%4d %8.4f  %s\n", $1, $3, $2 }' "$work/tsv"
        done
    done
    echo 'figures'
    sed 's/^corpus /    /' "$work/figures.txt"
} >"$work/found"
golden "$LEDE_SOURCE/tests/rank/corpus.golden" "$work/found"
