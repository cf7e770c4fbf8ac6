#!/bin/sh
# common/ knows neither program, the programs do not know each other, and C++ stays in the store.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

check 'common/ must not include the programs' grep -rnE '#include "(indexer|query)/' common
check 'indexer/ must not include query/' grep -rn '#include "query/' indexer
check 'query/ must not include indexer/' grep -rn '#include "indexer/' query
check 'programs must not include tests' grep -rn '#include "tests/' common indexer query
check 'Xapian is reached through common/store.h only' grep -rnE --include='*.[ch]' '#include <xapian' common indexer query
check 'C++ stays in common/store_*' find common indexer query \( -name '*.cc' -o -name '*.hh' -o -name '*.cpp' -o -name '*.hpp' \) \
    ! -path 'common/store_*'
check 'includes are written from the root of the tree' sh -c \
    "grep -rnE '#include \"' common indexer query tests --include='*.[ch]' --include='*.cc' --include='*.hh' |
     grep -vE '#include \"(common|indexer|query|tests)/'"

# The first include of analyse.c is common/analyse.h where there is one.
own_header_first() {
    find common indexer query -name '*.[ch]' | sort -r | awk '
        /\.h$/ { header[$0] = 1; next }
        {
            own = $0
            sub(/\.c$/, ".h", own)
            if (!(own in header)) next
            first = ""
            while ((getline line < $0) > 0) if (line ~ /^#include/) { first = line; break }
            close($0)
            if (first != "#include \"" own "\"") print
        }'
}
check 'a module includes its own header first' own_header_first
finish
