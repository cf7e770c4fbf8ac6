#include "common/bits.h"

#include "tests/support/suite.h"

START_TEST(bits_are_counted)
{
    ck_assert_uint_eq(bits_count(0), 0);
    ck_assert_uint_eq(bits_count(UINT64_MAX), 64);
    for (unsigned i = 0; i < 64; i++) {
        ck_assert_uint_eq(bits_count(UINT64_C(1) << i), 1);
        ck_assert_uint_eq(bits_count((UINT64_C(1) << i) - 1), i);
    }
    uint64_t word = 1;
    for (int i = 0; i < 1000; i++) {
        unsigned count = 0;
        for (uint64_t left = word; left; left &= left - 1)
            count++;
        ck_assert_uint_eq(bits_count(word), count);
        word = word * UINT64_C(6364136223846793005) + 1442695040888963407U;
    }
}
END_TEST

START_TEST(eight_bytes_are_read_with_the_first_one_lowest)
{
    static const unsigned char bytes[] = {0, 1, 2, 3, 4, 5, 6, 7, 0xFF};
    ck_assert_uint_eq(bits_le64(bytes), UINT64_C(0x0706050403020100));
    ck_assert_uint_eq(bits_le64(bytes + 1), UINT64_C(0xFF07060504030201));
}
END_TEST

int main(void)
{
    return run_suite("bits", (const TTest *const[]){bits_are_counted, eight_bytes_are_read_with_the_first_one_lowest, NULL});
}
