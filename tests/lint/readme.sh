#!/bin/sh
# The README's map names every module: common/date_parse.h is named by `date_parse` or, with its family, by `date`. It says what
# each library that scripts/deps names in one line with libxapian-dev is for.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

grep -q '^## .*[Mm]ap' README.md 2>/dev/null || skip 'README.md has no map of the tree yet'

unnamed() {
    find common indexer query -name '*.h' | sort | awk '
        NR == FNR { gsub(/[^[:alnum:]_]+/, " "); n = split($0, words, " "); for (i = 1; i <= n; i++) named[words[i]] = 1; next }
        {
            name = $0
            gsub(/.*\/|\.h$/, "", name)
            while (!(name in named) && sub(/_[^_]*$/, "", name)) {}
            if (!(name in named)) print
        }' README.md -
}
check 'README.md does not name the module of' unnamed

unexplained() {
    grep '^ *libxapian-dev' scripts/deps | grep -o '[a-z0-9]*-dev' | sed 's/-dev$//; s/^lib//; s/1g$//' |
        while read -r library; do
            grep -qi "^| [^|]*$library" README.md || echo "$library"
        done
}
check 'README.md does not say what this library is for' unexplained
finish
