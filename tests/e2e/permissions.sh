#!/bin/sh
# An index that this user may not write to, or not read all of: that is what is said, not that it is locked, damaged, or has no answer. root may do everything, so
# that it tries as nobody.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

nobody=
if [ "$(id -u)" -eq 0 ]; then
    nobody="setpriv --reuid=65534 --clear-groups"
    chmod 755 "$work"
fi
echo '{"id":"a","title":"Talks","text":"The treaty of the north was read in the hall."}' >a.jsonl
code "the index" 0 "$LEDE_INDEX" update index.db a.jsonl
chmod 755 index.db
chmod 444 index.db/*
[ -n "$nobody" ] || chmod 555 index.db

# The settings that the tests have may be in a folder that only root may enter.
# shellcheck disable=SC2086 # several words, or none
as_nobody() {
    XDG_CONFIG_HOME=$work/no-config $nobody "$@"
}

code "a reader" 0 as_nobody "$LEDE_QUERY" search index.db '"treaty of the north"'
code "an update" 74 as_nobody "$LEDE_INDEX" update --writer xapian index.db a.jsonl
says "an update" "index.db"
says "an update" "Permission denied"
code "a check" 74 as_nobody "$LEDE_INDEX" check index.db
says "a check" "cannot check index.db: "
says "a check" "Permission denied"
hasnt "a check" "damaged"
for table in docdata position postlist; do
    chmod 000 "index.db/$table.glass"
    code "$table" 74 as_nobody "$LEDE_QUERY" search index.db '"treaty of the north"'
    says "$table" "$table.glass"
    says "$table" "Permission denied"
    chmod 444 "index.db/$table.glass"
done
chmod 755 index.db

# A place where nothing can be made is named once. What an interrupted creation left is nobody's, but may not be cleared.
mkdir shut
chmod 555 shut
code "no place" 74 as_nobody "$LEDE_INDEX" update --writer xapian shut/new.db a.jsonl
printf 'lede-index: shut/new.db: mkdir failed (Permission denied)\n' >wanted
cp err out
same "no place"
code "no place for a bulk build" 74 as_nobody "$LEDE_INDEX" update --writer bulk shut/new.db a.jsonl
says "no place for a bulk build" "shut/new.db.building: cannot create: Permission denied"
mkdir begun.db
touch begun.db/flintlock begun.db/postlist.glass
chmod 444 begun.db/flintlock
code "a creation begun" 74 as_nobody "$LEDE_INDEX" update --writer xapian begun.db a.jsonl
says "a creation begun" "begun.db/flintlock: cannot be locked: Permission denied"

# Input that may not be read: what was named cannot be left out in silence, and what the index has of it stays; what is met in a folder is skipped.
mkdir mine shut.d in
chmod 777 mine
echo '{"id":"b","title":"Talks","text":"The treaty of the south."}' >open.jsonl
cp a.jsonl shut.jsonl
cp a.jsonl shut.d/a.jsonl
cp a.jsonl in/a.jsonl
code "a named file" 0 as_nobody "$LEDE_INDEX" update mine/index.db shut.jsonl open.jsonl
echo '{"id":"a","title":"Talks","text":"The treaty of the east."}' >shut.jsonl
chmod 000 shut.jsonl shut.d in/a.jsonl
for path in shut.jsonl shut.d; do
    code "$path" 65 as_nobody "$LEDE_INDEX" update mine/index.db "$path" open.jsonl
    says "$path" "skipped: $path: permission denied"
    says "$path" "lede-index: $path could not be read (permission denied); all the others are done"
    has "$path" "added 0, changed 0, unchanged 1, deleted 0, replaced 0, skipped 1"
    code "$path alone" 65 as_nobody "$LEDE_INDEX" update mine/none.db "$path"
    [ ! -e mine/none.db ] || fail "$path alone: an index of nothing was made"
done
code "the index" 0 as_nobody "$LEDE_QUERY" search mine/index.db '"treaty of the north"'
code "a folder" 0 as_nobody "$LEDE_INDEX" update mine/index.db in
says "a folder" "skipped: in/a.jsonl: "
chmod 755 shut.d
exit "$failed"
