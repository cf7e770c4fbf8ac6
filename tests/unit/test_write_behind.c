#include "indexer/bulk/write_behind.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

enum { WINDOWS = 7, TAIL = 5000, PATCH = 2048 };

static const size_t LENGTH = (size_t)WINDOWS * WINDOW_BYTES + TAIL;

/* No two windows hold the same. */
static unsigned char byte_at(size_t offset)
{
    return (unsigned char)(offset * 31 + offset / WINDOW_BYTES * 7 + offset / 251);
}

static const char *file_in(const char *folder)
{
    static char name[128];
    snprintf(name, sizeof name, "%s/table", folder);
    return name;
}

/* The window that begins at `offset`, full but for the last. */
static enum status give(struct write_behind *w, size_t offset, struct error *err)
{
    size_t len = LENGTH - offset < WINDOW_BYTES ? LENGTH - offset : WINDOW_BYTES;
    unsigned char *window = write_behind_window(w);
    for (size_t i = 0; i < len; i++)
        window[i] = byte_at(offset + i);
    return write_behind_flush(w, offset, len, err);
}

static void expect_file(const char *name, unsigned char (*expected)(size_t offset))
{
    FILE *file = fopen(name, "rb");
    ck_assert_ptr_nonnull(file);
    for (size_t i = 0; i < LENGTH; i++) {
        int c = getc(file);
        if (c != expected(i))
            ck_abort_msg("byte %zu of %s is %d, not %d", i, name, c, expected(i));
    }
    ck_assert_int_eq(getc(file), EOF);
    fclose(file);
}

static void write_and_compare(const char *folder)
{
    struct write_behind *w;
    ASSERT_OK(write_behind_create(file_in(folder), &w, why));
    for (size_t offset = 0; offset < LENGTH; offset += WINDOW_BYTES)
        ASSERT_OK(give(w, offset, why));
    ASSERT_OK(write_behind_finish(w, why));
    write_behind_free(w);
    expect_file(file_in(folder), byte_at);
}

START_TEST(the_file_holds_what_the_windows_held)
{
    make_directory();
    write_and_compare(path);
    remove_tree(path);
}
END_TEST

START_TEST(a_file_system_in_memory_will_do)
{
    snprintf(path, sizeof path, "/dev/shm/lede-store-XXXXXX");
    if (!mkdtemp(path)) {
        fprintf(stderr, "skipped: no /dev/shm\n");
        return;
    }
    write_and_compare(path);
    remove_tree(path);
}
END_TEST

/* At the beginning of each window, and once over the border of two. */
static bool is_patched(size_t offset)
{
    return offset < (size_t)WINDOWS * WINDOW_BYTES &&
           (offset % WINDOW_BYTES < PATCH || offset - (WINDOW_BYTES - PATCH / 2) < PATCH / 2);
}

static unsigned char patched_byte_at(size_t offset)
{
    return is_patched(offset) ? (unsigned char)~byte_at(offset) : byte_at(offset);
}

static void patch(struct write_behind *w, size_t offset)
{
    unsigned char bytes[PATCH];
    for (size_t i = 0; i < PATCH; i++)
        bytes[i] = (unsigned char)~byte_at(offset + i);
    ASSERT_OK(write_behind_patch(w, bytes, PATCH, offset, why));
}

/* Each right after its window was given away, when that may still be under way. */
START_TEST(a_patch_stays_though_its_window_is_under_way)
{
    make_directory();
    struct write_behind *w;
    ASSERT_OK(write_behind_create(file_in(path), &w, why));
    for (size_t offset = 0; offset < LENGTH; offset += WINDOW_BYTES) {
        ASSERT_OK(give(w, offset, why));
        if (LENGTH - offset >= WINDOW_BYTES)
            patch(w, offset);
        if (offset == WINDOW_BYTES)
            patch(w, WINDOW_BYTES - PATCH / 2);
    }
    ASSERT_OK(write_behind_finish(w, why));
    write_behind_free(w);
    expect_file(file_in(path), patched_byte_at);
    remove_tree(path);
}
END_TEST

START_TEST(a_failure_of_a_write_is_told_in_the_end)
{
    make_directory();
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {2 * WINDOW_BYTES, RLIM_INFINITY};
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    struct write_behind *w;
    struct error err = {0};
    ASSERT_OK(write_behind_create(file_in(path), &w, why));
    enum status status = STATUS_OK;
    for (size_t offset = 0; offset < LENGTH && !status; offset += WINDOW_BYTES)
        status = give(w, offset, &err);
    if (!status)
        status = write_behind_finish(w, &err);
    ck_assert_int_eq(status, STATUS_IO);
    ck_assert_msg(strstr(err.text, file_in(path)) && strstr(err.text, strerror(EFBIG)), "%s", err.text);
    write_behind_free(w);
    remove_tree(path);
}
END_TEST

START_TEST(what_is_there_is_not_written_over)
{
    make_directory();
    fclose(fopen(file_in(path), "w"));
    struct write_behind *w;
    struct error err = {0};
    ck_assert_int_eq(write_behind_create(file_in(path), &w, &err), STATUS_IO);
    ck_assert_msg(strstr(err.text, strerror(EEXIST)), "%s", err.text);
    remove_tree(path);
}
END_TEST

START_TEST(it_can_be_given_up_at_any_time)
{
    make_directory();
    struct write_behind *w;
    ASSERT_OK(write_behind_create(file_in(path), &w, why));
    ASSERT_OK(give(w, 0, why));
    write_behind_free(w);
    write_behind_free(NULL);
    remove_tree(path);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_file_holds_what_the_windows_held,
                                  a_file_system_in_memory_will_do,
                                  a_patch_stays_though_its_window_is_under_way,
                                  a_failure_of_a_write_is_told_in_the_end,
                                  what_is_there_is_not_written_over,
                                  it_can_be_given_up_at_any_time,
                                  NULL};
    return run_suite("write_behind", tests);
}
