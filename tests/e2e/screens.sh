#!/bin/sh
# What a person sees: six screens of lede-query search at 80 and 120 columns, with and without colour, held against tests/data/screens. Times, scores and
# folders are masked, because they are no matter of looks. LEDE_REFRESH=1 writes the files anew: look at them before they go in.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
screens=$LEDE_SOURCE/tests/data/screens
cd "$work"
failed=0
XDG_CONFIG_HOME=$work/none
export XDG_CONFIG_HOME

pact='signed a ten-year security pact in Berlin on Friday, promising to consult each other within a day of any attack and to train ten thousand soldiers a year.'
cat >news.jsonl <<END
{"id":"ap-17","title":"Leaders sign security pact in Berlin","text":"The two leaders $pact The agreement names no troops.\n\nThe opposition called it late. Parliament votes on it in March.","date":"2024-02-17","source":"AP","place":"Berlin","lang":"en","author":"Ada Winter","tags":["defence","Ukraine"]}
{"id":"bbc-3","title":"Security pact: leaders meet in Berlin","text":"The two leaders $pact Officials expect more such pacts.","date":"2024-02-16","modified":"2024-02-18","source":"BBC","place":"Berlin","lang":"en","tags":["defence"]}
{"id":"wire-9","title":"Budget committee asks what a pact costs","text":"Members of the budget committee asked on Monday what the pact will cost. The ministry put the sum for training alone at 340 million euros a year.","date":"2024-03-04","source":"Wire","place":"Kyiv","lang":"en","url":"https://news.example/budget"}
{"id":"old-1","title":"Wool and tin","text":"A trade pact on wool and tin was renewed.","date":"2023-07-01","source":"AP","lang":"en"}
END
"$LEDE_INDEX" update news.db news.jsonl >/dev/null 2>&1

# screen NAME OPTIONS-AND-WORDS...
screen() {
    name=$1
    shift
    for width in 80 120; do
        for color in never always; do
            file=$name-$width-$color.txt
            "$LEDE_QUERY" search news.db --width $width --color $color "$@" >out 2>&1 || true
            sed -e 's/[0-9.]* ms/N ms/' -e "s,$work,/news,g" -e 's/score -\{0,1\}[0-9.]*/score N/' \
                -e 's/[0-9]*\.[0-9]\{4\}/N.NNNN/g' out >"$file"
            if [ "${LEDE_REFRESH:-0}" = 1 ]; then
                cp "$file" "$screens/$file"
            elif ! diff "$screens/$file" "$file" >&2; then
                echo "FAILED: $file differs; LEDE_REFRESH=1 writes it anew" >&2
                failed=1
            fi
        done
    done
}

screen plain security pact
screen facets -n 1 --facets source,place,topic,month pact
screen cite -n 1 --cite --context 1 security pact
screen explain -n 1 --explain security pact
screen group --group source --sort=-date --copies show pact
screen nothing zeppelin pcat

exit $failed
