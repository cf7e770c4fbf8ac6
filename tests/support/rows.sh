# Sourced by the tests of large CSV files.

# make_rows COUNT: CSV of about 2 KB a row. Texts are in quotes, with line ends, doubled quotes and what looks like rows in them; some rows have a quote that
# is not closed, some nothing to read, some no id.
make_rows() {
    awk -v count="$1" 'BEGIN {
        print "id,Title,Publication Date,Full Text"
        for (i = 1; i <= count; i++) {
            if (i % 50 == 0) printf "r%d,Stray %d,2024-01-01,\"the hall of café%d\n", i, i, i
            if (i % 70 == 0) print "empty" i ",,2024-01-01,"
            printf "%s,\"Report %d, on the \"\"treaty\"\"\",2024-01-%02d,\"Café of %d.\n\n", i % 9 ? "n" i : "", i, i % 28 + 1, i
            for (k = 0; k < 24; k++)
                printf "The \"\"treaty\"\" of town%d was read,\nto %d guests%d in the hall.%s", (i * 31 + k) % 97, i * 7 % 1000, (i * 13 + k * k) % 5003, k % 5 ? " " : "\nx1,no row,2024-01-01,not one\n"
            printf "\"\n"
        }
    }'
}
