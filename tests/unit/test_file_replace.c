#include "common/file_replace.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <sys/stat.h>

static void in_folder(const char *name, char out[128])
{
    snprintf(out, 128, "%s/%s", path, name);
}

static void has_content(const char *file, const char *wanted)
{
    char content[64] = "";
    FILE *f = fopen(file, "r");
    ck_assert_ptr_nonnull(f);
    size_t got = fread(content, 1, sizeof content - 1, f);
    fclose(f);
    ck_assert_uint_eq(got, strlen(wanted));
    ck_assert_str_eq(content, wanted);
}

START_TEST(makes_and_replaces_a_file)
{
    char file[128];
    in_folder("state", file);
    ASSERT_OK(file_replace(file, VIEW("one"), why));
    has_content(file, "one");
    ck_assert_int_eq(chmod(file, 0600), 0);
    ASSERT_OK(file_replace(file, VIEW("two"), why));
    has_content(file, "two");
    struct stat info;
    ck_assert_int_eq(stat(file, &info), 0);
    ck_assert_uint_eq(info.st_mode & 0777, 0600);
}
END_TEST

START_TEST(keeps_a_symbolic_link)
{
    char file[128], link[128];
    struct stat info;
    in_folder("real", file);
    in_folder("link", link);
    touch("real", "old");
    ck_assert_int_eq(symlink("real", link), 0);
    ASSERT_OK(file_replace(link, VIEW("new"), why));
    has_content(file, "new");
    ck_assert_int_eq(lstat(link, &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
}
END_TEST

START_TEST(leaves_the_old_file_when_it_cannot_write)
{
    char file[128];
    struct error err = {0};
    in_folder("none/state", file);
    ck_assert_int_eq(file_replace(file, VIEW("x"), &err), STATUS_IO);
    ck_assert_ptr_nonnull(strstr(err.text, "none/state"));
    ck_assert_int_eq(file_replace(path, VIEW("x"), &err), STATUS_IO);
    ck_assert_ptr_nonnull(strstr(err.text, "is a directory"));
    ck_assert_int_eq(file_replace("/dev/full", VIEW("x"), &err), STATUS_IO);
    ASSERT_OK(file_replace("/dev/null", VIEW("x"), why));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {makes_and_replaces_a_file, keeps_a_symbolic_link, leaves_the_old_file_when_it_cannot_write, NULL};
    Suite *suite = suite_create("file_replace");
    suite_add_tcase(suite, store_tcase(tests));
    return run_built_suite(suite);
}
