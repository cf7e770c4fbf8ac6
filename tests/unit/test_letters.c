/* The deflate streams of term lists: every inflater must read them, whatever bytes stand in the list. */
#include "indexer/bulk/deflate.h"
#include "indexer/bulk/letters.h"

#include "tests/support/suite.h"

#include <string.h>
#include <zlib.h>

enum { LONGEST = 100000 };

static unsigned char bytes[LONGEST];
static struct letters letters;

static size_t inflate_whole(struct view stream, unsigned char *out, size_t room)
{
    z_stream z = {
        .next_in = (unsigned char *)(uintptr_t)stream.ptr, .avail_in = (uInt)stream.len, .next_out = out, .avail_out = (uInt)room};
    ck_assert_int_eq(inflateInit2(&z, -15), Z_OK);
    ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(z.avail_in, 0);
    inflateEnd(&z);
    return z.total_out;
}

static void check(size_t len)
{
    static unsigned char back[LONGEST + 1];
    struct buf out = {0};
    buf_add_text(&out, "before");
    letters_add(&letters, (struct view){(const char *)bytes, len}, &out);
    ck_assert_uint_eq(inflate_whole(view_sub(view_of_buf(&out), 6, out.len), back, sizeof back), len);
    ck_assert_int_eq(memcmp(back, bytes, len), 0);
    ck_assert_int_eq(memcmp(out.data, "before", 6), 0);
    buf_release(&out);
}

START_TEST(the_code_is_complete)
{
    unsigned sum = 0; /* of 2^-length, in units of 2^-15 */
    for (size_t i = 0; i < LETTERS; i++) {
        ck_assert_uint_ge(letters.entries[i] & 0xFF, 1);
        sum += 1U << (15 - (letters.entries[i] & 0xFF));
    }
    ck_assert_uint_eq(sum, 1U << 15);
    ck_assert_uint_lt(letters.header.bits, 8 * HUFFMAN_HEADER);
}
END_TEST

START_TEST(every_byte_comes_back)
{
    for (size_t i = 0; i < LONGEST; i++)
        bytes[i] = (unsigned char)(i * 167 + i / 256);
    for (size_t len = 0; len < 600; len++)
        check(len);
    check(LONGEST);
}
END_TEST

START_TEST(the_longest_codes_in_a_row_fit)
{
    memset(bytes, 127, LONGEST); /* 14 bits each */
    for (size_t len = 0; len < 100; len++)
        check(len);
}
END_TEST

START_TEST(a_list_that_would_grow_stays_raw)
{
    struct deflater *d = deflater_new();
    struct buf out = {0};
    memset(bytes, 200, 5000);
    ck_assert(!deflater_add_terms(d, (struct view){(const char *)bytes, 5000}, &out));
    ck_assert_uint_eq(out.len, 5000);
    ck_assert_int_eq(memcmp(out.data, bytes, 5000), 0);
    memset(bytes, 'e', 5000);
    buf_clear(&out);
    ck_assert(deflater_add_terms(d, (struct view){(const char *)bytes, 5000}, &out));
    ck_assert_uint_lt(out.len, 4000);
    buf_release(&out);
    deflater_free(d);
}
END_TEST

int main(void)
{
    letters_init(&letters);
    const TTest *const tests[] = {the_code_is_complete, every_byte_comes_back, the_longest_codes_in_a_row_fit,
                                  a_list_that_would_grow_stays_raw, NULL};
    return run_suite("letters", tests);
}
