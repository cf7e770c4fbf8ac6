/* The folder that an index is built in: who may have it, what is removed from it, what it can become. */
#include "indexer/bulk/place.h"

#include "indexer/bulk/place_check.h"

#include "tests/support/store_fixture.h"
#include "tests/support/suite.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static void enter_directory(void)
{
    make_directory();
    ck_assert_int_eq(chdir(path), 0);
}

static void leave_directory(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    drop_directory();
}

START_TEST(only_nothing_and_an_empty_folder_of_its_own_are_free)
{
    ck_assert(place_is_free("new.db"));
    ck_assert(place_is_free("./new.db/"));
    ck_assert(!place_is_free("missing/new.db"));
    mkdir("empty", 0700);
    mkdir("full", 0700);
    touch("full/file", "");
    touch("file", "");
    ck_assert(place_is_free("empty"));
    ck_assert(!place_is_free("full"));
    ck_assert(!place_is_free("file"));
    ck_assert_int_eq(symlink("nowhere", "dangling"), 0);
    ck_assert_int_eq(symlink("empty", "link"), 0);
    ck_assert(!place_is_free("dangling"));
    ck_assert(place_is_free("link")); /* the folder that it leads to */
    ck_assert_int_eq(chdir("empty"), 0);
    ck_assert(!place_is_free("."));
    ck_assert(!place_is_free("../empty"));
    ck_assert(!place_is_free("/"));
    ck_assert(!place_is_free("/proc"));
}
END_TEST

START_TEST(the_folder_stands_beside_what_a_symbolic_link_leads_to)
{
    struct place_folder p;
    struct stat st;
    char real[128];
    mkdir("deep", 0755);
    mkdir("deep/empty", 0700);
    ck_assert_int_eq(symlink("deep/empty", "link"), 0);
    ASSERT_OK(place_open("link", NULL, &p, why));
    snprintf(real, sizeof real, "%s/deep/empty" PLACE_SUFFIX, path);
    ck_assert_str_eq(p.folder, real);
    ck_assert_int_eq(stat(p.folder, &st), 0);
    ck_assert_uint_eq(st.st_mode & 0777, 0700); /* as the folder whose place it takes */
    place_close(&p);
    ck_assert_int_ne(access(real, F_OK), 0);
}
END_TEST

START_TEST(a_folder_with_files_of_another_kind_is_left_alone)
{
    struct place_folder p;
    struct error err = {0};
    mkdir("db" PLACE_SUFFIX, 0700);
    touch("db" PLACE_SUFFIX "/letter.txt", "dear");
    touch("db" PLACE_SUFFIX "/postlist.glass", "x");
    ck_assert_int_eq(place_open("db", NULL, &p, &err), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "letter.txt"));
    ck_assert_int_eq(access("db" PLACE_SUFFIX "/letter.txt", F_OK), 0);
    ck_assert_int_eq(access("db" PLACE_SUFFIX "/postlist.glass", F_OK), 0);
    mkdir("elsewhere", 0700);
    touch("elsewhere/postlist.glass", "x");
    ck_assert_int_eq(symlink("elsewhere", "other" PLACE_SUFFIX), 0);
    ck_assert_int_eq(place_open("other", NULL, &p, &err), STATUS_USAGE);
    ck_assert_int_eq(access("elsewhere/postlist.glass", F_OK), 0);
}
END_TEST

START_TEST(what_a_killed_build_left_is_cleared)
{
    struct place_folder p;
    mkdir("db" PLACE_SUFFIX, 0700);
    touch("db" PLACE_SUFFIX "/terms.0.3", "x");
    touch("db" PLACE_SUFFIX "/lists.0.3", "x");
    touch("db" PLACE_SUFFIX "/records", "x");
    touch("db" PLACE_SUFFIX "/v.tmp", "x");
    ASSERT_OK(place_open("db", NULL, &p, why));
    ck_assert_int_eq(access("db" PLACE_SUFFIX "/records", F_OK), 0); /* it may be gone on with */
    place_empty(&p);
    ck_assert_int_ne(access("db" PLACE_SUFFIX "/terms.0.3", F_OK), 0);
    ck_assert_int_ne(access("db" PLACE_SUFFIX "/records", F_OK), 0);
    place_close(&p);
    ck_assert_int_ne(access("db" PLACE_SUFFIX, F_OK), 0);
}
END_TEST

START_TEST(leftovers_can_be_cleared_without_a_build)
{
    struct place_folder p;
    place_clear("db"); /* nothing is there */
    mkdir("db" PLACE_SUFFIX, 0700);
    touch("db" PLACE_SUFFIX "/terms.0.3", "x");
    touch("db" PLACE_SUFFIX "/flintlock", "");
    place_clear("db");
    ck_assert_int_ne(access("db" PLACE_SUFFIX, F_OK), 0);
    mkdir("db" PLACE_SUFFIX, 0700);
    touch("db" PLACE_SUFFIX "/letter.txt", "dear");
    place_clear("db");
    ck_assert_int_eq(access("db" PLACE_SUFFIX "/letter.txt", F_OK), 0);
    ck_assert_int_eq(unlink("db" PLACE_SUFFIX "/letter.txt"), 0);
    ASSERT_OK(place_open("db", NULL, &p, why));
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        place_clear("db"); /* a build is under way */
        _exit(access("db" PLACE_SUFFIX "/flintlock", F_OK) == 0 ? 0 : 1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    ck_assert_int_eq(status, 0);
    place_close(&p);
}
END_TEST

/* From here on this process meets `cause` in every system call of that number one of whose arguments has all bits of `bits`, as a file system that is full or
 * without locks would have it. False: the kernel does not allow that to be tried. */
static bool deny(unsigned call, unsigned argument, unsigned bits, unsigned cause)
{
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + argument * 8),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, bits),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, bits, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | cause),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog filter = {.len = sizeof program / sizeof *program, .filter = program};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/* Exit code 0: the folder could not be had for that cause, which was said, and nothing is left of it; 77: not tried. */
static void fail_to_open(unsigned call, unsigned argument, unsigned bits, unsigned cause)
{
    struct place_folder p;
    struct error err = {0};
    if (!deny(call, argument, bits, cause))
        _exit(77);
    bool told =
        place_open("db", NULL, &p, &err) == STATUS_IO && strstr(err.text, strerror((int)cause)) && strstr(err.text, "flintlock");
    if (!told)
        fprintf(stderr, "status %d: %s\n", err.status, err.text);
    _exit(!told || access("db" PLACE_SUFFIX, F_OK) == 0);
}

static int after_failing(unsigned call, unsigned argument, unsigned bits, unsigned cause)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        fail_to_open(call, argument, bits, cause);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

START_TEST(a_folder_that_cannot_be_locked_is_not_called_locked_and_goes_away)
{
    int no_locks = after_failing(SYS_fcntl, 1, F_SETLK, ENOLCK);
    ck_assert(no_locks == 0 || no_locks == 77);
    int no_room = after_failing(SYS_openat, 2, O_CREAT, ENOSPC);
    ck_assert(no_room == 0 || no_room == 77);
}
END_TEST

START_TEST(no_room_to_try_an_exchange_is_a_failure_not_a_wrong_place)
{
    struct place_folder p;
    struct error err = {0};
    mkdir("db", 0700);
    mkdir("db" PLACE_SUFFIX, 0700);
    mkdir("db" PLACE_SUFFIX "/exchange.b", 0700); /* so that no file of this name can be made */
    ck_assert_int_eq(place_open("db", "db", &p, &err), STATUS_IO);
    ck_assert_ptr_nonnull(strstr(err.text, "db" PLACE_SUFFIX "/exchange.b: cannot create: "));
}
END_TEST

START_TEST(what_came_to_stand_there_meanwhile_is_not_replaced)
{
    struct place_folder p;
    struct error err = {0};
    ASSERT_OK(place_open("db", NULL, &p, why));
    mkdir("db", 0700);
    touch("db/iamglass", "another index");
    ck_assert_int_eq(place_publish(&p, &err), STATUS_LOCKED);
    ck_assert_ptr_nonnull(strstr(err.text, "/db meanwhile"));
    place_close(&p);
    ck_assert_int_eq(access("db/iamglass", F_OK), 0);
    ck_assert_int_ne(access("db" PLACE_SUFFIX, F_OK), 0);
}
END_TEST

/* One of several that build in turn: whoever has the place is alone in it. Exit code 1: it was not. */
static void take_turns(void)
{
    enum { TURNS = 300 };
    for (int turn = 0; turn < TURNS;) {
        struct place_folder p;
        struct error err;
        enum status status = place_open("db", NULL, &p, &err);
        if (status == STATUS_LOCKED)
            continue;
        int mine = status ? -1 : open("db" PLACE_SUFFIX "/records", O_CREAT | O_EXCL | O_WRONLY, 0600);
        if (mine < 0) {
            fprintf(stderr, "turn %d: %s\n", turn, status ? err.text : strerror(errno));
            _exit(1);
        }
        close(mine);
        place_close(&p);
        turn++;
    }
    _exit(0);
}

START_TEST(two_builds_are_never_in_one_folder)
{
    enum { BUILDERS = 4 };
    pid_t children[BUILDERS];
    for (int i = 0; i < BUILDERS; i++) {
        children[i] = fork();
        ck_assert_int_ge(children[i], 0);
        if (children[i] == 0)
            take_turns();
    }
    for (int i = 0; i < BUILDERS; i++) {
        int status = 0;
        ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
        ck_assert_int_eq(status, 0);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {only_nothing_and_an_empty_folder_of_its_own_are_free,
                                  the_folder_stands_beside_what_a_symbolic_link_leads_to,
                                  a_folder_with_files_of_another_kind_is_left_alone,
                                  what_a_killed_build_left_is_cleared,
                                  a_folder_that_cannot_be_locked_is_not_called_locked_and_goes_away,
                                  no_room_to_try_an_exchange_is_a_failure_not_a_wrong_place,
                                  what_came_to_stand_there_meanwhile_is_not_replaced,
                                  two_builds_are_never_in_one_folder,
                                  leftovers_can_be_cleared_without_a_build};
    Suite *suite = suite_create("bulk place");
    TCase *tcase = tcase_create("bulk place");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, enter_directory, leave_directory);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
