/* Which writer an update takes. */
#include "indexer/writer_choice.h"

#include "indexer/bulk/version.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

static char index_path[96];
static unsigned char other_magic[STORE_MAGIC_SIZE];

static void setup(void)
{
    make_directory();
    snprintf(index_path, sizeof index_path, "%s/db", path);
    memcpy(other_magic, version_magic(), sizeof other_magic);
    other_magic[STORE_MAGIC_SIZE - 1]++;
}

static enum status choose(enum writer_choice how, const unsigned char *magic, struct writer_target *out, struct error *err)
{
    const struct writer_wish wish = {.how = how, .index = index_path, .memory = 64 << 20, .jobs = 1, .magic = magic};
    *out = (struct writer_target){0};
    return writer_choose(&wish, out, err);
}

static void expect(enum writer_choice how, const unsigned char *magic, const char *writer, bool note)
{
    struct writer_target target;
    ASSERT_OK(choose(how, magic, &target, why));
    ck_assert_str_eq(target.writer->ops->name, writer);
    ck_assert_int_eq(target.note.text[0] != '\0', note);
    writer_target_release(&target);
}

START_TEST(the_library_makes_databases_of_our_version)
{
    unsigned char magic[STORE_MAGIC_SIZE];
    ASSERT_OK(store_library_magic(magic, why));
    ck_assert_mem_eq(magic, version_magic(), sizeof magic);
}
END_TEST

START_TEST(a_first_build_is_for_the_bulk_writer_and_the_rest_for_xapian)
{
    expect(WRITER_AUTO, NULL, "bulk", false);
    expect(WRITER_BULK, NULL, "bulk", false);
    expect(WRITER_XAPIAN, NULL, "xapian", false); /* which makes the index */
    expect(WRITER_AUTO, NULL, "xapian", false);
}
END_TEST

START_TEST(databases_of_another_version_are_left_to_the_library)
{
    struct writer_target target;
    struct error err = {0};
    ck_assert_int_eq(choose(WRITER_BULK, other_magic, &target, &err), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "another version"));
    writer_target_release(&target);
    ck_assert_int_ne(access(index_path, F_OK), 0);
    expect(WRITER_AUTO, other_magic, "xapian", true);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_library_makes_databases_of_our_version,
                                  a_first_build_is_for_the_bulk_writer_and_the_rest_for_xapian,
                                  databases_of_another_version_are_left_to_the_library};
    Suite *suite = suite_create("writer choice");
    TCase *tcase = tcase_create("writer choice");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, drop_directory);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
