/* Any bytes, ill-formed UTF-8 too: tokens stay in bounds and in order, and both paths of the analysis agree. The first byte chooses language and
 * kind of text. */
#include "common/analyse_parts.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition)
        abort();
}

static void check_word(const struct word *w)
{
    must(w->text_len > 0 && w->text_len <= ANALYSE_MAX_TERM && w->text[w->text_len] == '\0');
    must(w->stem_len > 0 && w->stem_len <= ANALYSE_MAX_TERM && w->stem[w->stem_len] == '\0');
}

static void check(const struct tokens *t, size_t len)
{
    uint32_t start = 0;
    uint32_t position = 1;
    for (size_t i = 0; i < t->count; i++) {
        const struct token *k = &t->items[i];
        check_word(k->word);
        must(k->start >= start && k->start < k->end && k->end <= len);
        must(k->position >= position && k->position < t->next_position);
        must(k->position == position || !(k->flags & TOKEN_VARIANT));
        start = k->start;
        position = k->position;
    }
}

static void run(const char *language, bool no_fast_path, struct view text, unsigned flags, struct tokens *out)
{
    struct analyser *a;
    struct error err;
    must(analyser_new("en", &a, &err) == STATUS_OK);
    analyser_set_language(a, view_of(language));
    a->no_fast_path = no_fast_path;
    analyse(a, text, (enum analyse_flags)flags, out);
    check(out, text.len);
    uint64_t hash = hash_seed(0);
    for (size_t i = 0; i < out->count; i++) {
        for (const char *p = out->items[i].word->text; *p; p++)
            hash = hash_step(hash, (unsigned char)*p);
        out->items[i].word = NULL; /* dies with the analyser */
        hash = hash_step(hash, (unsigned char)out->items[i].position);
    }
    out->next_position = hash_end(hash);
    analyser_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"en", "de", "fr", "ru", "ar", "none", "it", "es"};
    if (size == 0)
        return 0;
    struct view text = {(const char *)data + 1, size - 1};
    struct tokens fast = {0}, general = {0};
    run(languages[data[0] & 7], false, text, data[0] >> 3 & 3u, &fast);
    run(languages[data[0] & 7], true, text, data[0] >> 3 & 3u, &general);
    must(fast.count == general.count && fast.next_position == general.next_position);
    tokens_release(&fast);
    tokens_release(&general);
    return 0;
}
