#include "indexer/bulk/merge.h"

#include "indexer/bulk/pack.h"
#include "indexer/bulk/postlist.h"
#include "indexer/bulk/postlist_read.h"

#include <stdlib.h>
#include <string.h>

static enum status damaged(const struct finish *f, const char *what, struct error *err)
{
    return error_set(err, STATUS_INDEX, "%s is damaged: %s", f->build->old->folder, what);
}

/* Whether an old document goes on. */
static bool lives(const struct finish *f, uint32_t docid)
{
    return docid > 0 && docid <= f->build->old_documents && !build_is_dead(f->build, docid);
}

/* ---- records and term lists ---- */

enum status merge_documents(const struct finish *f, enum version_table which, struct btree *t, struct error *err)
{
    struct table *old = NULL;
    struct table_entry entry;
    bool more = true;
    enum status status = old_index_table(f->build->old, which, &old, err);
    while (!status && !(status = table_next(old, &entry, &more, err)) && more) {
        struct view key = entry.key;
        uint32_t docid = 0;
        if (!postlist_take_docid(&key, &docid))
            status = damaged(f, "a document's key cannot be read", err);
        else if (lives(f, docid))
            status = btree_add(t, entry.key, entry.tag, entry.compressed, err);
    }
    table_free(old);
    return status;
}

/* ---- positions ---- */

enum status position_merge_open(struct position_merge *m, const struct finish *f, struct error *err)
{
    *m = (struct position_merge){.finish = f};
    if (!f->build->old)
        return STATUS_OK;
    enum status status = old_index_table(f->build->old, TABLE_POSITION, &m->old, err);
    return status ? status : table_next(m->old, &m->entry, &m->more, err);
}

/* The term's part of a key, with its terminator; the document's part in *rest. */
static struct view term_part(struct view key, struct view *rest)
{
    size_t at = 0;
    while (at + 1 < key.len && (key.ptr[at] != '\0' || (unsigned char)key.ptr[at + 1] == 0xFF))
        at += key.ptr[at] == '\0' ? 2 : 1;
    *rest = view_sub(key, at + 1, key.len);
    return view_sub(key, 0, at + 1);
}

enum status position_merge_until(struct position_merge *m, struct view term, struct btree *t, struct error *err)
{
    enum status status = STATUS_OK;
    while (!status && m->more) {
        struct view rest;
        struct view part = term_part(m->entry.key, &rest);
        uint32_t docid = 0;
        if (term.len && view_compare(part, term) > 0)
            break;
        if (!postlist_take_docid(&rest, &docid) || rest.len)
            return damaged(m->finish, "a key of positions cannot be read", err);
        if (lives(m->finish, docid))
            status = btree_add(t, m->entry.key, m->entry.tag, m->entry.compressed, err);
        if (!status)
            status = table_next(m->old, &m->entry, &m->more, err);
    }
    return status;
}

void position_merge_close(struct position_merge *m)
{
    table_free(m->old);
}

/* ---- terms ---- */

/* The old terms, and the list that is being put together. */
struct term_merge {
    const struct finish *finish;
    struct table *old;
    struct table_entry entry;
    struct postlist_key key; /* of the entry */
    bool more;
    struct buf name, escaped, new_escaped;
    struct posting *items;
    size_t count, cap;
    uint64_t occurrences;
    struct postlist list;
};

static enum status next_entry(struct term_merge *m, struct error *err)
{
    enum status status = table_next(m->old, &m->entry, &m->more, err);
    if (!status && m->more && !postlist_read_key(m->entry.key, &m->key))
        status = damaged(m->finish, "a key of the postlist cannot be read", err);
    return status;
}

static enum status open_terms(struct term_merge *m, struct error *err)
{
    enum status status = old_index_table(m->finish->build->old, TABLE_POSTLIST, &m->old, err);
    do
        status = status ? status : next_entry(m, err);
    while (!status && m->more && m->key.kind != POSTLIST_TERM);
    return status;
}

static void add_item(struct term_merge *m, uint32_t docid, uint32_t wdf)
{
    mem_grow(&m->items, &m->cap, m->count, sizeof *m->items);
    m->items[m->count++] = (struct posting){.docid = docid, .wdf = wdf};
    m->occurrences += wdf;
}

/* The living postings of the term at hand, all its chunks; moves to the next term. */
static enum status take_old(struct term_merge *m, struct error *err)
{
    enum status status = STATUS_OK;
    buf_clear(&m->escaped);
    buf_add_view(&m->escaped, m->key.name);
    while (!status && m->more && view_equal(m->key.name, view_of_buf(&m->escaped))) {
        struct chunk_reader c;
        chunk_begin(&c, &m->key, m->entry.tag);
        while (chunk_take(&c))
            if (lives(m->finish, c.docid))
                add_item(m, c.docid, c.wdf);
        status = c.bad ? damaged(m->finish, "a chunk of postings cannot be read", err) : next_entry(m, err);
    }
    return status;
}

static void take_new(struct term_merge *m, const struct postings *p)
{
    for (size_t i = 0; i < p->count; i++)
        add_item(m, p->items[i].docid, p->items[i].wdf);
}

/* The name without its escapes. */
static void unescape(const struct buf *escaped, struct buf *out)
{
    buf_clear(out);
    for (size_t i = 0; i < escaped->len; i++) {
        buf_add_char(out, escaped->data[i]);
        i += escaped->data[i] == '\0';
    }
}

static enum status write_list(struct term_merge *m, struct btree *t, struct view name, struct error *err)
{
    if (m->count == 0)
        return STATUS_OK;
    enum status status = postlist_begin_term(&m->list, t, name, (uint32_t)m->count, (uint32_t)m->occurrences, err);
    if (!status)
        status = postlist_add(&m->list, m->items, m->count, err);
    return status ? status : postlist_end(&m->list, err);
}

static void escape(struct term_merge *m, const struct postings *p)
{
    buf_clear(&m->new_escaped);
    buf_reserve(&m->new_escaped, 2 * p->name.len + 1);
    m->new_escaped.len = pack_sortable_string((unsigned char *)m->new_escaped.data, p->name, true);
}

/* The least term of both sides: negative old, positive new, 0 both. */
static int which_is_next(const struct term_merge *m, bool more_new)
{
    if (!more_new)
        return -1;
    return m->more ? view_compare(m->key.name, view_of_buf(&m->new_escaped)) : 1;
}

static enum status merge_all(struct term_merge *m, struct btree *t, struct postings *p, struct error *err)
{
    bool more_new = true;
    enum status status = postings_next(p, &more_new, err);
    while (!status && (m->more || more_new)) {
        if (more_new)
            escape(m, p);
        int next = which_is_next(m, more_new);
        m->count = 0;
        m->occurrences = 0;
        if (next <= 0)
            status = take_old(m, err);
        if (next < 0)
            unescape(&m->escaped, &m->name);
        if (next >= 0)
            take_new(m, p);
        if (!status)
            status = write_list(m, t, next < 0 ? view_of_buf(&m->name) : p->name, err);
        if (!status && next >= 0)
            status = postings_next(p, &more_new, err);
    }
    return status;
}

enum status merge_terms(const struct finish *f, struct btree *t, struct postings *new_terms, struct error *err)
{
    struct term_merge m = {.finish = f};
    enum status status = open_terms(&m, err);
    if (!status)
        status = merge_all(&m, t, new_terms, err);
    table_free(m.old);
    buf_release(&m.name);
    buf_release(&m.escaped);
    buf_release(&m.new_escaped);
    free(m.items);
    return status;
}
