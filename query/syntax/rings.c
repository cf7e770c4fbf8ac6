#include "query/syntax/rings.h"

#include "common/chars.h"

#include <stdlib.h>
#include <string.h>

static void add_word(struct word_list *list, const struct word *word)
{
    mem_grow(&list->items, &list->cap, list->count, sizeof(const struct word *));
    list->items[list->count++] = word;
}

static void add_words(struct rings *r, struct view text, struct word_list *out)
{
    tokens_clear(&r->tokens);
    analyse(r->analyser, text, ANALYSE_TEXT, &r->tokens);
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!(r->tokens.items[i].flags & TOKEN_VARIANT))
            add_word(out, r->tokens.items[i].word);
    }
}

void rings_begin(struct rings *r, const struct thesaurus *thesaurus, struct analyser *a)
{
    *r = (struct rings){.thesaurus = thesaurus, .analyser = a, .first_letters = analyser_keeps_first_letters(a)};
    r->by_member = mem_array(thesaurus->count, sizeof *r->by_member);
}

/* The words of a member, analysed when first asked for. */
static const struct ring_member *read_member(struct rings *r, size_t number)
{
    struct ring_member *member = &r->by_member[number];
    if (!member->known) {
        *member = (struct ring_member){.known = true, .start = r->members.count};
        add_words(r, r->thesaurus->members[number].text, &r->members);
        member->count = r->members.count - member->start;
    }
    return member;
}

void rings_release(struct rings *r)
{
    tokens_release(&r->tokens);
    free(r->members.items);
    free(r->by_member);
    free(r->run.items);
    free(r->node_starts);
    *r = (struct rings){0};
}

/* Analysed as one text, since neighbours decide what "us" is. */
void rings_read(struct rings *r, struct tree *const *nodes, size_t count)
{
    const char *start = nodes[0]->text.ptr, *end = nodes[count - 1]->text.ptr + nodes[count - 1]->text.len;
    size_t node = 0;
    r->run.count = 0;
    r->node_count = count;
    r->node_starts = mem_resize(r->node_starts, count + 1, sizeof *r->node_starts);
    r->node_starts[0] = 0;
    tokens_clear(&r->tokens);
    analyse(r->analyser, (struct view){start, (size_t)(end - start)}, ANALYSE_QUERY, &r->tokens);
    for (size_t i = 0; i < r->tokens.count; i++) {
        const char *at = start + r->tokens.items[i].start;
        while (node + 1 < count && at >= nodes[node + 1]->text.ptr)
            r->node_starts[++node] = r->run.count;
        bool between = at >= nodes[node]->text.ptr + nodes[node]->text.len; /* in:title may stand between two words */
        if (!between && !(r->tokens.items[i].flags & TOKEN_VARIANT))
            add_word(&r->run, r->tokens.items[i].word);
    }
    while (node < count)
        r->node_starts[++node] = r->run.count;
}

/* Whether a character of UTF-8 that begins like this is in U+0400 to U+04FF. */
static bool is_cyrillic(unsigned char lead)
{
    return lead >= 0xD0 && lead <= 0xD3;
}

/* Whether the first word of a member may have the stem of the run's word, by the letters that a stem keeps. */
static bool may_begin(const struct rings *r, size_t number, size_t at)
{
    if (at >= r->run.count)
        return false;
    const struct word *word = r->run.items[at];
    const struct view member = r->thesaurus->members[number].text;
    size_t kept = !r->first_letters ? 0 : word->stem_len > 5 ? 3 : word->stem_len > 3 ? word->stem_len - 2u : 1;
    for (size_t i = 0; i < kept && i < member.len; i++) {
        unsigned char typed = (unsigned char)word->stem[i], other = (unsigned char)member.ptr[i];
        if (!char_is_ascii_letter(typed))
            return true;
        if (!char_is_ascii_letter(other))
            return !is_cyrillic(other); /* signs and accents are folded away */
        if ((other | 0x20) != typed)
            return false;
    }
    return true;
}

/* How many words of the run from `word` on are a member's; 0 when they are not. It is found by its words as they are when it is exact, else by their
 * stems. */
static size_t member_stands(struct rings *r, size_t number, size_t word)
{
    if (!may_begin(r, number, word))
        return 0;
    const struct ring_member *member = read_member(r, number);
    const struct word *const *words = r->members.items + member->start;
    if (word + member->count > r->run.count)
        return 0;
    for (size_t i = 0; i < member->count; i++) {
        const struct word *typed = r->run.items[word + i];
        if (r->thesaurus->members[number].exact ? words[i] != typed : words[i]->stem_id != typed->stem_id)
            return 0;
    }
    return member->count;
}

static bool same_stems(struct rings *r, size_t a, size_t b)
{
    const struct ring_member *x = read_member(r, a), *y = read_member(r, b);
    if (x->count != y->count)
        return false;
    for (size_t i = 0; i < x->count; i++) {
        if (r->members.items[x->start + i]->stem_id != r->members.items[y->start + i]->stem_id)
            return false;
    }
    return true;
}

/* The number of nodes that `len` words from node `at` on are; 0 when they end inside one. */
static size_t nodes_of(const struct rings *r, size_t at, size_t len)
{
    for (size_t i = at + 1; i <= r->node_count; i++) {
        if (r->node_starts[i] == r->node_starts[at] + len)
            return i - at;
    }
    return 0;
}

size_t rings_longest(struct rings *r, size_t at)
{
    size_t longest = 0, word = r->node_starts[at];
    for (size_t m = 0; m < r->thesaurus->count; m++) {
        size_t len = member_stands(r, m, word);
        size_t nodes = len > 0 ? nodes_of(r, at, len) : 0;
        longest = nodes > longest ? nodes : longest;
    }
    return longest;
}

/* The others of the ring that member `found` is in. */
static void add_ring(struct rings *r, size_t found, size_t most, struct tree *into)
{
    const struct thesaurus *t = r->thesaurus;
    size_t first = found;
    while (first > 0 && t->members[first - 1].ring == t->members[found].ring)
        first--;
    for (size_t m = first; m < t->count && t->members[m].ring == t->members[found].ring; m++) {
        if (m == found || same_stems(r, m, found))
            continue;
        if (into->alternative_count == most) {
            into->alternatives_left_out++;
            continue;
        }
        struct alternative *added = tree_add_alternative(into, t->members[m].text, t->members[m].exact);
        if (added)
            added->akin = t->members[m].group != t->members[found].group;
    }
}

void rings_add(struct rings *r, size_t at, size_t count, size_t most, struct tree *into)
{
    size_t word = r->node_starts[at], len = r->node_starts[at + count] - word;
    for (size_t m = 0; m < r->thesaurus->count; m++) {
        if (len > 0 && member_stands(r, m, word) == len)
            add_ring(r, m, most, into);
    }
}
