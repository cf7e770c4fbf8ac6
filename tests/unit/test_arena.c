/* The arena of postings: what goes into its chains comes out, also where blocks are used a second time. */
#include "indexer/bulk/arena.h"

#include "tests/support/suite.h"

enum { CHAINS = 5000, ROUNDS = 300 };

static unsigned char byte_of(unsigned chain, unsigned round, unsigned run)
{
    return (unsigned char)(chain * 7 + round * 31 + run * 101);
}

/* Every chain grows by one to three bytes a round. */
static void fill(struct arena *a, struct chain *chains, unsigned run)
{
    memset(chains, 0, CHAINS * sizeof *chains);
    for (unsigned round = 0; round < ROUNDS; round++)
        for (unsigned i = 0; i < CHAINS; i++) {
            unsigned char bytes[8];
            memset(bytes, byte_of(i, round, run), sizeof bytes);
            arena_add_few(a, &chains[i], bytes, 1 + (i + round) % 3);
        }
}

static void check(const struct arena *a, const struct chain *chains, unsigned run)
{
    struct buf out = {0};
    for (unsigned i = 0; i < CHAINS; i++) {
        size_t at = 0, wrong = 0;
        buf_clear(&out);
        arena_read(a, &chains[i], &out);
        for (unsigned round = 0; round < ROUNDS; round++)
            for (unsigned k = 0; k < 1 + (i + round) % 3; k++, at++)
                wrong += at >= out.len || (unsigned char)out.data[at] != byte_of(i, round, run);
        ck_assert_uint_eq(wrong, 0);
        ck_assert_uint_eq(out.len, at);
    }
    buf_release(&out);
}

START_TEST(blocks_that_are_kept_serve_again)
{
    struct arena a;
    static struct chain chains[CHAINS];
    arena_init(&a);
    fill(&a, chains, 0);
    size_t full = arena_bytes(&a);
    ck_assert_uint_ge(full, 2 * ARENA_BLOCK);
    for (unsigned run = 1; run < 4; run++) {
        size_t keep = run * (size_t)ARENA_BLOCK; /* one block, two, three */
        arena_clear(&a, keep);
        ck_assert_uint_eq(arena_bytes(&a), 0);
        ck_assert_uint_eq(a.block_count * ARENA_BLOCK, keep < full ? keep : full);
        fill(&a, chains, run);
        check(&a, chains, run);
        ck_assert_uint_eq(arena_bytes(&a), full);
    }
    arena_release(&a);
}
END_TEST

START_TEST(waiting_blocks_are_given_back_and_those_in_use_are_not)
{
    struct arena a;
    static struct chain chains[CHAINS];
    arena_init(&a);
    fill(&a, chains, 0);
    arena_trim(&a);
    check(&a, chains, 0);
    arena_clear(&a, SIZE_MAX);
    ck_assert_uint_gt(a.block_count, 0);
    arena_trim(&a);
    ck_assert_uint_eq(a.block_count, 0);
    fill(&a, chains, 1);
    check(&a, chains, 1);
    arena_release(&a);
}
END_TEST

int main(void)
{
    return run_suite("arena", (const TTest *const[]){blocks_that_are_kept_serve_again,
                                                     waiting_blocks_are_given_back_and_those_in_use_are_not, NULL});
}
