#include "indexer/bulk/huffman.h"

enum {
    BLOCK_LAST = 1,
    BLOCK_FIXED = 1,
    BLOCK_DYNAMIC = 2,
    REPEAT = 16,       /* the last length 3 to 6 times more */
    ZEROS = 17,        /* 3 to 10 lengths of 0 */
    MANY_ZEROS = 18,   /* 11 to 138 */
    LENGTH_LONGEST = 7 /* of the code for lengths */
};

/* A symbol that occurs, and how often. */
struct leaf {
    uint32_t count, symbol;
};

/* Rarest first, symbols of one count in their order: by bytes of the count, the lowest first. */
static void sort(struct leaf *leaves, size_t n, uint32_t most)
{
    enum { DIGITS = 256 };
    struct leaf other[HUFFMAN_SYMBOLS];
    for (unsigned shift = 0; shift < 32 && most >> shift > 0; shift += 8) {
        uint16_t place[DIGITS + 1] = {0};
        for (size_t i = 0; i < n; i++)
            place[(leaves[i].count >> shift & 0xFF) + 1]++;
        for (unsigned i = 1; i < DIGITS; i++)
            place[i] = (uint16_t)(place[i] + place[i - 1]);
        for (size_t i = 0; i < n; i++)
            other[place[leaves[i].count >> shift & 0xFF]++] = leaves[i];
        memcpy(leaves, other, n * sizeof *leaves);
    }
}

/* How deep each of `n` leaves lies in their tree, lightest first (van Leeuwen's two queues). Returns the greatest depth. */
static unsigned tree_depths(const struct leaf *leaves, size_t n, uint16_t *depths)
{
    uint64_t weight[2 * HUFFMAN_SYMBOLS] = {0};
    uint16_t parent[2 * HUFFMAN_SYMBOLS];
    unsigned depth[2 * HUFFMAN_SYMBOLS], deepest = 0;
    size_t leaf = 0, node = n;
    for (size_t i = 0; i < n; i++)
        weight[i] = leaves[i].count;
    for (size_t made = n; made < 2 * n - 1; made++) {
        weight[made] = 0;
        for (int i = 0; i < 2; i++) {
            size_t least = leaf < n && (node >= made || weight[leaf] <= weight[node]) ? leaf++ : node++;
            weight[made] += weight[least];
            parent[least] = (uint16_t)made;
        }
    }
    depth[2 * n - 2] = 0;
    for (size_t i = 2 * n - 2; i-- > 0;) {
        depth[i] = depth[parent[i]] + 1;
        if (i < n)
            depths[i] = (uint16_t)depth[i];
        if (depth[i] > deepest)
            deepest = depth[i];
    }
    return deepest;
}

void huffman_lengths(const uint32_t *counts, size_t count, unsigned longest, uint8_t *lengths)
{
    struct leaf leaves[HUFFMAN_SYMBOLS];
    uint16_t depths[HUFFMAN_SYMBOLS] = {1};
    uint32_t most = 0;
    size_t n = 0;
    memset(lengths, 0, count);
    for (uint32_t i = 0; i < count; i++) {
        if (counts[i])
            leaves[n++] = (struct leaf){counts[i], i};
        most = counts[i] > most ? counts[i] : most;
    }
    if (n > 1) {
        sort(leaves, n, most);
        while (tree_depths(leaves, n, depths) > longest)
            for (size_t i = 0; i < n; i++)
                leaves[i].count = leaves[i].count / 2 + 1;
    }
    for (size_t i = 0; i < n; i++)
        lengths[leaves[i].symbol] = (uint8_t)depths[i];
}

/* The `bits` lowest bits turned round. */
static unsigned turned(unsigned code, unsigned bits)
{
    code = (code & 0x5555) << 1 | (code >> 1 & 0x5555);
    code = (code & 0x3333) << 2 | (code >> 2 & 0x3333);
    code = (code & 0x0F0F) << 4 | (code >> 4 & 0x0F0F);
    code = (code & 0x00FF) << 8 | code >> 8;
    return code >> (16 - bits);
}

/* Canonical codes (RFC 1951, section 3.2.2), turned round so that their first bit is the lowest. */
void huffman_codes(const uint8_t *lengths, size_t count, uint16_t *codes)
{
    unsigned next[HUFFMAN_LONGEST + 2] = {0};
    for (size_t i = 0; i < count; i++)
        if (lengths[i])
            next[lengths[i] + 1]++;
    for (unsigned len = 1; len <= HUFFMAN_LONGEST; len++)
        next[len] = (next[len] + next[len - 1]) << 1;
    for (size_t i = 0; i < count; i++)
        codes[i] = (uint16_t)(lengths[i] ? turned(next[lengths[i]]++, lengths[i]) : 0);
}

/* One symbol of the code for lengths, and the number that follows it. */
struct step {
    uint8_t symbol, extra, bits;
};

static size_t run_of(const uint8_t *lengths, size_t count, size_t most)
{
    size_t run = 1;
    while (run < count && run < most && lengths[run] == lengths[0])
        run++;
    return run;
}

/* The lengths as steps, runs taken together; how many. */
static size_t make_steps(const uint8_t *lengths, size_t count, struct step *steps)
{
    enum { REPEAT_MOST = 6, ZEROS_MOST = 10, MANY_MOST = 138, LEAST = 3 };
    size_t made = 0;
    for (size_t i = 0; i < count;) {
        bool again = i > 0 && lengths[i] == lengths[i - 1] && lengths[i] > 0;
        size_t run = run_of(lengths + i, count - i, again ? REPEAT_MOST : lengths[i] ? 1 : MANY_MOST);
        if (run < LEAST) {
            steps[made++] = (struct step){.symbol = lengths[i++]};
            continue;
        }
        if (again)
            steps[made++] = (struct step){REPEAT, (uint8_t)(run - LEAST), 2};
        else if (run <= ZEROS_MOST)
            steps[made++] = (struct step){ZEROS, (uint8_t)(run - LEAST), 3};
        else
            steps[made++] = (struct step){MANY_ZEROS, (uint8_t)(run - ZEROS_MOST - 1), 7};
        i += run;
    }
    return made;
}

void huffman_header(struct huffman_header *h, const uint8_t *lengths, unsigned letters, unsigned distances,
                    const uint8_t *length_lengths)
{
    static const uint8_t order[HUFFMAN_LENGTH_CODES] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    struct step steps[HUFFMAN_SYMBOLS + 32];
    uint8_t best[HUFFMAN_LENGTH_CODES];
    uint16_t codes[HUFFMAN_LENGTH_CODES];
    size_t count = make_steps(lengths, letters + distances, steps);
    if (!length_lengths) {
        uint32_t counts[HUFFMAN_LENGTH_CODES] = {1, 1}; /* zlib wants two codes at least */
        for (size_t i = 0; i < count; i++)
            counts[steps[i].symbol]++;
        huffman_lengths(counts, HUFFMAN_LENGTH_CODES, LENGTH_LONGEST, best);
        length_lengths = best;
    }
    huffman_codes(length_lengths, HUFFMAN_LENGTH_CODES, codes);
    struct bits b = {.out = h->bytes};
    bits_put(&b, huffman_entry(BLOCK_LAST | BLOCK_DYNAMIC << 1, 3));
    bits_put(&b, huffman_entry(letters - 257, 5));
    bits_put(&b, huffman_entry(distances - 1, 5));
    bits_put(&b, huffman_entry(HUFFMAN_LENGTH_CODES - 4, 4));
    for (size_t i = 0; i < HUFFMAN_LENGTH_CODES; i++, bits_flush(&b))
        bits_put(&b, huffman_entry(length_lengths[order[i]], 3));
    for (size_t i = 0; i < count; i++, bits_flush(&b)) {
        bits_put(&b, huffman_entry(codes[steps[i].symbol], length_lengths[steps[i].symbol]));
        bits_put(&b, huffman_entry(steps[i].extra, steps[i].bits));
    }
    h->bits = (unsigned)(b.out - h->bytes) * 8 + b.count;
}

void huffman_plain_header(struct huffman_header *h)
{
    *h = (struct huffman_header){.bytes = {BLOCK_LAST | BLOCK_FIXED << 1}, .bits = 3};
}
