# Sourced after writers.sh by the tests that kill a writer: stories, random moments, what must stand after a kill.
kills=${LEDE_KILLS:-30}
seed=${LEDE_KILL_SEED:-1}

# make_stories FIRST LAST [WORD]: JSON lines; the text of a story depends on its number and WORD alone.
make_stories() {
    awk -v first="$1" -v last="$2" -v word="${3:-treaty}" 'BEGIN {
        for (i = first; i <= last; i++) {
            printf "{\"id\":\"n%d\",\"title\":\"Report %d on the %s\",\"date\":\"2024-01-%02d\",\"text\":\"", i, i, word, i % 28 + 1
            for (k = 0; k < 12; k++)
                printf "The %s of town%d was read to %d guests%d in the hall. ", word, (i * 31 + k) % 97, i * 7 % 1000, (i * 13 + k * k) % 5003
            printf "\"}\n"
        }
    }'
}

# The seconds that a command takes.
seconds_of() {
    from=$(date +%s%N)
    "$@" >/dev/null 2>&1 || fail "$*: exit $?"
    echo "$from $(date +%s%N)" | awk '{ printf "%.3f", ($2 - $1) / 1e9 }'
}

# What stands at index.db after a kill: nothing, or one of the named indexes, whole.
stands() {
    [ -e index.db ] || {
        absent=$((absent + 1))
        return
    }
    for reference; do
        if "$LEDE_SAME" --by-id index.db "$reference" >differences 2>&1; then
            xapian-check index.db >check 2>&1 || fail "kill $n: xapian-check: $(tail -3 check)"
            whole=$((whole + 1))
            return
        fi
    done
    fail "kill $n: what stands is neither: $(head -3 differences)"
}

# Everything beside the index that a build could have left.
leftovers() {
    find . -maxdepth 1 -name 'index.db?*' | tr '\n' ' '
}

# kill_often PREPARE START: prepare, start, kill at a random moment, look; often. Then a run to the end, after which nothing is left over.
# The indexes that may stand: whole.db and, where it is there, old.db.
kill_often() {
    absent=0 whole=0 n=0 references=whole.db
    [ ! -e old.db ] || references="whole.db old.db"
    "$1"
    length=$(seconds_of "$2")
    awk -v n="$kills" -v seed="$seed" -v length_="$length" 'BEGIN { srand(seed); for (i = 0; i < n; i++) printf "%.3f\n", rand() * length_ * 1.05 }' >moments
    while read -r moment; do
        n=$((n + 1))
        "$1"
        "$2" >/dev/null 2>&1 &
        sleep "$moment"
        # The shell's child is a subshell; the program is its child, or the subshell itself.
        children=$(cat "/proc/$!/task/$!/children" 2>/dev/null || true)
        # shellcheck disable=SC2086 # several numbers
        kill -9 $children 2>/dev/null || true
        wait $! 2>/dev/null || true
        # shellcheck disable=SC2086 # several names
        stands $references
        [ -z "${3:-}" ] || "$3"
    done <moments
    "$1"
    "$2" || fail "the run after the kills: exit $?"
    stands whole.db
    [ -z "$(leftovers)" ] || fail "left over: $(leftovers)"
    sound "after the kills" index.db
    echo "$kills kills within $length seconds: $absent times nothing stood, $((whole - 1)) times an index"
}
