#!/bin/sh
# Functions and forms that the house does without: unbounded, hidden state, or dependent on the locale.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"
code=$(mktemp)
trap 'rm -f "$code"' EXIT

functions='strcpy|stpcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atoll|atof|rand|srand|random|system|popen|alloca|setlocale|tmpnam|mktemp|asctime|ctime|localtime|gmtime'
locale='isalpha|isalnum|isdigit|isspace|isupper|islower|ispunct|isprint|tolower|toupper|strcoll|wcstombs|mbstowcs'

# Every line of code as "FILE:LINE: CODE", without comments and string literals.
find common indexer query \( -name '*.[ch]' -o -name '*.cc' -o -name '*.hh' \) -exec awk '
    FNR == 1 { comment = 0 }
    comment { comment = !/\*\//; next }
    {
        gsub(/"([^"\\]|\\.)*"/, "\"\"")
        sub(/\/\/.*/, "")
        sub(/\/\*.*\*\//, "")
    }
    /^[[:space:]]*\/\*/ { comment = 1; next }
    /[^[:space:]]/ { print FILENAME ":" FNR ": " $0 }' {} + | sort -t : -k 1,1 -k 2,2n >"$code"

check 'banned function' grep -E "(^|[^[:alnum:]_.>:])($functions)[[:space:]]*\\(" "$code"
check 'depends on the locale' grep -E "(^|[^[:alnum:]_.>:])($locale)[[:space:]]*\\(" "$code"
check 'no typedef on structs' grep -E 'typedef[[:space:]]+(struct|union|enum)' "$code"
check 'unfinished' grep -rnwE 'TODO|FIXME|XXX' common indexer query tests/unit tests/e2e scripts CMakeLists.txt
finish
