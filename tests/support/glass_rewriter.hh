/* A database written again by our encoders: everything that libxapian's API says of one goes through indexer/bulk's tables into another. Used by the glass tests. */
#ifndef LEDE_TESTS_SUPPORT_GLASS_REWRITER_HH
#define LEDE_TESTS_SUPPORT_GLASS_REWRITER_HH

extern "C" {
#include "indexer/bulk/deflate.h"
#include "indexer/bulk/pack.h"
#include "indexer/bulk/position.h"
#include "indexer/bulk/postlist.h"
#include "indexer/bulk/termlist.h"
#include "indexer/bulk/version.h"
}

#include <xapian.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

#include "tests/support/suite.h" /* last: Check defines a macro called fail */

namespace fs = std::filesystem;
using std::string;

inline struct view as_view(const string &s)
{
    return {s.data(), s.size()};
}

inline void must(enum status status, const struct error &err)
{
    ck_assert_msg(status == STATUS_OK, "%s", err.text);
}

/* A folder that goes with the test. */
struct scratch_folder {
    fs::path path;
    scratch_folder()
    {
        string name = (access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") + string("/lede-glass-XXXXXX");
        path = mkdtemp(name.data());
    }
    ~scratch_folder()
    {
        fs::remove_all(path);
    }
};

/* Writes the content of a database through our encoders. */
class rewriter
{
    Xapian::Database db;
    string out;
    int block_size;
    struct deflater *deflater; /* NULL: nothing is compressed */
    struct error err = {};
    struct version version = {};

    struct btree *open(const char *name)
    {
        struct btree *t = nullptr;
        must(btree_create((out + "/" + name).c_str(), static_cast<uint32_t>(block_size), &t, &err), err);
        return t;
    }
    void finish(struct btree *t, int which)
    {
        bool lazy = which == TABLE_DOCDATA || which == TABLE_POSITION;
        if (lazy && btree_entries(t) == 0) {
            static const char *const names[] = {"/postlist.glass", "/docdata.glass", "/termlist.glass", "/position.glass"};
            fs::remove(out + names[which]);
        } else {
            must(btree_finish(t, &version.tables[which], &err), err);
        }
        btree_free(t);
    }
    void write(struct btree *t, uint32_t docid, struct view tag)
    {
        struct buf bytes = {};
        bool compressed = deflater && deflater_add(deflater, tag, &bytes);
        must(termlist_write(t, docid, compressed ? view_of_buf(&bytes) : tag, compressed, &err), err);
        buf_release(&bytes);
    }
    void lengths(struct btree *t, struct postlist *p)
    {
        postlist_begin_lengths(p, t);
        for (auto i = db.postlist_begin(""); i != db.postlist_end(""); ++i) {
            uint32_t len = db.get_doclength(*i);
            struct posting entry = {*i, {len}};
            must(postlist_add(p, &entry, 1, &err), err);
            version.longest = std::max(version.longest, len);
            version.shortest = len && (!version.shortest || len < version.shortest) ? len : version.shortest;
            version.total_length += len;
        }
        must(postlist_end(p, &err), err);
    }
    void values(struct btree *t)
    {
        for (uint32_t slot = 0; slot < 100; slot++)
            if (db.get_value_freq(slot))
                must(postlist_add_value_stats(t, slot, db.get_value_freq(slot), as_view(db.get_value_lower_bound(slot)),
                                              as_view(db.get_value_upper_bound(slot)), &err),
                     err);
        for (uint32_t slot = 0; slot < 100; slot++) {
            struct value_chunks chunks = {};
            chunks.table = t;
            chunks.slot = slot;
            for (auto v = db.valuestream_begin(slot); v != db.valuestream_end(slot); ++v)
                must(value_chunks_add(&chunks, v.get_docid(), as_view(*v), &err), err);
            must(value_chunks_end(&chunks, &err), err);
            buf_release(&chunks.body);
        }
    }
    void terms(struct btree *t, struct postlist *p)
    {
        for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
            must(postlist_begin_term(p, t, as_view(*term), term.get_termfreq(),
                                     static_cast<uint32_t>(db.get_collection_freq(*term)), &err),
                 err);
            for (auto i = db.postlist_begin(*term); i != db.postlist_end(*term); ++i) {
                struct posting entry = {*i, {i.get_wdf()}};
                must(postlist_add(p, &entry, 1, &err), err);
                version.highest_wdf = std::max(version.highest_wdf, i.get_wdf());
            }
            must(postlist_end(p, &err), err);
        }
    }

  public:
    rewriter(const string &from, const string &to, int size, bool compress = false)
        : db(from), out(to), block_size(size), deflater(compress ? deflater_new() : nullptr)
    {
        fs::create_directory(to);
        version.block_size = static_cast<uint32_t>(size);
        version.revision = 1;
        version.documents = db.get_doccount();
        version.last_docid = db.get_lastdocid();
    }
    ~rewriter()
    {
        deflater_free(deflater);
    }
    rewriter(const rewriter &) = delete;
    rewriter &operator=(const rewriter &) = delete;
    void postlist()
    {
        struct btree *t = open("postlist.glass");
        struct postlist p = {};
        for (auto key = db.metadata_keys_begin(); key != db.metadata_keys_end(); ++key)
            must(postlist_add_metadata(t, as_view(*key), as_view(db.get_metadata(*key)), &err), err);
        values(t);
        lengths(t, &p);
        terms(t, &p);
        finish(t, TABLE_POSTLIST);
    }
    void position()
    {
        struct btree *t = open("position.glass");
        struct position_list list = {};
        for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
            unsigned char key[600];
            size_t len = pack_sortable_string(key, as_view(*term), false);
            position_begin(&list, t, {reinterpret_cast<char *>(key), len});
            for (auto i = db.postlist_begin(*term); i != db.postlist_end(*term); ++i) {
                std::vector<uint32_t> positions(db.positionlist_begin(*i, *term), db.positionlist_end(*i, *term));
                if (!positions.empty())
                    must(position_add(&list, *i, positions.data(), positions.size(), &err), err);
            }
        }
        position_release(&list);
        finish(t, TABLE_POSITION);
    }
    void documents()
    {
        struct btree *lists = open("termlist.glass"), *data = open("docdata.glass");
        struct termlist list = {};
        for (auto i = db.postlist_begin(""); i != db.postlist_end(""); ++i) {
            Xapian::Document d = db.get_document(*i);
            std::vector<string> names;
            std::vector<uint32_t> slots;
            termlist_begin(&list, db.get_doclength(*i), d.termlist_count());
            for (auto term = d.termlist_begin(); term != d.termlist_end(); ++term)
                names.push_back(*term);
            auto name = names.begin();
            for (auto term = d.termlist_begin(); term != d.termlist_end(); ++term)
                termlist_add(&list, as_view(*name++), term.get_wdf());
            write(lists, *i, names.empty() ? (struct view){nullptr, 0} : view_of_buf(&list.tag));
            for (auto v = d.values_begin(); v != d.values_end(); ++v)
                slots.push_back(v.get_valueno());
            must(termlist_write_slots(lists, *i, slots.data(), slots.size(), &err), err);
            if (!d.get_data().empty())
                write(data, *i, as_view(d.get_data()));
        }
        termlist_release(&list);
        finish(lists, TABLE_TERMLIST);
        finish(data, TABLE_DOCDATA);
    }
    /* Everything, in the order in which a build does it. */
    void all()
    {
        postlist();
        position();
        documents();
        seal();
    }
    void seal()
    {
        memset(version.uuid, 7, sizeof version.uuid);
        must(version_write(out.c_str(), &version, &err), err);
    }
};

/* Everything that a reader can see, as one text. */
inline string content(const string &path)
{
    Xapian::Database db(path);
    string all = std::to_string(db.get_doccount()) + " " + std::to_string(db.get_lastdocid()) + " " +
                 std::to_string(db.get_total_length()) + " " + std::to_string(db.get_doclength_lower_bound()) + " " +
                 std::to_string(db.get_doclength_upper_bound()) + "\n";
    for (auto key = db.metadata_keys_begin(); key != db.metadata_keys_end(); ++key)
        all += *key + "=" + db.get_metadata(*key) + "\n";
    for (auto i = db.postlist_begin(""); i != db.postlist_end(""); ++i) {
        Xapian::Document d = db.get_document(*i);
        all += "doc " + std::to_string(*i) + " " + std::to_string(db.get_doclength(*i)) + " " + d.get_data() + "\n";
        for (auto term = d.termlist_begin(); term != d.termlist_end(); ++term)
            all += *term + ":" + std::to_string(term.get_wdf()) + " ";
        for (auto v = d.values_begin(); v != d.values_end(); ++v)
            all += std::to_string(v.get_valueno()) + "=" + *v + " ";
    }
    for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
        all += "\n" + *term + " " + std::to_string(term.get_termfreq()) + " " + std::to_string(db.get_collection_freq(*term)) + ":";
        for (auto i = db.postlist_begin(*term); i != db.postlist_end(*term); ++i) {
            all += " " + std::to_string(*i) + "/" + std::to_string(i.get_wdf());
            for (auto at = i.positionlist_begin(); at != i.positionlist_end(); ++at)
                all += "," + std::to_string(*at);
        }
    }
    return all;
}

#endif
