/* What must hold when the machine fails: a full disc costs what was not committed and says so, a kill costs nothing that was
 * acknowledged. */
#include "common/store.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

static void limit_file_size(rlim_t bytes)
{
    struct rlimit limit;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void expect_sound(uint64_t segments)
{
    size_t problems = 99;
    struct buf report = {0};
    ck_assert_uint_eq(count_segments(), segments);
    ASSERT_OK(store_check(path, &problems, &report, why));
    ck_assert_msg(problems == 0, "%s", report.data);
    buf_release(&report);
}

/* Put articles first..last-1 and commit; the first failure ends it. */
static enum status write_batch(struct store_writer *w, int first, int last, struct error *err)
{
    static const struct store_term terms[] = {{.name = {"Zalpha", 6}, .wdf = 1}, {.name = {"Zbeta", 5}, .wdf = 2}};
    static const char data[512] = "text that will hardly be compressed away, or so";
    enum status status = STATUS_OK;
    for (int i = first; status == STATUS_OK && i < last; i++) {
        char id[16];
        snprintf(id, sizeof id, "Qn%d", i);
        struct store_document document = {.terms = terms, .term_count = 2, .data = {data, sizeof data}};
        status = store_writer_replace(w, view_of(id), &document, 1, err);
    }
    return status == STATUS_OK ? store_writer_commit(w, err) : status;
}

static const rlim_t limits[] = {1, 8192, 20000, 65536, 131072};

START_TEST(a_full_disc_costs_only_what_was_not_committed)
{
    signal(SIGXFSZ, SIG_IGN);
    struct store_writer *w = open_writer();
    struct error err = {0};
    ck_assert_int_eq(write_batch(w, 0, 100, &err), STATUS_OK);
    limit_file_size(limits[_i]);
    ck_assert_int_eq(write_batch(w, 100, 9000, &err), STATUS_IO);
    ck_assert_msg(strstr(err.text, path) && strstr(err.text, "nothing since the last commit was saved"), "%s", err.text);
    limit_file_size(RLIM_INFINITY); /* room again, but the handle stays given up */
    ck_assert_int_eq(store_writer_commit(w, &err), STATUS_IO);
    ck_assert_msg(strstr(err.text, "given up"), "%s", err.text);
    store_writer_close(w);
    expect_sound(100);
    w = open_writer();
    ck_assert_int_eq(write_batch(w, 100, 200, &err), STATUS_OK);
    store_writer_close(w);
    expect_sound(200);
}
END_TEST

START_TEST(no_room_for_a_new_index_is_told)
{
    signal(SIGXFSZ, SIG_IGN);
    limit_file_size(1);
    struct store_writer *w = NULL;
    struct error err = {0};
    ck_assert_int_eq(store_writer_open(path, true, "en", &w, &err), STATUS_IO);
    ck_assert_msg(strstr(err.text, path) != NULL, "%s", err.text);
    limit_file_size(RLIM_INFINITY);
    store_writer_close(open_writer());
    expect_sound(0);
}
END_TEST

enum { BATCH = 20, KILLS = 20 };

/* The child: commits batch after batch from `batch` on and acknowledges each by a byte. */
static _Noreturn void write_until_killed(int batch, int acknowledge)
{
    struct store_writer *w = NULL;
    struct error err;
    if (store_writer_open(path, true, "en", &w, &err) == STATUS_OK)
        for (; write_batch(w, batch * BATCH, (batch + 1) * BATCH, &err) == STATUS_OK; batch++)
            if (write(acknowledge, "x", 1) != 1)
                break;
    _exit(1);
}

/* Returns how many batches the child acknowledged before it was killed, `microseconds` after its first. */
static int run_and_kill(int batch, long microseconds)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        close(ends[0]);
        write_until_killed(batch, ends[1]);
    }
    close(ends[1]);
    char byte;
    int acknowledged = read(ends[0], &byte, 1) == 1;
    nanosleep(&(struct timespec){0, microseconds * 1000}, NULL);
    kill(child, SIGKILL);
    int how;
    waitpid(child, &how, 0);
    ck_assert_msg(WIFSIGNALED(how), "the writer ended by itself");
    while (read(ends[0], &byte, 1) == 1)
        acknowledged++;
    close(ends[0]);
    return acknowledged;
}

START_TEST(a_kill_loses_nothing_that_was_acknowledged)
{
    int committed = 0;
    for (int kill_number = 0; kill_number < KILLS; kill_number++) {
        committed += run_and_kill(committed, kill_number * 997 % 20000);
        uint64_t segments = count_segments();
        ck_assert_uint_eq(segments % BATCH, 0);
        ck_assert_uint_ge(segments, (uint64_t)committed * BATCH);
        ck_assert_uint_le(segments, (uint64_t)(committed + 1) * BATCH);
        committed = (int)(segments / BATCH);
    }
    ck_assert_int_gt(committed, 0);
    expect_sound((uint64_t)committed * BATCH);
}
END_TEST

int main(void)
{
    TCase *tcase =
        store_tcase((const TTest *const[]){no_room_for_a_new_index_is_told, a_kill_loses_nothing_that_was_acknowledged, NULL});
    tcase_add_loop_test(tcase, a_full_disc_costs_only_what_was_not_committed, 0, (int)(sizeof limits / sizeof *limits));
    Suite *suite = suite_create("store_fault");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
