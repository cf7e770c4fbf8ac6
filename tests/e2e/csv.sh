#!/bin/sh
# CSV files that come in parts: the index and what is said of them are those of the file in one piece, whatever --jobs and the writer.
set -eu
. "$LEDE_SOURCE/tests/support/writers.sh"
. "$LEDE_SOURCE/tests/support/rows.sh"

make_rows 1200 >rows
[ "$(wc -c <rows)" -gt 2100000 ] || fail "the file is not larger than some parts"

# index NAME JOBS WRITER: of the file rows.csv; what was found in it goes to NAME.told.
index() {
    touch -d 2024-01-01T00:00:00Z rows.csv
    "$LEDE_INDEX" update "$1.db" rows.csv --jobs "$2" --writer "$3" --json >out 2>err || fail "$1: exit $?: $(cat err)"
    grep -o '"added.*"files_read"\|"problems":.*' out >"$1.told"
    sound "$1" "$1.db"
}

# UTF-16 is read whole.
iconv -f UTF-8 -t UTF-16LE rows >rows.csv
index whole 2 bulk
grep -q '"line":' whole.told || fail "nothing was told of the rows: $(cat whole.told)"
[ "$("$LEDE_QUERY" search whole.db treaty --unit articles --limit 5000 --format ids | wc -l)" -eq 1200 ] || fail "not all rows are articles"

cp rows rows.csv
index one 1 bulk
index many 3 bulk
index xapian 2 xapian
{ printf '\357\273\277' && cat rows; } >rows.csv
index mark 2 bulk
iconv -f UTF-8 -t WINDOWS-1252 rows >rows.csv
index latin 2 bulk
sed 's/$/\r/' rows >rows.csv
index returns 2 bulk
for name in one many xapian mark latin returns; do
    "$LEDE_SAME" whole.db "$name.db" >differences 2>&1 || true
    grep -a -v -e '^metadata lede:file:' -e '^[01] differences' differences >others && fail "$name: $(head -5 others)"
    cmp -s whole.told "$name.told" || fail "$name: told otherwise: $(diff whole.told "$name.told" | cut -c 1-500)"
done

# A second update leaves it alone; a row more is one article more.
cp rows rows.csv
touch -d 2024-01-02T00:00:00Z rows.csv
"$LEDE_INDEX" update one.db rows.csv >out 2>err || fail "again: exit $?"
grep -q '^files: 0 read, 1 unchanged' out || fail "again: $(cat out)"
printf 'last,The last one,2024-02-01,"A\ntext"\n' >>rows.csv
"$LEDE_INDEX" update one.db rows.csv >out 2>err || fail "a row more: exit $?"
grep -q '^added 1, changed 0' out || fail "a row more: $(cat out)"

# What cannot be an article file is said once and costs nothing else. What must be read whole may not be so large.
sed 's/Title/Other/; s/Full Text/Something/' rows >rows.csv
"$LEDE_INDEX" update none.db rows.csv >out 2>err || fail "no names: exit $?"
[ "$(grep -c 'its first row names no column' err)" -eq 1 ] || fail "no names: $(cat err)"
printf '[%5000s' '' >large.json
printf '\377\376i\000' >wide.csv
truncate -s 300M large.json wide.csv
"$LEDE_INDEX" update large.db large.json wide.csv >out 2>err || fail "too large: exit $?"
grep -q 'large.json: is larger than 256 MB; convert it to JSON lines' err || fail "too large: $(cat err)"
grep -q 'wide.csv: is larger than 256 MB; convert it to UTF-8' err || fail "too large and wide: $(cat err)"
finish
