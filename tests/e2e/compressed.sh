#!/bin/sh
# Compressed files are read as what they hold: the same articles as from the plain ones. A file that breaks off is told, and what came before stays.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

mkdir plain packed
cp "$LEDE_SOURCE"/corpus/jsonl/*.jsonl "$LEDE_SOURCE"/corpus/txt/a*.txt "$LEDE_SOURCE"/corpus/html/s*.html plain
printf 'id,title,text\nrow,A row,"The treaty of\nthe south was read."\n' >plain/rows.csv
python3 - <<'END'
import bz2, gzip, lzma, os
for n, name in enumerate(sorted(os.listdir('plain'))):
    suffix, module = (('.gz', gzip), ('.bz2', bz2), ('.xz', lzma))[n % 3]
    with open('plain/' + name, 'rb') as plain, module.open('packed/' + name + suffix, 'wb') as packed:
        packed.write(plain.read())
END
code "plain" 0 "$LEDE_INDEX" update --quiet --strict plain.db plain
code "packed" 0 "$LEDE_INDEX" update --quiet --strict packed.db packed

# What is found, but for the ids that are made of file names.
answers() {
    "$LEDE_QUERY" search "$1" --format json --limit 100 "$2" >found
    python3 -c 'import json, sys
for r in json.load(open("found"))["results"]: print(r["score"], r["article"]["title"], r["article"]["date"], r["text"])'
}
for query in 'security pact' 'treaty of the south' 'Ukraine funding' 'Sweden alliance'; do
    answers plain.db "$query" >wanted
    answers packed.db "$query" >out
    same "$query"
done
grep -q . wanted || fail "nothing was found"

code "again" 0 "$LEDE_INDEX" update packed.db packed
has "again" "added 0, changed 0"

python3 - <<'END'
import gzip, json, random
r = random.Random(7)
words = ['w%d' % i for i in range(4000)]
lines = (json.dumps({'id': 'n%d' % i, 'title': 'Pact %d' % i, 'text': ' '.join(r.choices(words, k=40))}) for i in range(20000))
packed = gzip.compress('\n'.join(lines).encode())
open('cut.jsonl.gz', 'wb').write(packed[:len(packed) * 9 // 10])
END
code "a cut file" 65 "$LEDE_INDEX" update --strict cut.db cut.jsonl.gz
says "a cut file" "cut.jsonl.gz: cannot be decompressed: "
code "its first article" 0 "$LEDE_INDEX" show cut.db n0
exit "$failed"
