#include "indexer/walk.h"

#include "tests/support/suite.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/lede-walk-XXXXXX";

static void enter_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
    (void)st;
    (void)kind;
    (void)place;
    return remove(path);
}

static void leave_folder(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static enum status log_file(void *context, const struct walk_file *file, struct error *err)
{
    (void)err;
    ck_assert_int_eq(file->path[0], '/');
    ck_assert_int_gt(file->mtime_ns, 0);
    buf_printf(context, "%s %llu\n", file->shown, (unsigned long long)file->size);
    return STATUS_OK;
}

static void log_skipped(void *context, const char *shown, const char *reason)
{
    buf_printf(context, "skipped %s: %s\n", shown, reason);
}

static void log_root(void *context, const char *path, bool is_folder)
{
    ck_assert_int_eq(path[0], '/');
    buf_add_text(context, is_folder ? "folder\n" : "file\n");
}

static enum status walk_to_log(const char *path, const char *exclude, struct buf *log, struct error *err)
{
    struct walk_events events = {log_file, log_skipped, log_root, log};
    buf_clear(log);
    return walk(path, exclude, &events, err);
}

START_TEST(files_come_sorted_and_hidden_ones_not_at_all)
{
    struct buf log = {0};
    struct error err;
    mkdir("n", 0700);
    mkdir("n/b", 0700);
    mkdir("n/.git", 0700);
    write_file("n/c.txt", "12");
    write_file("n/a.txt", "1");
    write_file("n/b/z", "");
    write_file("n/.git/x", "");
    write_file("n/.x", "");
    write_file("n/B", "123");
    ck_assert_int_eq(walk_to_log(".//n/", NULL, &log, &err), STATUS_OK);
    ck_assert_str_eq(log.data, "folder\nn/B 3\nn/a.txt 1\nn/b/z 0\nn/c.txt 2\n");
    ck_assert_int_eq(walk_to_log("n/c.txt", NULL, &log, &err), STATUS_OK);
    ck_assert_str_eq(log.data, "file\nn/c.txt 2\n");
    buf_release(&log);
}
END_TEST

START_TEST(what_is_no_file_is_skipped_with_its_reason)
{
    struct buf log = {0};
    struct error err;
    mkdir("n", 0700);
    mkdir("n/sub", 0700);
    mkfifo("n/fifo", 0600);
    write_file("n/sub/f", "x");
    ck_assert_int_eq(symlink("nowhere", "n/broken"), 0);
    ck_assert_int_eq(symlink("circle", "n/circle"), 0);
    ck_assert_int_eq(symlink("..", "n/sub/up"), 0);
    ck_assert_int_eq(symlink("sub/f", "n/link"), 0);
    ck_assert_int_eq(walk_to_log("n", NULL, &log, &err), STATUS_OK);
    ck_assert_str_eq(log.data,
                     "folder\nskipped n/broken: is a broken symbolic link\nskipped n/circle: symbolic links lead in a circle\n"
                     "skipped n/fifo: is a FIFO\nn/link 1\nn/sub/f 1\n"
                     "skipped n/sub/up: was walked before (a symbolic link leads there)\n");
    ck_assert_int_eq(walk_to_log("n/fifo", NULL, &log, &err), STATUS_INPUT);
    ck_assert_int_eq(walk_to_log("missing", NULL, &log, &err), STATUS_INPUT);
    ck_assert_str_eq(err.text, "no such file or folder");
    buf_release(&log);
}
END_TEST

START_TEST(an_index_that_is_being_built_is_no_input)
{
    struct buf log = {0};
    struct error err;
    mkdir("n", 0700);
    mkdir("n/i.db.building", 0700);
    write_file("n/i.db.building/records", "x");
    ck_assert_int_eq(walk_to_log("n", "n/i.db", &log, &err), STATUS_OK);
    ck_assert_str_eq(log.data, "folder\nskipped n/i.db.building: is the index itself\n");
    ck_assert_int_eq(walk_to_log("n/i.db.building", "n/i.db", &log, &err), STATUS_USAGE);
    buf_release(&log);
}
END_TEST

START_TEST(the_index_is_no_input)
{
    struct buf log = {0};
    struct error err;
    mkdir("n", 0700);
    mkdir("n/i.db", 0700);
    mkdir("n/i.db2", 0700);
    write_file("n/i.db/iamglass", "x");
    write_file("n/i.db2/f", "x");
    ck_assert_int_eq(symlink("n/i.db", "alias"), 0);
    ck_assert_int_eq(walk_to_log("n", "n/i.db", &log, &err), STATUS_OK);
    ck_assert_str_eq(log.data, "folder\nskipped n/i.db: is the index itself\nn/i.db2/f 1\n");
    ck_assert_int_eq(walk_to_log("n/i.db", "./n/i.db/", &log, &err), STATUS_USAGE);
    ck_assert_int_eq(walk_to_log("n/i.db/iamglass", "n/i.db", &log, &err), STATUS_USAGE);
    ck_assert_int_eq(walk_to_log("alias", "n/i.db", &log, &err), STATUS_USAGE);
    ck_assert_int_eq(walk_to_log("n", "alias", &log, &err), STATUS_OK);
    ck_assert_ptr_nonnull(strstr(log.data, "is the index itself"));
    ck_assert_int_eq(walk_to_log("n", "n/new.db", &log, &err), STATUS_OK);
    buf_release(&log);
}
END_TEST

START_TEST(a_folder_too_deep_is_reported_and_a_long_path_is_read)
{
    struct buf log = {0};
    struct buf path = {0};
    struct buf text = {0};
    struct error err;
    buf_add_text(&path, folder);
    /* 140 folders of 40 bytes: deeper than the limit, and beyond PATH_MAX long before. */
    for (int i = 0; i < 140; i++) {
        ck_assert_int_eq(mkdir("d234567890123456789012345678901234567890", 0700), 0);
        ck_assert_int_eq(chdir("d234567890123456789012345678901234567890"), 0);
        buf_add_text(&path, "/d234567890123456789012345678901234567890");
        if (i == 120) {
            write_file("f.txt", "deep");
            buf_add_text(&log, path.data);
        }
    }
    buf_add_text(&log, "/f.txt");
    ck_assert_int_eq(walk_read_file(log.data, 100, &text, &err), STATUS_OK);
    ck_assert_str_eq(text.data, "deep");
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(walk_to_log(".", NULL, &log, &err), STATUS_OK);
    ck_assert_ptr_nonnull(strstr(log.data, "f.txt 4\n"));
    ck_assert_ptr_nonnull(strstr(log.data, ": lies deeper than 128 folders\n"));
    buf_release(&log);
    buf_release(&path);
    buf_release(&text);
}
END_TEST

static enum status stop(void *context, const struct walk_file *file, struct error *err)
{
    (void)file;
    ++*(int *)context;
    return error_set(err, STATUS_INTERRUPTED, "stopped");
}

START_TEST(a_callback_can_stop_the_walk)
{
    int calls = 0;
    struct walk_events events = {stop, NULL, NULL, &calls};
    struct error err;
    write_file("a", "");
    write_file("b", "");
    ck_assert_int_eq(walk(".", NULL, &events, &err), STATUS_INTERRUPTED);
    ck_assert_int_eq(calls, 1);
}
END_TEST

START_TEST(files_are_read_whole_or_refused)
{
    struct buf out = {0};
    struct error err;
    write_file("f", "hello");
    write_file("empty", "");
    mkfifo("fifo", 0600);
    mkdir("dir", 0700);
    ck_assert_int_eq(walk_read_file("f", 5, &out, &err), STATUS_OK);
    ck_assert_str_eq(out.data, "hello");
    ck_assert_int_eq(walk_read_file("empty", 5, &out, &err), STATUS_OK);
    ck_assert_uint_eq(out.len, 0);
    ck_assert_int_eq(walk_read_file("f", 4, &out, &err), STATUS_INPUT);
    ck_assert_str_eq(err.text, "has 5 bytes, more than the 4 that are read of one file");
    ck_assert_int_eq(walk_read_file("fifo", 100, &out, &err), STATUS_INPUT);
    ck_assert_int_eq(walk_read_file("dir", 100, &out, &err), STATUS_INPUT);
    ck_assert_int_eq(walk_read_file("/dev/zero", 100, &out, &err), STATUS_INPUT);
    ck_assert_int_eq(walk_read_file("missing", 100, &out, &err), STATUS_INPUT);
    ck_assert_str_eq(err.text, "no such file or folder");
    buf_release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("walk");
    TCase *tcase = tcase_create("walk");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, enter_folder, leave_folder);
    tcase_add_test(tcase, files_come_sorted_and_hidden_ones_not_at_all);
    tcase_add_test(tcase, what_is_no_file_is_skipped_with_its_reason);
    tcase_add_test(tcase, the_index_is_no_input);
    tcase_add_test(tcase, an_index_that_is_being_built_is_no_input);
    tcase_add_test(tcase, a_folder_too_deep_is_reported_and_a_long_path_is_read);
    tcase_add_test(tcase, a_callback_can_stop_the_walk);
    tcase_add_test(tcase, files_are_read_whole_or_refused);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
