#!/bin/sh
# lede-query search --explain: the parts of every score add up to it, for 500 queries on the project's corpus; in text and JSON to the last digit.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
    echo "FAILED: $1" >&2
    failed=1
}

"$LEDE_INDEX" update news.db "$LEDE_SOURCE/corpus" >/dev/null 2>&1
"$LEDE_EXPLAINED" news.db 500 >out 2>&1 || fail "500 queries: $(cat out)"
tail -n 1 out

# JSON: decimals as printed, added as decimals.
"$LEDE_QUERY" search news.db --unit articles --explain --format json frozen Russian assets >explained.json
python3 - <<'END' || fail "the decimals of the JSON form"
import json
from decimal import Decimal

document = json.load(open("explained.json"), parse_float=Decimal)
assert document["results"]
kinds = set()
for result in document["results"]:
    explain = result["explain"]
    assert sum(part["value"] for part in explain["parts"]) == explain["score"], explain
    assert abs(explain["score"] - result["score"]) <= Decimal("5e-13"), (explain["score"], result["score"])
    kinds |= {part["part"] for part in explain["parts"]}
assert kinds == {"passage", "proximity", "article", "feedback"}, kinds
END

# Text: the lines add up to the score, and the parts of a line to the line.
"$LEDE_QUERY" search news.db --explain --recent 90d --date ..2025-01-01 --width 1000 Ukraine security agreement >explained.txt
python3 - <<'END' || fail "the decimals of the text form"
import re
from decimal import Decimal

total, checked, lines = Decimal(0), 0, []
for line in open("explained.txt"):  # long lines go on under their parts
    if re.match(r" {25,}\S", line) and lines:
        lines[-1] = lines[-1].rstrip("\n") + " " + line.strip()
    else:
        lines.append(line)
for line in lines:
    found = re.match(r"\s+([-+=]?)\s+(\d+\.\d{4})  (\w+)\s*(.*)", line)
    if not found or "score " in line:
        continue
    sign, value, kind, rest = found.groups()
    value = -Decimal(value) if sign == "-" else Decimal(value)
    if sign == "=":
        assert total == value, (total, line)
        total, checked = Decimal(0), checked + 1
        continue
    parts = [Decimal(number) for number in re.findall(r" (-?\d+\.\d{4})", rest)]
    assert not parts or sum(parts) == value, line
    total += value
assert checked == 10, checked
END

exit $failed
