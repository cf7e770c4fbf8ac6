#include "common/analyse_parts.h"

#include "common/chars.h"
#include "common/huge.h"

#include <stdlib.h>

/* A dictionary that has grown large goes on in huge pages. */
enum { CHUNK_SIZE = 1 << 16, HUGE_CHUNK = 1 << 21, LARGE_DICTIONARY = 1 << 20, TABLE_START = 1 << 10 };

/* Where in a chunk the next bytes so aligned are. */
static size_t place_in(const struct chunk *chunk, size_t alignment)
{
    uintptr_t free = (uintptr_t)(chunk->bytes + chunk->used);
    return chunk->used + (size_t)(-free & (alignment - 1));
}

void *arena_take(struct analyser *a, size_t size, size_t alignment)
{
    struct chunk *chunk = a->chunks;
    if (!chunk || place_in(chunk, alignment) + size > chunk->size) {
        size_t least = sizeof *chunk + size + alignment;
        size_t whole = a->chunk_bytes < LARGE_DICTIONARY ? CHUNK_SIZE : HUGE_CHUNK;
        whole = least > whole ? least : whole;
        chunk = huge_resize(NULL, 0, whole);
        *chunk = (struct chunk){.next = a->chunks, .size = whole - sizeof *chunk};
        a->chunks = chunk;
        a->chunk_bytes += whole;
    }
    size_t at = place_in(chunk, alignment);
    chunk->used = at + size;
    return chunk->bytes + at;
}

static void table_start(struct table *t)
{
    *t = (struct table){huge_resize(NULL, 0, TABLE_START * sizeof *t->slots), TABLE_START - 1, 0};
}

static size_t table_bytes(const struct table *t)
{
    return ((size_t)t->mask + 1) * sizeof *t->slots;
}

static void table_release(struct table *t)
{
    huge_free(t->slots, table_bytes(t));
}

static void put(struct table *t, uint32_t hash, void *item)
{
    uint32_t i = hash & t->mask;
    while (t->slots[i].item)
        i = (i + 1) & t->mask;
    t->slots[i] = (struct slot){item, hash};
}

void table_grow(struct table *t)
{
    struct table bigger = {huge_resize(NULL, 0, 2 * table_bytes(t)), 2 * t->mask + 1, t->count};
    for (size_t i = 0; i <= t->mask; i++) {
        if (t->slots[i].item)
            put(&bigger, t->slots[i].hash, t->slots[i].item);
    }
    table_release(t);
    *t = bigger;
}

void table_add(struct table *t, uint32_t hash, void *item)
{
    if ((uint64_t)t->count * 8 >= ((uint64_t)t->mask + 1) * 5)
        table_grow(t);
    put(t, hash, item);
    t->count++;
}

uint32_t hash_text(unsigned language, const char *text, size_t len)
{
    uint64_t hash = hash_seed(language);
    size_t at = 0;
    for (; at + WORD_STEP <= len; at += WORD_STEP)
        hash = hash_step(hash, bits_le64(text + at));
    char rest[WORD_STEP] = {0};
    if (at < len) {
        memcpy(rest, text + at, len - at);
        hash = hash_step(hash, bits_le64(rest));
    }
    return hash_end(hash);
}

static const struct stem *stem_intern(struct analyser *a, const char *text, size_t len)
{
    uint32_t hash = hash_text(0, text, len);
    for (uint32_t i = hash & a->stems.mask; a->stems.slots[i].item; i = (i + 1) & a->stems.mask) {
        const struct stem *stem = a->stems.slots[i].item;
        if (stem->hash == hash && stem->len == len && memcmp(stem->text, text, len) == 0)
            return stem;
    }
    struct stem *stem = arena_take(a, sizeof *stem + len + 1, _Alignof(struct stem));
    stem->id = a->next_stem_id++;
    stem->hash = hash;
    stem->len = (uint8_t)len;
    memcpy(stem->text, text, len);
    stem->text[len] = '\0';
    table_add(&a->stems, hash, stem);
    return stem;
}

/* "1990s", "f16s": Snowball leaves an s behind a digit alone. */
static bool ends_in_plural_digit(const char *text, size_t len)
{
    return len >= 2 && text[len - 1] == 's' && char_digit((unsigned char)text[len - 2]) >= 0;
}

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] >= 0x80)
            return false;
    }
    return true;
}

/* Fold in place; a text that would not fit stays. */
static size_t fold(struct analyser *a, char *text, size_t len)
{
    char folded[ANALYSE_MAX_TERM];
    size_t folded_len = is_ascii(text, len) ? 0 : icu_fold(a, text, len, folded, sizeof folded);
    if (folded_len == 0)
        return len;
    memcpy(text, folded, folded_len);
    return folded_len;
}

/* The stem of a folded word, in `out` of 2 * ANALYSE_MAX_TERM bytes; 0 when there is no stemmer for it. */
static size_t apply_stemmer(struct analyser *a, unsigned language, const char *text, size_t len, char *out)
{
    const struct language *info = language_info(language);
    if (!info->stemmer)
        return 0;
    if (!a->stemmers[language])
        a->stemmers[language] = stemmer_new(info->stemmer);
    if (!a->stemmers[language])
        return 0;
    char restored[2 * ANALYSE_MAX_TERM];
    size_t restored_len = language_restore_suffix(language, text, len, restored, sizeof restored);
    size_t stem_len = stemmer_apply(a->stemmers[language], restored, restored_len, out, 2 * ANALYSE_MAX_TERM);
    return fold(a, out, stem_len);
}

/* The stemmer sees the folded word, so that a word has one stem however it is spelled, with accents or without; where a
 * stemmer knows a suffix only by its accents they are put back first (language_restore_suffix). Numbers and what has a full
 * stop inside (u.s) stem to themselves. */
static const struct stem *stem_of(struct analyser *a, const struct entry *e)
{
    char text[2 * ANALYSE_MAX_TERM];
    char stem[2 * ANALYSE_MAX_TERM];
    size_t len = e->word.text_len;
    memcpy(text, e->text, len);
    if (e->word.is_number || e->language == LANGUAGE_NONE || memchr(text, '.', len))
        return stem_intern(a, text, len);
    if (ends_in_plural_digit(text, len))
        return stem_intern(a, text, len - 1);
    len = fold(a, text, len);
    size_t stem_len = apply_stemmer(a, language_of_word(e->language, text, len), text, len, stem);
    if (stem_len == 0 || stem_len > ANALYSE_MAX_TERM)
        return stem_intern(a, text, len);
    return stem_intern(a, stem, stem_len);
}

const struct entry *entry_add(struct analyser *a, uint32_t hash, const char *text, size_t len)
{
    size_t steps = (len + WORD_STEP - 1) / WORD_STEP * WORD_STEP; /* zeros follow the text up to a whole step, and one at least */
    struct entry *e = arena_take(a, offsetof(struct entry, text) + (steps > len ? steps : len + 1), CACHE_LINE);
    memcpy(e->text, text, len);
    e->language = a->language;
    e->word.text = e->text;
    e->word.text_len = (uint8_t)len;
    e->word.id = a->next_id++;
    e->word.is_number = number_is(text, len);
    e->word.is_stop = stop_index_has(&a->stops[a->language], text, len);
    special_of(text, len, &e->special, &e->detail);
    const struct stem *stem = stem_of(a, e);
    e->word.stem = stem->text;
    e->word.stem_len = stem->len;
    e->word.stem_id = stem->id;
    table_add(&a->words, hash, e);
    return e;
}

const struct entry *entry_of(struct analyser *a, const char *text, size_t len)
{
    if (len == 0 || len > ANALYSE_MAX_TERM)
        return NULL;
    return entry_find_hashed(a, hash_text(a->language, text, len), text, len);
}

/* A line that is its own entry: what the analyser does not change. */
static bool stands_as_it_is(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((line[i] < 'a' || line[i] > 'z') && (line[i] != '\'' || i == 0))
            return false;
    }
    return true;
}

/* Most lines are looked for when a word is new (entry_add); the others are taken into the dictionary as the analyser writes them. */
void stop_words_load(struct analyser *a)
{
    if (a->stop_loaded[a->language])
        return;
    a->stop_loaded[a->language] = true;
    const struct data_list *list = stop_list(language_info(a->language)->code);
    stop_index_make(&a->stops[a->language], list);
    for (size_t i = 0; list && i < list->count; i++) {
        const char *line = data_line(list, i);
        size_t len = list->starts[i + 1] - list->starts[i] - 1;
        if (stands_as_it_is(line, len))
            continue;
        const struct surface *surface = icu_surface(a, line, len);
        const struct entry *both[] = {surface->folded, surface->accented};
        for (size_t k = 0; k < 2; k++) {
            const struct entry *e = both[k];
            if (e)
                ((struct entry *)(uintptr_t)e)->word.is_stop = 1; /* entries are const to everybody but this file */
        }
    }
}

void dictionary_start(struct analyser *a)
{
    table_start(&a->words);
    table_start(&a->surfaces);
    table_start(&a->stems);
}

void dictionary_forget_segments(struct analyser *a)
{
    for (size_t i = 0; i <= a->words.mask; i++) {
        struct entry *e = a->words.slots[i].item;
        if (e)
            e->word.segment = 0;
    }
}

void dictionary_release(struct analyser *a)
{
    table_release(&a->words);
    table_release(&a->surfaces);
    table_release(&a->stems);
    while (a->chunks) {
        struct chunk *next = a->chunks->next;
        huge_free(a->chunks, sizeof *a->chunks + a->chunks->size);
        a->chunks = next;
    }
    a->chunk_bytes = 0;
    a->next_id = 0;
    a->next_stem_id = 0;
    memset(a->stop_loaded, 0, sizeof a->stop_loaded);
}
