#!/bin/sh
# The two writers on the Reuters stories, with and without temporary files: equal content, answers and tables. Needs ../shared.
set -eu
reuters=${LEDE_SHARED:-$LEDE_SOURCE/../shared}/collections/reuters21578
if [ ! -x "$reuters/jsonl.py" ]; then
    echo "skipped: $reuters is not there"
    exit 77
fi
. "$LEDE_SOURCE/tests/support/writers.sh"

python3 "$reuters/jsonl.py" >stories.jsonl
touch -d 2024-01-01T00:00:00Z stories.jsonl
# The words 2 to 5 of every sixtieth title.
sed -n 's/.*"title": "\([^"\\]*\)".*/\1/p' stories.jsonl | awk 'NR % 60 == 1 && NF > 4 { print $2, $3, $4, $5 }' >queries

build xapian xapian.db stories.jsonl
build bulk bulk.db stories.jsonl
sound "Reuters" bulk.db xapian.db
same "Reuters" bulk.db xapian.db
same_queries "Reuters" bulk.db xapian.db
same_answers "Reuters" bulk.db xapian.db queries
same_compact "Reuters" bulk.db xapian.db
build bulk spilled.db --memory 16M stories.jsonl
same_compact "Reuters, spilled" spilled.db xapian.db
cmp spilled.db/docdata.glass bulk.db/docdata.glass || fail "other records when spilled"
finish
