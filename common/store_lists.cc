#include "common/store_lists.hh"

/* Keys and tags: see indexer/bulk/postlist_read.c. */
static constexpr char ESCAPED_ZERO = '\xFF', LENGTHS_KEY[] = {'\0', '\xE0'}, VALUES_KEY[] = {'\0', '\xD8'};

void ListReader::open(const Xapian::Database &db, const std::string &path)
{
    table.reset();
    last_docid = db.get_lastdocid();
    if (db.size() != 1 || path.empty())
        return;
    auto opened = std::make_unique<TableReader>();
    if (opened->open(path, db.get_uuid(), static_cast<uint32_t>(db.get_revision())))
        table = std::move(opened);
}

/* A document number at the end of a key: its size in the first bits, then its bits, the highest first. */
static bool read_docid(struct view key, uint32_t *docid)
{
    const unsigned char *at = reinterpret_cast<const unsigned char *>(key.ptr);
    size_t len = key.len == 0 ? 1 : at[0] < 0x80 ? 2 : at[0] < 0xC0 ? 3 : at[0] < 0xE0 ? 4 : 5;
    if (key.len != len || (len == 5 && at[0] != 0xE0))
        return false;
    uint32_t n = len == 5 ? 0 : at[0] & (len == 2 ? 0x7FU : len == 3 ? 0x3FU : 0x1FU);
    for (size_t i = 1; i < len; i++)
        n = n << 8 | at[i];
    *docid = n;
    return true;
}

/* Go to the list's first chunk. */
bool ListReader::begin(const std::string &term)
{
    is_whole = false;
    if (!table)
        return false;
    key.clear();
    if (term.empty())
        key.assign(LENGTHS_KEY, sizeof LENGTHS_KEY);
    for (char c : term) {
        key += c;
        if (c == '\0')
            key += ESCAPED_ZERO;
    }
    if (!table->seek(key))
        return false;
    struct view tag = table->tag();
    const unsigned char *from = reinterpret_cast<const unsigned char *>(tag.ptr), *stop = from + tag.len;
    uint32_t documents = 0, occurrences = 0, before = 0;
    if (!take(from, stop, &documents) || !take(from, stop, &occurrences) || !take(from, stop, &before) || before == UINT32_MAX)
        return false;
    if (!term.empty())
        key += '\0'; /* ends the term in the keys of further chunks */
    size_t used = static_cast<size_t>(from - reinterpret_cast<const unsigned char *>(tag.ptr));
    return begin_chunk(view_sub(tag, used, tag.len), before + 1);
}

/* Go to the list's next chunk. */
bool ListReader::continue_list()
{
    uint32_t docid = 0;
    if (!table->next())
        return false;
    struct view next = table->key();
    if (next.len <= key.size() || key.compare(0, key.size(), next.ptr, key.size()) != 0 ||
        !read_docid(view_sub(next, key.size(), next.len), &docid))
        return false;
    return begin_chunk(table->tag(), docid);
}

/* '1' or '0': whether it is the last; how far the last docid is from the first; postings. */
bool ListReader::begin_chunk(struct view tag, uint32_t docid)
{
    uint32_t span = 0;
    at = reinterpret_cast<const unsigned char *>(tag.ptr);
    end = at + tag.len;
    if (at == end || (*at != '0' && *at != '1'))
        return false;
    is_last = *at++ == '1';
    first_docid = docid;
    if (docid == 0 || !take(at, end, &span) || span > UINT32_MAX - docid)
        return false;
    chunk_last = docid + span;
    return true;
}

/* Go to the slot's first chunk. */
bool ListReader::begin_values(uint32_t slot)
{
    is_whole = false;
    if (!table)
        return false;
    key.assign(VALUES_KEY, sizeof VALUES_KEY);
    for (; slot >= 0x80; slot >>= 7)
        key += static_cast<char>(slot | 0x80);
    key += static_cast<char>(slot);
    return table->seek_from(key) && begin_value_chunk();
}

bool ListReader::continue_values()
{
    return table->next() && begin_value_chunk();
}

/* The entry at hand is one more chunk of the slot, or the first that is none: then all were seen. */
bool ListReader::begin_value_chunk()
{
    struct view chunk = table->key(), tag = table->tag();
    is_whole = chunk.len < key.size() || key.compare(0, key.size(), chunk.ptr, key.size()) != 0;
    at = reinterpret_cast<const unsigned char *>(tag.ptr);
    end = at + tag.len;
    return !is_whole && read_docid(view_sub(chunk, key.size(), chunk.len), &first_docid);
}
