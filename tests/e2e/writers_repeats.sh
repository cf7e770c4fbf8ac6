#!/bin/sh
# Articles that say one word again and again: libxapian cannot read back some of them as it would store them itself. Either writer makes an index that is sound, stays so when
# articles go, and gives the same text back.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"

# repeat FIRST LAST: some of the records are a little longer than 8,192 bytes, or twice that.
repeat() {
    awk -v first="$1" -v last="$2" 'BEGIN {
        srand(7)
        for (i = first; i <= last; i++) {
            word = ""
            for (k = 20 + int(rand() * 30); k > 0; k--)
                word = word substr("abcdefghijklmnop", 1 + int(rand() * 16), 1)
            text = ""
            for (end = 8192 * (1 + (i % 4 == 0)) - 250 + int(rand() * 400); length(text) < end;)
                text = text word " "
            printf "{\"id\":\"r%d\",\"title\":\"%s\",\"text\":\"%s\"}\n", i, substr(word, 1, 1 + i % 9), substr(text, 1, end)
        }
    }'
}

mkdir news
repeat 1 2500 >news/a.jsonl
touch -d 2024-01-01T00:00:00Z news/a.jsonl
for how in bulk xapian; do
    build "$how" "$how.db" news
    sound "$how" "$how.db"
    seq -f r%.0f 1 25 2500 | while read -r id; do "$LEDE_INDEX" show "$how.db" "$id"; done >"$how.shown"
done
cmp -s bulk.shown xapian.shown || fail "the writers give other texts"
[ "$(grep -c '^id ' bulk.shown)" -eq 100 ] || fail "not all are shown"
repeat 1 5 >news/a.jsonl
touch -d 2024-01-02T00:00:00Z news/a.jsonl
for how in bulk xapian; do
    build xapian "$how.db" news
    grep -q 'deleted 2495' out || fail "$how: $(head -1 out)"
    sound "$how after deletions" "$how.db"
done
finish
