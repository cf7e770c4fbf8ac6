/* Run files: entries of any size come back as they were written, whole or in part; a file that was cut is said to be. */
#include "indexer/bulk/run_term.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

enum { ENTRIES = 60, MOST = 300000, PARTS = 3 };

static char name[96];
static char bytes[MOST + ENTRIES];
static uint64_t ends[ENTRIES]; /* of the entries in the file */

static void setup(void)
{
    make_directory();
    snprintf(name, sizeof name, "%s/run", path);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 31 + i / 251);
}

/* Lengths about the reader's buffer of 64 KB, and short ones. */
static size_t length_of(unsigned entry, unsigned part)
{
    static const size_t lengths[] = {0, 1, 3, 20, 127, 128, 5000, 65535, 65536, 65537, 70000, MOST};
    return lengths[(entry * 7 + part * 5 + entry * part) % (sizeof lengths / sizeof *lengths)];
}

static struct run_term entry_of(unsigned entry)
{
    struct view parts[PARTS];
    for (unsigned i = 0; i < PARTS; i++)
        parts[i] = (struct view){bytes + entry, length_of(entry, i)};
    bool has_positions = entry % 3 != 0;
    return (struct run_term){parts[0], parts[1], has_positions ? parts[2] : (struct view){0}, has_positions};
}

static void write_entries(void)
{
    struct run_writer *run = NULL;
    ASSERT_OK(run_create(name, &run, why));
    for (unsigned i = 0; i < ENTRIES; i++) {
        struct run_term term = entry_of(i);
        ASSERT_OK(run_term_write(run, &term, why));
        ends[i] = run_length(run);
    }
    ASSERT_OK(run_close(run, why));
}

/* What a reader finds that has such a use for the entries. */
static struct run_term as_read(struct run_term term, enum run_term_use use)
{
    if (use == RUN_TERM_DOCUMENTS)
        term.places.len = 0;
    if (use == RUN_TERM_WORDS && !term.has_positions)
        term.documents.len = 0;
    return term;
}

/* The entries up to the first that is not whole; returns how many, and what was said then. */
static unsigned read_entries(enum run_term_use use, enum status *status)
{
    struct run_reader *r = NULL;
    struct run_term got;
    struct error err = {0};
    unsigned count = 0;
    ASSERT_OK(run_open(name, &r, why));
    while (!(*status = run_term_read(r, use, &got, &err))) {
        struct run_term wanted = as_read(entry_of(count++), use);
        ck_assert(view_equal(got.name, wanted.name) && view_equal(got.documents, wanted.documents));
        ck_assert(view_equal(got.places, wanted.places) && got.has_positions == wanted.has_positions);
    }
    run_reader_free(r);
    return count;
}

START_TEST(entries_come_back_as_they_were)
{
    enum status status;
    write_entries();
    for (int use = RUN_TERM_ALL; use <= RUN_TERM_WORDS; use++) {
        ck_assert_uint_eq(read_entries((enum run_term_use)use, &status), ENTRIES);
        ck_assert_int_eq(status, STATUS_NOT_FOUND);
    }
}
END_TEST

START_TEST(a_file_that_was_cut_is_said_to_be)
{
    enum status status;
    write_entries();
    for (unsigned entry = ENTRIES; entry-- > 0;) {
        uint64_t first = entry ? ends[entry - 1] : 0;
        const uint64_t cuts[] = {ends[entry] - 1, first + (ends[entry] - first) / 2, first + 1, first};
        for (unsigned i = 0; i < sizeof cuts / sizeof *cuts; i++) {
            ck_assert_int_eq(truncate(name, (off_t)cuts[i]), 0);
            for (int use = RUN_TERM_ALL; use <= RUN_TERM_WORDS; use++) {
                ck_assert_uint_eq(read_entries((enum run_term_use)use, &status), entry);
                ck_assert_int_eq(status, cuts[i] == first ? STATUS_NOT_FOUND : STATUS_IO);
            }
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run");
    TCase *tcase = tcase_create("run");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, drop_directory);
    tcase_add_test(tcase, entries_come_back_as_they_were);
    tcase_add_test(tcase, a_file_that_was_cut_is_said_to_be);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
