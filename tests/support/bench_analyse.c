/* How fast is the analysis? bench_analyse FILE [LANGUAGE [ROUNDS]]: plain text or JSON lines, analysed as one text a line.
 * Prints MB/s of analyse() and of the sentence scan alone. Built with the tests, never run by them. */
#include "common/analyse.h"
#include "common/segment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool read_file(const char *path, struct buf *out)
{
    char block[1 << 16];
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    for (size_t got; (got = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(out, block, got);
    fclose(f);
    return true;
}

/* The escaped line ends of JSON become real ones, at the same length. */
static void unescape(struct buf *text)
{
    for (size_t i = 0; i + 1 < text->len; i++) {
        if (text->data[i] == '\\' && text->data[i + 1] == 'n') {
            text->data[i] = ' ';
            text->data[i + 1] = '\r';
        }
    }
}

static size_t run(struct analyser *a, struct view all, struct tokens *tokens, struct sentences *sentences)
{
    size_t count = 0;
    for (size_t at = 0; at < all.len;) {
        const char *end = memchr(all.ptr + at, '\n', all.len - at);
        size_t stop = end ? (size_t)(end - all.ptr) : all.len;
        struct view line = view_sub(all, at, stop);
        if (sentences) {
            segment_sentences(line, sentences);
            count += sentences->count;
        } else {
            tokens_clear(tokens);
            analyse(a, line, ANALYSE_TEXT, tokens);
            count += tokens->count;
        }
        at = stop + 1;
    }
    return count;
}

int main(int argc, char **argv)
{
    struct analyser *a;
    struct error err;
    struct buf text = {0};
    struct tokens tokens = {0};
    struct sentences sentences = {0};
    if (argc < 2 || !read_file(argv[1], &text)) {
        fprintf(stderr, "usage: bench_analyse FILE [LANGUAGE [ROUNDS]]\n");
        return EXIT_FAILURE;
    }
    if (analyser_new(argc > 2 ? argv[2] : "en", &a, &err) != STATUS_OK) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_FAILURE;
    }
    unescape(&text);
    long rounds = argc > 3 ? strtol(argv[3], NULL, 10) : 3;
    for (long i = 0; i < rounds; i++) {
        double start = now();
        size_t count = run(a, view_of_buf(&text), &tokens, NULL);
        double middle = now();
        size_t sentence_count = run(a, view_of_buf(&text), &tokens, &sentences);
        double end = now();
        double mb = (double)text.len / 1e6;
        printf("analyse %.1f MB/s (%zu tokens), sentences alone %.1f MB/s (%zu), dictionary %.1f MB\n", mb / (middle - start),
               count, mb / (end - middle), sentence_count, (double)analyser_memory(a) / 1e6);
    }
    tokens_release(&tokens);
    sentences_release(&sentences);
    analyser_free(a);
    buf_release(&text);
    return EXIT_SUCCESS;
}
