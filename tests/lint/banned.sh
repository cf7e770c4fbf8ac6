#!/bin/sh
# Functions and forms that the house does without: unbounded, hidden state, or dependent on the locale.
set -eu
. "$LEDE_SOURCE/tests/lint/lint.sh"

functions='strcpy|stpcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atoll|atof|rand|srand|random|system|popen|alloca|setlocale|tmpnam|mktemp|asctime|ctime|localtime|gmtime'
locale='isalpha|isalnum|isdigit|isspace|isupper|islower|ispunct|isprint|tolower|toupper|strcoll|wcstombs|mbstowcs'

# Lines of code that match, without comments and string literals.
code_lines() {
    find "$@" \( -name '*.[ch]' -o -name '*.cc' -o -name '*.hh' \) | sort | while IFS= read -r file; do
        sed -e 's/"\([^"\\]\|\\.\)*"/""/g' -e 's|//.*||' -e 's|/\*.*\*/||' -e '/^[[:space:]]*\/\*/,/\*\//d' "$file" |
            grep -nE "$pattern" | sed "s|^|$file:about |" || true
    done
}

pattern="(^|[^[:alnum:]_.>:])($functions)[[:space:]]*\\("
check 'banned function' code_lines common indexer query
pattern="(^|[^[:alnum:]_.>:])($locale)[[:space:]]*\\("
check 'depends on the locale' code_lines common indexer query
pattern='typedef[[:space:]]+(struct|union|enum)'
check 'no typedef on structs' code_lines common indexer query
check 'unfinished' grep -rnwE 'TODO|FIXME|XXX' common indexer query tests/unit tests/e2e scripts CMakeLists.txt
finish
