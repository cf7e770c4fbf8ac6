#!/bin/sh
# The form of files: at most 300 lines, guarded headers, sources named in CMake by name.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

# Files that may be longer, each with its reason. Empty, and to be kept so.
exceptions=''

sources() {
    find common indexer query tests scripts .ci -type f \
        \( -name '*.[ch]' -o -name '*.cc' -o -name '*.hh' -o -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt -o -path 'scripts/*' \
        -o -path '.ci/*' \) | sort
}

too_long() {
    sources | while IFS= read -r file; do
        lines=$(wc -l <"$file")
        case " $exceptions " in *" $file "*) continue ;; esac
        [ "$lines" -le 300 ] || echo "$file has $lines"
    done
}

# common/buf.h is guarded by LEDE_COMMON_BUF_H.
wrong_guard() {
    find common indexer query tests \( -name '*.h' -o -name '*.hh' \) | sort | while IFS= read -r file; do
        guard=LEDE_$(printf '%s' "$file" | tr 'a-z/.' 'A-Z__')
        if ! grep -qx "#ifndef $guard" "$file" || ! grep -qx "#define $guard" "$file"; then
            echo "$file: $guard"
        fi
    done
}

not_in_cmake() {
    for part in common indexer query; do
        find "$part" \( -name '*.c' -o -name '*.cc' \) | sort | while IFS= read -r file; do
            grep -qw -- "${file#"$part"/}" "$part/CMakeLists.txt" || echo "$file"
        done
    done
}

no_opening_comment() {
    find common indexer query \( -name '*.h' -o -name '*.hh' \) | sort | while IFS= read -r file; do
        head -n 1 "$file" | grep -q '^/\*' || echo "$file"
    done
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
