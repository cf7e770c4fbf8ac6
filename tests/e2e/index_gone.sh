#!/bin/sh
# The folder of an index is removed while an update writes to it: reading or writing failed, as it is said; the index is not called damaged.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

echo '{"id":"a","title":"Talks","text":"The treaty was read."}' >a.jsonl
code "the index" 0 "$LEDE_INDEX" update index.db a.jsonl
mkfifo wire
"$LEDE_INDEX" update --writer xapian --quiet index.db - <wire 2>err &
exec 9>wire
until [ -e "/proc/$!/fd" ] && find "/proc/$!/fd" -lname '*/index.db/postlist.glass' 2>/dev/null | grep -q .; do
    kill -0 $! 2>/dev/null || break
    sleep 0.02
done
rm -r index.db
echo '{"id":"b","title":"Talks","text":"The treaty was signed."}' >&9
exec 9>&-
got=0
wait $! || got=$?
[ "$got" -eq 74 ] || fail "exit $got, not 74: $(cat err)"
says "the update" "No such file or directory"
if grep -q damaged err; then fail "damaged: $(cat err)"; fi
exit "$failed"
