#!/bin/sh
# An update of an index with damaged blocks: it says that, and not to run it again, which cannot help.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"
. "$LEDE_SOURCE/tests/support/kill.sh"

make_stories 1 600 >a.jsonl
code "the index" 0 "$LEDE_INDEX" update whole.db a.jsonl
make_stories 1 600 pact >a.jsonl
for writer in bulk xapian; do
    for table in docdata termlist; do
        rm -rf index.db
        cp -r whole.db index.db
        # A leaf in the middle; the root, which is read when the index is opened, was written last.
        printf '\377\377\377\377\377\377\377\377\377\377\377\377' | dd of="index.db/$table.glass" bs=1 seek=$((5 * 8192 + 4)) conv=notrunc 2>dd.err
        code "$writer, $table" 3 "$LEDE_INDEX" update --writer "$writer" index.db a.jsonl
        says "$writer, $table" "are not (running it again does not help: make the index again): "
        says "$writer, $table" "damaged: "
        [ ! -e index.db.building ] || fail "$writer, $table: index.db.building is left"
    done
done
exit "$failed"
