# Sourced by the tests of golden files: compare what was found with what is written down, or, with LEDE_REFRESH set, write it down.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# golden FILE FOUND: ends the test.
golden() {
    if [ -n "${LEDE_REFRESH:-}" ]; then
        cp "$2" "$1"
        echo "written: $1"
        exit 0
    fi
    if ! diff -u "$1" "$2"; then
        echo "FAILED: $1 differs (- wanted, + found); where that is meant: LEDE_REFRESH=1 ctest -L rank" >&2
        exit 1
    fi
    exit 0
}
