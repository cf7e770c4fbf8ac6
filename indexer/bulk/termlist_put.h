/* The code of one term in an entry of the termlist table, in a few instructions: documents have hundreds. Used by termlist.c and list_maker.c. */
#ifndef LEDE_INDEXER_BULK_TERMLIST_PUT_H
#define LEDE_INDEXER_BULK_TERMLIST_PUT_H

#include "indexer/bulk/pack.h"

/* Bytes behind a term that can be read (and are not looked at), and room that is wanted beside the term's bytes where its code goes. */
enum { TERMLIST_SLACK = 16, TERMLIST_ROOM = 2 + TERMLIST_SLACK + 10, TERMLIST_WDF_ESCAPE = 127 };

/* How many bytes at the beginning two terms share; eight are compared at once. */
static inline size_t termlist_shared(struct view a, struct view b)
{
    size_t limit = a.len < b.len ? a.len : b.len;
    for (size_t at = 0; at < limit; at += 8) {
        uint64_t other = bits_le64(a.ptr + at) ^ bits_le64(b.ptr + at);
        if (other) {
            at += (size_t)__builtin_ctzll(other) / 8;
            return at < limit ? at : limit;
        }
    }
    return limit;
}

/* A term after the first (`last.ptr` is NULL then) reuses the beginning of its predecessor; a small wdf is packed into the same byte where that fits.
 * TERMLIST_SLACK bytes behind both terms can be read. Returns the end of the code. */
static inline unsigned char *termlist_put(unsigned char *at, struct view last, struct view term, uint32_t wdf)
{
    size_t reuse = 0;
    bool packed = false;
    if (last.ptr) {
        reuse = termlist_shared(last, term);
        size_t both = wdf < TERMLIST_WDF_ESCAPE ? (wdf + 1) * (last.len + 1) + reuse : SIZE_MAX;
        packed = both < 256;
        *at++ = (unsigned char)(packed ? both : reuse);
    }
    size_t rest = term.len - reuse;
    *at++ = (unsigned char)rest;
    if (rest <= TERMLIST_SLACK)
        memcpy(at, term.ptr + reuse, TERMLIST_SLACK); /* a fixed size: two instructions */
    else
        memcpy(at, term.ptr + reuse, rest);
    at += rest;
    return packed ? at : at + pack_varint(at, wdf);
}

#endif
