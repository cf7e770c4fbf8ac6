#include "query/syntax/rings.h"

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
    *r = (struct rings){.thesaurus = thesaurus, .analyser = a};
    r->member_starts = mem_array(thesaurus->count + 1, sizeof *r->member_starts);
    for (size_t i = 0; i < thesaurus->count; i++) {
        r->member_starts[i] = r->members.count;
        add_words(r, thesaurus->members[i].text, &r->members);
    }
    r->member_starts[thesaurus->count] = r->members.count;
}

void rings_release(struct rings *r)
{
    tokens_release(&r->tokens);
    free(r->members.items);
    free(r->member_starts);
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

static size_t member_length(const struct rings *r, size_t member)
{
    return r->member_starts[member + 1] - r->member_starts[member];
}

/* A member is found by its words as they are when it is exact, else by their stems. */
static bool member_stands(const struct rings *r, size_t member, size_t word)
{
    size_t len = member_length(r, member);
    const struct word *const *words = r->members.items + r->member_starts[member];
    if (len == 0 || word + len > r->run.count)
        return false;
    for (size_t i = 0; i < len; i++) {
        const struct word *typed = r->run.items[word + i];
        if (r->thesaurus->members[member].exact ? words[i] != typed : words[i]->stem_id != typed->stem_id)
            return false;
    }
    return true;
}

static bool same_stems(const struct rings *r, size_t a, size_t b)
{
    size_t len = member_length(r, a);
    if (member_length(r, b) != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (r->members.items[r->member_starts[a] + i]->stem_id != r->members.items[r->member_starts[b] + i]->stem_id)
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

size_t rings_longest(const struct rings *r, size_t at)
{
    size_t longest = 0, word = r->node_starts[at];
    for (size_t m = 0; m < r->thesaurus->count; m++) {
        size_t len = member_length(r, m);
        size_t nodes = member_stands(r, m, word) ? nodes_of(r, at, len) : 0;
        longest = nodes > longest ? nodes : longest;
    }
    return longest;
}

/* The others of the ring that member `found` is in. */
static void add_ring(const struct rings *r, size_t found, size_t most, struct tree *into)
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

void rings_add(const struct rings *r, size_t at, size_t count, size_t most, struct tree *into)
{
    size_t word = r->node_starts[at], len = r->node_starts[at + count] - word;
    for (size_t m = 0; m < r->thesaurus->count; m++) {
        if (member_length(r, m) == len && member_stands(r, m, word))
            add_ring(r, m, most, into);
    }
}
