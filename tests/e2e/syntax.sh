#!/bin/sh
# The query language from the command line: what each operator finds, mistakes with a caret, stages, batch, the time limit.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

cat >news.jsonl <<'END'
{"id":"aid","title":"Washington approves aid","text":"The U.S. aid will reach Kyiv in May, officials said. It includes F-16 spare parts.","date":"2024-04-20","source":"Reuters","lang":"en"}
{"id":"us","title":"Villagers wait","text":"They told us that nobody had come to their aid. They told us twice.","date":"2024-05-02","source":"AP","lang":"en"}
{"id":"jet","title":"Jets arrive","text":"The first F16 landed on Monday. Inflation was 2.5 percent.","date":"2024-08-04","source":"Reuters","lang":"en"}
{"id":"nato","title":"N.A.T.O. meets","text":"Ministers of the alliance met. The security pact was praised in the morning.\n\nKyiv was not there.","date":"2024-07-10","source":"AP","lang":"en"}
{"id":"defence","title":"Budget","text":"Defence spending rises by 2.5%. Zelenskiy thanked the allies for security. A pact is near.","date":"2024-07-11","source":"AP","lang":"en"}
{"id":"defense","title":"Spending","text":"Defense budgets grow, said Zelenskyy. NATO agreed.","date":"2024-07-12","source":"AP","lang":"en"}
END
{
    printf '{"id":"long","title":"Report","text":"The long report begins with the harbour.'
    i=0
    while [ $i -lt 150 ]; do
        printf ' Nothing much is said in sentence number %d of it.%s' $i "$([ $((i % 10)) -eq 9 ] && printf '\\n\\n')"
        i=$((i + 1))
    done
    printf ' It ends with the lighthouse.","lang":"en"}\n'
} >>news.jsonl
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1

# finds NAME "IDS IN ANY ORDER" QUERY [OPTION...]: the articles, all of them.
finds() {
    name=$1 ids=$2 query=$3
    shift 3
    "$LEDE_QUERY" search news.db --unit articles --format ids "$@" -- "$query" >out 2>err || true
    # shellcheck disable=SC2086
    if [ -n "$ids" ]; then printf '%s\n' $ids | sort; fi >wanted
    sort out | diff wanted - >&2 || fail "$name: $query ($(cat err))"
}

finds 'U.S. is not us' 'aid' '+U.S. aid' --thesaurus none
finds 'F-16 is F16' 'aid jet' '+F16'
finds 'F16 is F-16' 'aid jet' '+F-16'
finds 'N.A.T.O. is NATO' 'nato defense' '+NATO' --thesaurus none
finds 'NATO is N.A.T.O.' 'nato defense' '+N.A.T.O.' --thesaurus none
finds '2.5 percent' 'jet defence' '+2.5%'
finds 'shipped spellings' 'defence defense' '+defence'
finds 'shipped spellings, the other' 'defence defense' '+defense'
finds 'without them' 'defence' '+defence' --thesaurus none
finds 'shipped names' 'defence defense' '+Zelenskyy'
finds 'phrase' 'nato' '"security pact"'
finds 'a phrase is as written' '' '"security pacts"'
finds 'AND' 'nato defence' 'security AND pact' --thesaurus none
finds 'AND over segments of one article' 'long' 'harbour AND lighthouse'
finds 'NOT over segments of one article' '' 'harbour NOT lighthouse'
finds 'NOT' 'defence' '+pact -morning'
finds 'only NOT' 'us long' 'NOT (U.S. OR F16 OR ministers OR spending)'
finds 'OR' 'jet us' 'Monday OR villager'
finds 'words apart' 'nato defence' 'security w/5 pact'
finds 'words closer' 'nato' 'security w/1 pact'
finds 'too far apart' '' 'alliance w/3 pact'
finds 'in order' 'nato' 'security pre/1 pact'
finds 'not in this order' '' 'pact pre/5 security'
finds 'sentence' 'nato' 'praised w/s morning'
finds 'not one sentence' '' 'alliance w/s morning'
finds 'paragraph' 'nato' 'alliance w/p morning'
finds 'not one paragraph' '' 'morning w/p Kyiv'
finds 'at least' 'us' 'atleast2(told)'
finds 'pattern' 'nato us' 'mini* OR vill*rs'
finds 'misspelt' 'us' 'vilagers~'
finds 'title' 'defence' 'title:budget'
finds 'in:title' 'defence' 'in:title budgets'
finds 'lead' 'nato' 'lead:(Kyiv w/5 there)'
finds 'exact form' 'defense' '=budgets'
finds 'source and date' 'aid' 'source:reuters date:2024-04'
finds 'date alone' 'jet' 'date:2024-08..'
finds 'within a passage' 'nato' 'security AND praised' --within passage
finds 'literal' 'us aid' 'NOT AND told aid' --syntax literal

code 'a mistake' 2 "$LEDE_QUERY" search news.db '(pact w/5 aid'
says 'a mistake' '  (pact w/5 aid'
says 'a mistake' '  ^'
says 'a mistake' 'this parenthesis has no end: a ) was expected'
code 'a wrong field' 2 "$LEDE_QUERY" search news.db 'titel:pact'
says 'a wrong field' 'did you mean title:?'

code 'stages' 0 "$LEDE_QUERY" search news.db --show-parse --thesaurus none -- '+defence "security pact" -source:ap'
has 'stages' 'parsed    +defence "security pact" -source:ap'
has 'stages' 'condition (Zdefenc AND {security AND pact} AND NOT XSRCap)'
has 'stages' 'articles  0, by the index alone'
has 'stages' 'ranked by defenc secur pact'

code 'a passage shows the proximity' 0 "$LEDE_QUERY" search news.db --unit sentences --per-article 1 -f ids 'praised w/s pact'
has 'a passage shows the proximity' 'nato@31-76'
code 'marks' 0 "$LEDE_QUERY" search news.db --color always -n 1 '"security pact" OR =never'
has 'marks' '[1msecurity'

# Of a long article, the segment is shown that has the form that was asked for, though another one ranks better.
{
    printf '{"id":"long","text":"Forum, forum, forum.\\n\\n'
    awk 'BEGIN { for (p = 0; p < 30; p++) { for (w = 0; w < 60; w++) printf "filler "; printf "end.\\n\\n" } }'
    printf 'In the end two forums, of many people who came from everywhere to be there, were closed."}\n'
} >long.jsonl
"$LEDE_INDEX" update long.db long.jsonl >/dev/null 2>&1
for query in =forums '"forums"'; do
    code "$query" 0 "$LEDE_QUERY" search long.db --unit sentences --per-article 1 -f tsv "$query"
    has "$query" 'In the end two forums'
done

# What says the same counts as the word itself, what is only akin counts less, and both are found.
cat >akin.jsonl <<END
{"id":"akin","text":"Spanish Spanish Spanish boats."}
{"id":"same","text":"The Spania boats left."}
{"id":"typed","text":"The Spain boats left."}
END
"$LEDE_INDEX" update akin.db akin.jsonl >/dev/null 2>&1
echo 'Spain = Spania ~ Spanish' >akin.txt
finds_akin() {
    got=$("$LEDE_QUERY" search akin.db --unit articles -f ids --copies show --thesaurus akin.txt "$1" | tr '\n' ' ')
    [ "$got" = "$2" ] || fail "$1: $got, not $2"
}
finds_akin spain 'same typed akin '
finds_akin spanish 'akin same typed '

printf 'q1\tpact AND morning\nq2\tpact AND\nq3\tatleast2(told)\n' >queries.tsv
code 'batch' 0 "$LEDE_QUERY" batch news.db queries.tsv --syntax full --unit articles
has 'batch' 'q1 Q0 nato 1 '
has 'batch' 'q3 Q0 us 1 '
says 'batch' 'queries.tsv: line 2: qid q2: at byte 6, "AND": AND needs a word, a phrase or a group after it'

# A whole text for a query: what no operator is about has no limit.
printf 'q4\t"told us" %s\n' "$(printf 'word%d ' $(seq 200))" >long.tsv
code 'a long text' 0 "$LEDE_QUERY" batch news.db long.tsv --syntax full --unit articles
has 'a long text' 'q4 Q0 us 1 '
code 'many conditions' 2 "$LEDE_QUERY" search news.db "$(printf '+word%d ' $(seq 65))"
says 'many conditions' 'about 65 words, more than 64'

code 'limits' 2 "$LEDE_QUERY" search news.db "$(printf '(%.0s' $(seq 40))a"
says 'limits' 'nested deeper than 32 levels'
code 'time' 124 "$LEDE_QUERY" search news.db --timeout 0.0000001 'pact AND security'
says 'time' 'took longer'
exit $failed
