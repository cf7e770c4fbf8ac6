#!/bin/sh
# The pages and scripts that the programs print of themselves are well-formed for those who read them.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for program in ${LEDE_INDEX:-} ${LEDE_QUERY:-}; do
    name=$(basename "$program")
    "$program" --man >"$work/$name.1"
    if command -v groff >/dev/null 2>&1; then
        check "groff warns of $name.1" sh -c "groff -ww -man -Tutf8 '$work/$name.1' 2>&1 >/dev/null"
        check "$name.1 lacks a section" sh -c "for section in NAME SYNOPSIS DESCRIPTION COMMANDS 'EXIT STATUS' ENVIRONMENT EXAMPLES 'SEE ALSO'; do
            grep -qx \".SH \$section\" '$work/$name.1' || echo \"\$section\"; done"
    fi
    if command -v man >/dev/null 2>&1; then
        check "man warns of $name.1" sh -c "MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -l '$work/$name.1' 2>&1 >/dev/null"
    fi
    for shell in bash zsh fish; do
        "$program" --completion "$shell" >"$work/$name.$shell"
        check "the completion of $name for $shell is empty" sh -c "[ -s '$work/$name.$shell' ] || echo '$shell'"
        if command -v "$shell" >/dev/null 2>&1; then
            check "$shell does not take the completion of $name" sh -c "'$shell' -n '$work/$name.$shell' 2>&1"
        else
            echo "$shell is not there: its completion of $name was not parsed" >&2
        fi
    done
    check "$name --help is wider than 80 columns" sh -c "'$program' --help | grep -E '^.{81}'"
done
if [ -n "${LEDE_QUERY:-}" ]; then
    "$LEDE_QUERY" syntax --format man >"$work/lede-syntax.7"
    if command -v groff >/dev/null 2>&1; then
        check 'groff warns of lede-syntax.7' sh -c "groff -ww -man -Tutf8 '$work/lede-syntax.7' 2>&1 >/dev/null"
    fi
    check 'lede-query syntax is wider than 80 columns' sh -c "COLUMNS=80 '$LEDE_QUERY' syntax | grep -E '^.{81}'"
fi
finish
