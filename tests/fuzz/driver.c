/* Runs a fuzz target without libFuzzer: FILE... are replayed one by one; with -m N each is also replayed N times with random
 * (but always the same) changes, so that every ctest run goes a little beyond the seeds. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 1 << 20 };

struct input {
    uint8_t *bytes;
    size_t len;
};

static int read_input(const char *path, struct input *in)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        return -1;
    }
    in->len = fread(in->bytes, 1, INPUT_MAX, f);
    fclose(f);
    return 0;
}

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Change, take out or repeat a few bytes. */
static void mutate(struct input *in, uint64_t *state)
{
    for (uint32_t times = next_random(state) % 4 + 1; times > 0 && in->len > 1; times--) {
        size_t at = next_random(state) % in->len;
        size_t run = next_random(state) % 8 + 1;
        if (run > in->len - at)
            run = in->len - at;
        switch (next_random(state) % 4) {
        case 0:
            in->bytes[at] = (uint8_t)next_random(state);
            break;
        case 1:
            in->bytes[at] = in->bytes[next_random(state) % in->len];
            break;
        case 2:
            memmove(in->bytes + at, in->bytes + at + run, in->len - at - run);
            in->len -= run;
            break;
        default:
            if (in->len + run > INPUT_MAX)
                break;
            memmove(in->bytes + at + run, in->bytes + at, in->len - at);
            in->len += run;
            break;
        }
    }
}

/* An exact copy on the heap, so that AddressSanitizer sees reads beyond the end. */
static void run(const struct input *in)
{
    uint8_t *copy = malloc(in->len ? in->len : 1);
    if (!copy)
        abort();
    memcpy(copy, in->bytes, in->len);
    LLVMFuzzerTestOneInput(copy, in->len);
    free(copy);
}

int main(int argc, char **argv)
{
    struct input seed = {malloc(INPUT_MAX), 0}, changed = {malloc(INPUT_MAX), 0};
    int first = 1;
    long mutations = 0;
    int failed = !seed.bytes || !changed.bytes;
    uint64_t state = 1;
    if (argc > 2 && strcmp(argv[1], "-m") == 0) {
        mutations = strtol(argv[2], NULL, 10);
        first = 3;
    }
    for (int i = first; i < argc && !failed; i++) {
        failed = read_input(argv[i], &seed) != 0;
        if (failed)
            break;
        run(&seed);
        for (long m = 0; m < mutations; m++) {
            changed.len = seed.len;
            memcpy(changed.bytes, seed.bytes, seed.len);
            mutate(&changed, &state);
            run(&changed);
        }
    }
    free(seed.bytes);
    free(changed.bytes);
    if (first >= argc)
        fprintf(stderr, "no inputs given\n");
    return failed || first >= argc ? EXIT_FAILURE : EXIT_SUCCESS;
}
