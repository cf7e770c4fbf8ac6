#!/bin/sh
# The README's map names every module: common/date_parse.h is named by `date_parse` or, with its family, by `date`.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

grep -q '^## .*[Mm]ap' README.md 2>/dev/null || skip 'README.md has no map of the tree yet'

unnamed() {
    find common indexer query -name '*.h' | sort | while IFS= read -r header; do
        name=$(basename "$header" .h)
        while ! grep -qE "(^|[^[:alnum:]_])$name([^[:alnum:]_]|\$)" README.md; do
            case $name in
            *_*) name=${name%_*} ;;
            *)
                echo "$header"
                break
                ;;
            esac
        done
    done
}
check 'README.md does not name the module of' unnamed
finish
