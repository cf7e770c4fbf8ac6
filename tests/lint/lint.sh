# Sourced by every lint test: where the source is, how a fault is reported, how a test ends.
cd "$LEDE_SOURCE" || exit 2
faults=0

# Every line of standard input is a fault; $1 says what rule it breaks.
report() {
    while IFS= read -r line; do
        echo "$1: $line"
    done
}

# Run as `check RULE command...`: whatever the command prints breaks the rule.
check() {
    rule=$1
    shift
    found=$("$@" || true)
    if [ -n "$found" ]; then
        printf '%s\n' "$found" | report "$rule"
        faults=1
    fi
}

skip() {
    echo "skipped: $1"
    exit 77
}

finish() {
    exit "$faults"
}
