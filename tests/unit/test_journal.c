/* The journal of a build: what is read of one that was cut or damaged anywhere. */
#include "indexer/bulk/journal.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char bytes[4096];
static size_t size;
static size_t seals[2]; /* where each ends */

static void journal_name(char out[128])
{
    snprintf(out, 128, "%s/%s", path, JOURNAL_NAME);
}

static size_t read_bytes(void)
{
    char name[128];
    journal_name(name);
    FILE *file = fopen(name, "rb");
    size_t got = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return got;
}

static void write_bytes(size_t count)
{
    char name[128];
    journal_name(name);
    FILE *file = fopen(name, "wb");
    ck_assert_uint_eq(fwrite(bytes, 1, count, file), count);
    fclose(file);
}

/* Two seals, and an entry behind them. */
static void setup(void)
{
    struct journal *j = NULL;
    make_directory();
    ASSERT_OK(journal_create(path, VIEW("settings"), &j, why));
    ASSERT_OK(journal_add(j, JOURNAL_NOTE, VIEW("first"), why));
    ASSERT_OK(journal_seal(j, VIEW("one"), why));
    seals[0] = read_bytes();
    ASSERT_OK(journal_add(j, JOURNAL_ARTICLE, VIEW("second"), why));
    ASSERT_OK(journal_seal(j, VIEW("two"), why));
    seals[1] = read_bytes();
    ASSERT_OK(journal_add(j, JOURNAL_NOTE, VIEW("third"), why));
    journal_close(j);
    size = read_bytes();
}

/* The payload of the last good seal; empty: none. */
static void expect_seal(const char *seal)
{
    struct journal_image image = {0};
    struct error err;
    enum status status = journal_read(path, VIEW("settings"), &image, &err);
    ck_assert_int_eq(status, *seal ? STATUS_OK : STATUS_NOT_FOUND);
    ck_assert(view_equal(image.seal, view_of(seal)));
    journal_image_release(&image);
}

START_TEST(a_journal_cut_anywhere_ends_at_its_last_seal)
{
    for (size_t cut = 0; cut <= size; cut++) {
        write_bytes(cut);
        expect_seal(cut >= seals[1] ? "two" : cut >= seals[0] ? "one" : "");
    }
}
END_TEST

START_TEST(a_damaged_byte_costs_what_comes_after_the_seal_before)
{
    for (size_t at = 0; at < seals[1]; at++) {
        struct journal_image image = {0};
        bytes[at] ^= 0x20;
        write_bytes(size);
        struct error err;
        enum status status = journal_read(path, VIEW("settings"), &image, &err);
        if (at >= seals[0])
            ck_assert(status == STATUS_OK && view_equal(image.seal, VIEW("one")));
        else
            ck_assert_int_ne(status, STATUS_OK);
        journal_image_release(&image);
        bytes[at] ^= 0x20;
    }
}
END_TEST

START_TEST(a_journal_is_gone_on_with_behind_its_last_seal)
{
    struct journal_image image = {0};
    struct journal *j = NULL;
    ASSERT_OK(journal_read(path, VIEW("settings"), &image, why));
    ASSERT_OK(journal_reopen(path, &image, &j, why));
    journal_image_release(&image);
    ASSERT_OK(journal_add(j, JOURNAL_METADATA, VIEW("fourth"), why));
    ASSERT_OK(journal_seal(j, VIEW("three"), why));
    journal_close(j);

    static const struct {
        enum journal_kind kind;
        const char *payload;
    } expected[] = {{JOURNAL_NOTE, "first"}, {JOURNAL_SEAL, "one"},        {JOURNAL_ARTICLE, "second"},
                    {JOURNAL_SEAL, "two"},   {JOURNAL_METADATA, "fourth"}, {JOURNAL_SEAL, "three"}};
    ASSERT_OK(journal_read(path, VIEW("settings"), &image, why));
    struct view rest = image.entries, payload;
    enum journal_kind kind;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        ck_assert(journal_next(&rest, &kind, &payload));
        ck_assert_int_eq(kind, expected[i].kind);
        ck_assert(view_equal(payload, view_of(expected[i].payload)));
    }
    ck_assert(!journal_next(&rest, &kind, &payload));
    journal_image_release(&image);
}
END_TEST

START_TEST(other_settings_are_told_from_no_journal)
{
    struct journal_image image = {0};
    struct error err = {0};
    char name[128];
    ck_assert_int_eq(journal_read(path, VIEW("other"), &image, &err), STATUS_CHANGED);
    journal_name(name);
    unlink(name);
    ck_assert_int_eq(journal_read(path, VIEW("settings"), &image, &err), STATUS_NOT_FOUND);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_journal_cut_anywhere_ends_at_its_last_seal,
                                  a_damaged_byte_costs_what_comes_after_the_seal_before,
                                  a_journal_is_gone_on_with_behind_its_last_seal, other_settings_are_told_from_no_journal};
    Suite *suite = suite_create("journal");
    TCase *tcase = tcase_create("journal");
    tcase_add_checked_fixture(tcase, setup, drop_directory);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
