/* Example values of FIPS 180-4's companion documents, and a length on each side of every padding limit: the binding to the library, against sha256sum's digests. */
#include "common/sha256.h"

#include "tests/support/suite.h"

#include <string.h>

static void check(struct view bytes, const char *wanted)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(bytes, hex);
    ck_assert_str_eq(hex, wanted);
}

START_TEST(gives_the_digests_of_the_standard)
{
    check(VIEW(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(VIEW("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check(VIEW("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
END_TEST

START_TEST(pads_every_length_right)
{
    char *a = mem_array(1000000, 1);
    memset(a, 'a', 1000000);
    check((struct view){a, 55}, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    check((struct view){a, 56}, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    check((struct view){a, 63}, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
    check((struct view){a, 64}, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    check((struct view){a, 65}, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0");
    check((struct view){a, 119}, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb");
    check((struct view){a, 120}, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c");
    check((struct view){a, 128}, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e");
    check((struct view){a, 1000000}, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(a);
}
END_TEST

int main(void)
{
    return run_suite("sha256", (const TTest *const[]){gives_the_digests_of_the_standard, pads_every_length_right, NULL});
}
