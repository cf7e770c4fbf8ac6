#!/bin/sh
# The query language against a plain scan over the texts: oracle.sh CORPUS QUERIES SEED. CORPUS: "own", or "reuters" (the first 2,000 stories of ../shared; 77 when it is not there).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $1 in
own)
    # All texts of the corpus, and one article of many segments.
    cp -r "$LEDE_SOURCE/corpus/html" "$LEDE_SOURCE/corpus/jsonl" "$LEDE_SOURCE/corpus/txt" "$work"
    for text in "$LEDE_SOURCE"/corpus/txt/*.txt; do
        cat "$text"
        echo
    done >"$work/txt/omnibus.txt"
    "$LEDE_INDEX" update "$work/db" "$work/html" "$work/jsonl" "$work/txt" >/dev/null
    ;;
reuters)
    stories=${LEDE_SHARED:-$LEDE_SOURCE/../shared}/collections/reuters21578
    if [ ! -x "$stories/jsonl.py" ]; then
        echo "skipped: $stories is not there"
        exit 77
    fi
    python3 "$stories/jsonl.py" | sed 2000q >"$work/stories.jsonl" # the scan reads every one of them for each query
    "$LEDE_INDEX" update "$work/db" "$work/stories.jsonl" >/dev/null
    ;;
esac
"$LEDE_ORACLE" "$work/db" "$2" "$3"
