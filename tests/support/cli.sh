# Sourced by e2e tests: a folder of their own, and what a command printed held against what it should. End with `exit $failed`.
# shellcheck disable=SC2034
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

# code NAME EXIT-CODE COMMAND...: output goes to out and err.
code() {
    name=$1 wanted=$2 got=0
    shift 2
    "$@" >out 2>err || got=$?
    [ "$got" -eq "$wanted" ] || fail "$name: exit $got, not $wanted ($(cat err))"
}

# same NAME: out is what stands in the file wanted.
same() {
    diff wanted out >&2 || fail "$1: other output"
}

# has NAME TEXT: a line of out has it, as it stands; hasnt: none has.
has() {
    grep -qF -e "$2" out || fail "$1: no '$2' in: $(cat out)"
}
hasnt() {
    if grep -qF -e "$2" out; then fail "$1: '$2' in: $(cat out)"; fi
}

# says NAME WORDS: stderr has these words.
says() {
    grep -qF -e "$2" err || fail "$1: stderr does not say '$2': $(cat err)"
}
