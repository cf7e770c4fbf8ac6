#!/bin/sh
# The form of files: at most 300 lines, guarded headers, sources named in CMake by name.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

# Run an awk program over the files named on standard input, one a line. ARGV is theirs in END, where empty files are met too.
over() {
    sort | xargs -d '\n' awk "$1"
}

too_long() {
    find common indexer query tests scripts .ci -type f \
        \( -name '*.[ch]' -o -name '*.cc' -o -name '*.hh' -o -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt -o -path 'scripts/*' \
        -o -path '.ci/*' \) | over '
            { lines[FILENAME] = FNR }
            END { for (i = 1; i < ARGC; i++) if (lines[ARGV[i]] > 300) print ARGV[i] " has " lines[ARGV[i]] }'
}

# common/buf.h is guarded by LEDE_COMMON_BUF_H.
# shellcheck disable=SC2016 # $0 is awk's
wrong_guard() {
    find common indexer query tests \( -name '*.h' -o -name '*.hh' \) | over '
        function guard(file) { gsub(/[\/.]/, "_", file); return "LEDE_" toupper(file) }
        $0 == "#ifndef " guard(FILENAME) { asked[FILENAME] = 1 }
        $0 == "#define " guard(FILENAME) { defined[FILENAME] = 1 }
        END {
            for (i = 1; i < ARGC; i++)
                if (!asked[ARGV[i]] || !defined[ARGV[i]]) print ARGV[i] ": " guard(ARGV[i])
        }'
}

not_in_cmake() {
    for part in common indexer query; do
        find "$part" \( -name '*.c' -o -name '*.cc' \) | sort | awk -v part="$part" -F '[ ()]+' '
            NR == FNR { for (i = 1; i <= NF; i++) named[part "/" $i] = 1; next }
            !named[$0]' "$part/CMakeLists.txt" -
    done
}

no_opening_comment() {
    find common indexer query \( -name '*.h' -o -name '*.hh' \) | over '
        FNR == 1 && /^\/\*/ { opened[FILENAME] = 1 }
        END { for (i = 1; i < ARGC; i++) if (!opened[ARGV[i]]) print ARGV[i] }'
}

check 'at most 300 lines' too_long
check 'header guard' wrong_guard
check 'source is not in CMakeLists.txt' not_in_cmake
check 'a header opens with its job' no_opening_comment
globbed() {
    grep -rniE --include=CMakeLists.txt --include='*.cmake' 'file[[:space:]]*\([[:space:]]*GLOB' CMakeLists.txt common indexer query \
        tests scripts | grep -v '/data/'
}
check 'sources are named, not globbed (seeds under data/ may be)' globbed
check 'tabs or spaces at the end of a line' grep -rnE --include='*.[ch]' --include='*.cc' --include='*.hh' --include='*.sh' \
    '[[:space:]]+$' common indexer query tests
finish
