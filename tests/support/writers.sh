# Sourced by the tests of the two writers: a folder of their own, comparison of two indexes.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# build WRITER INDEX ARGUMENTS...: the summary goes to the file "out", messages to "err".
build() {
    writer=$1 index=$2
    shift 2
    code=0
    "$LEDE_INDEX" update --writer "$writer" "$index" "$@" >out 2>err || code=$?
    [ "$code" -eq 0 ] || fail "$writer build of $index: exit $code: $(cat err)"
}

# sound NAME INDEX...: Xapian's check and Lede's own find nothing.
sound() {
    name=$1
    shift
    for index in "$@"; do
        xapian-check "$index" >check 2>&1 || fail "$name: xapian-check $index: $(tail -5 check)"
        "$LEDE_INDEX" check "$index" >check 2>&1 || fail "$name: lede-index check $index: $(tail -5 check)"
    done
}

# same NAME A B [--by-id]: equal content.
same() {
    "$LEDE_SAME" ${4:+"$4"} "$2" "$3" >differences 2>&1 || fail "$1: $(head -20 differences)"
}

# same_queries NAME A B: equal answers to a thousand random queries, put to libxapian itself; the docids must be equal too.
same_queries() {
    "$LEDE_SAME_QUERIES" "$2" "$3" >differences 2>&1 || fail "$1: $(head -20 differences)"
}

# same_answers NAME A B TOPICS
same_answers() {
    for unit in articles passages paragraphs sentences; do
        "$LEDE_QUERY" batch "$2" "$4" --unit "$unit" --limit 100 >run.a 2>err || fail "$1: $unit: $(cat err)"
        "$LEDE_QUERY" batch "$3" "$4" --unit "$unit" --limit 100 >run.b 2>err || fail "$1: $unit: $(cat err)"
        [ -s run.a ] || fail "$1: no answers ($unit)"
        cmp -s run.a run.b || fail "$1: other answers ($unit): $(diff run.a run.b | head -4)"
    done
}

# same_compact NAME A B: after compaction two tables are the same to the byte, but for the digits of the creation time. The records and the term lists are
# not: they were compressed by another encoder (what they hold is compared by same).
same_compact() {
    rm -rf compact.a compact.b
    xapian-compact -q "$2" compact.a >/dev/null 2>&1 || fail "$1: xapian-compact $2"
    xapian-compact -q "$3" compact.b >/dev/null 2>&1 || fail "$1: xapian-compact $3"
    for table in postlist position; do
        cmp -l "compact.a/$table.glass" "compact.b/$table.glass" >bytes 2>&1 || true
        allowed=0
        [ "$table" != postlist ] || allowed=14
        [ "$(wc -l <bytes)" -le "$allowed" ] || fail "$1: $table differs after xapian-compact: $(head -3 bytes)"
    done
    rm -rf compact.a compact.b
}

finish() {
    exit "$failed"
}
