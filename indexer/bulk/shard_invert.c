/* A shard's log is inverted: what stands by document there is put in order by term. The log is read twice, first to count how many bytes each term's postings will
 * have, then to write each where its term's go on; all is then one string, in the order of names. */
#include "indexer/bulk/shard.h"

#include "common/huge.h"
#include "indexer/bulk/pack.h"
#include "indexer/bulk/run_term.h"

#include <stdlib.h>
#include <string.h>

/* Postings are written in steps of a fixed size, so that a few bytes behind those of each term are lost. In front of all is what the places of terms without any are
 * written to. */
enum { DOCUMENTS_STEP = 4, PLACES_STEP = SHARD_PLACES_AHEAD, BEGIN = PLACES_STEP };

/* An entry of the log taken apart. A posting is how many documents further than the last one (from 1; the first is counted from the number -1): of a word just
 * that; else the two low bits are the wdf where it is below 3, or they are 3, and the wdf follows. */
struct entry {
    uint32_t term;
    uint32_t wdf;
    uint32_t place_bytes;
    unsigned shift; /* of the step */
};

static inline const uint32_t *take_entry(const uint32_t *log, struct entry *out)
{
    uint32_t word = *log++, number = word & SHARD_LOG_ESCAPE;
    if (number == SHARD_LOG_ESCAPE)
        number = *log++;
    uint32_t is_word = 0U - (word / SHARD_LOG_PLACES & 1);
    *out = (struct entry){word >> SHARD_LOG_BITS, number & ~is_word, number & is_word, 2 & ~is_word};
    return log;
}

static inline uint64_t step_of(struct shard_ends *ends, const struct entry *e, uint32_t document)
{
    uint64_t step = document - ends->document;
    ends->document = document;
    return step << e->shift | (e->wdf < 3 ? e->wdf : 3);
}

/* What the entry so far ahead will need is asked for; an escaped number may be taken for one. The postings' own bytes are only written, nobody waits for them. */
static inline void fetch_ends(const struct shard_ends *ends, const uint32_t *log)
{
    __builtin_prefetch(&ends[log[SHARD_LOG_AHEAD - 1] >> SHARD_LOG_BITS], 1);
}

/* pack_varint_len of both numbers, without branches that nobody can foretell. */
static inline uint32_t length_of(uint64_t step, uint32_t wdf)
{
    if (step >= 1 << 14 || wdf >= 1 << 7)
        return (uint32_t)(pack_varint_len(step) + (wdf > 2 ? pack_varint_len(wdf) : 0));
    return 1U + (step >= 1 << 7) + (wdf > 2);
}

static void count_bytes(const struct shard *s)
{
    const uint32_t *log = s->log, *end = log + s->log_count;
    for (uint32_t document = s->first_document + 1; log < end; document++) {
        uint32_t left = log[0];
        for (log += SHARD_LOG_HEAD; left; left--) {
            struct entry e;
            fetch_ends(s->ends, log);
            log = take_entry(log, &e);
            struct shard_ends *ends = &s->ends[e.term];
            ends->documents += length_of(step_of(ends, &e, document), e.wdf);
            ends->places += e.place_bytes;
        }
    }
}

/* From lengths to where each term's bytes begin. Returns the end of all. */
static uint32_t lay_out(const struct shard *s)
{
    enum { AHEAD = 16 };
    uint32_t at = BEGIN;
    for (size_t i = 0; i < s->term_count; i++) {
        if (i + AHEAD < s->term_count)
            __builtin_prefetch(&s->ends[s->order[i + AHEAD]], 1);
        struct shard_ends *ends = &s->ends[s->order[i]];
        uint32_t documents = ends->documents, places = ends->places;
        ends->document = 0;
        ends->documents = at;
        at += documents + DOCUMENTS_STEP;
        if (places) {
            ends->places = at;
            at += places + PLACES_STEP;
        }
    }
    return at;
}

static void put_long(unsigned char *bytes, struct shard_ends *ends, const struct entry *e, uint64_t step,
                     const unsigned char *places)
{
    ends->documents += (uint32_t)pack_varint(bytes + ends->documents, step);
    if (e->wdf > 2)
        ends->documents += (uint32_t)pack_varint(bytes + ends->documents, e->wdf);
    memcpy(bytes + ends->places, places, e->place_bytes);
}

/* Nearly all postings: a step of one or two bytes, a wdf of one, few places. */
static inline void put(unsigned char *bytes, struct shard_ends *ends, const struct entry *e, uint32_t step,
                       const unsigned char *places)
{
    bool is_long = step >= 0x80;
    uint32_t code = is_long ? (step & 0x7F) | 0x80 | step >> 7 << 8 : step, len = 1 + is_long;
    code |= (e->wdf > 2 ? e->wdf : 0) << 8 * len;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    code = __builtin_bswap32(code);
#endif
    memcpy(bytes + ends->documents, &code, DOCUMENTS_STEP);
    ends->documents += len + (e->wdf > 2);
    memcpy(bytes + ends->places, places, PLACES_STEP);
}

static void fill(const struct shard *s)
{
    const uint32_t *log = s->log, *end = log + s->log_count;
    const unsigned char *places = s->places;
    unsigned char *bytes = s->inverted;
    struct shard_ends *all = s->ends;
    for (uint32_t document = s->first_document + 1; log < end; document++) {
        uint32_t left = log[0];
        for (log += SHARD_LOG_HEAD; left; left--) {
            struct entry e;
            fetch_ends(all, log);
            log = take_entry(log, &e);
            struct shard_ends *ends = &all[e.term];
            uint64_t step = step_of(ends, &e, document);
            if (step < 0x4000 && e.wdf < 0x80 && e.place_bytes <= PLACES_STEP)
                put(bytes, ends, &e, (uint32_t)step, places);
            else
                put_long(bytes, ends, &e, step, places);
            places += e.place_bytes;
            ends->places += e.place_bytes;
        }
    }
}

/* Memory that was used before serves again: new pages cost more than what is done with them. `likely`: so many bytes are wanted soon. */
static void *reserve_inverted(struct shard *s, size_t len, size_t likely)
{
    if (s->inverted_cap < len) {
        huge_free(s->inverted, s->inverted_cap);
        s->inverted_cap = len > likely ? len : likely;
        s->inverted = huge_resize(NULL, 0, s->inverted_cap);
        s->inverted_touched = 0;
    }
    s->inverted_len = len;
    s->inverted_touched = len > s->inverted_touched ? len : s->inverted_touched;
    return s->inverted;
}

/* The terms are sorted where their postings go afterwards. */
void shard_invert(struct shard *s)
{
    size_t likely = 2 * s->log_count + s->places_len + s->term_count * (DOCUMENTS_STEP + PLACES_STEP);
    s->order = shard_sorted(s, reserve_inverted(s, shard_sort_room(s), likely));
    s->ends = huge_resize(NULL, 0, s->term_count * sizeof *s->ends);
    count_bytes(s);
    reserve_inverted(s, lay_out(s), 0);
    fill(s);
    shard_lists(s);
}

static struct view part(const struct shard *s, uint32_t from, uint32_t to)
{
    return (struct view){(const char *)s->inverted + from, to - from};
}

/* Terms in the order of names lie anywhere in the shard: what the next ones need is asked for ahead. */
bool shard_next(const struct shard *s, struct shard_place *place, struct run_term *out)
{
    enum { AHEAD_TERM = 12, AHEAD_NAME = 6 };
    if (place->next == s->term_count)
        return false;
    if (place->next + AHEAD_TERM < s->term_count) {
        uint32_t far = s->order[place->next + AHEAD_TERM];
        __builtin_prefetch(&s->ends[far]);
        __builtin_prefetch(&s->name_ends[far]);
        __builtin_prefetch(shard_name(s, s->order[place->next + AHEAD_NAME]).ptr);
    }
    uint32_t term = s->order[place->next], at = place->next++ ? place->at : BEGIN;
    const struct shard_ends *ends = &s->ends[term];
    *out = (struct run_term){.name = shard_name(s, term), .documents = part(s, at, ends->documents)};
    at = ends->documents + DOCUMENTS_STEP;
    if (ends->places) {
        out->has_positions = true;
        out->places = part(s, at, ends->places);
        at = ends->places + PLACES_STEP;
    }
    place->at = at;
    return true;
}
