/* The glass tables that indexer/bulk writes, against libxapian's own: a database made through the API and compacted is read back and
 * written again by our encoders. Postlist and position tables must be equal to the byte, the rest in content. */
extern "C" {
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
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/glass_shapes.hh"
#include "tests/support/suite.h" /* last: Check defines a macro called fail */

namespace fs = std::filesystem;
using std::string;

static struct view as_view(const string &s)
{
    return {s.data(), s.size()};
}

static void must(enum status status, const struct error &err)
{
    ck_assert_msg(status == STATUS_OK, "%s", err.text);
}

static string file_bytes(const fs::path &path)
{
    std::ifstream in(path, std::ios::binary);
    return string(std::istreambuf_iterator<char>(in), {});
}

/* A table file without the bytes that nothing refers to (the library leaves there whatever an earlier block held). */
static string table_bytes(const fs::path &path, int block_size)
{
    string file = file_bytes(path), used;
    auto byte = [&file](size_t at) { return static_cast<size_t>(static_cast<unsigned char>(file[at])); };
    for (size_t block = 0; block + static_cast<size_t>(block_size) <= file.size(); block += static_cast<size_t>(block_size)) {
        size_t end = byte(block + 9) << 8 | byte(block + 10);
        used += file.substr(block, end);
        for (size_t slot = block + 11; slot < block + end; slot += 2) {
            size_t item = block + (byte(slot) << 8 | byte(slot + 1));
            size_t size = byte(block + 4) ? 4 + 1 + byte(item + 4) + 2 : ((byte(item) << 8 | byte(item + 1)) & 0x1FFF) + 3;
            used += file.substr(item, size);
        }
    }
    return used;
}

/* A folder that goes with the test. */
struct scratch_folder {
    fs::path path;
    scratch_folder()
    {
        char name[] = "/tmp/lede-glass-XXXXXX";
        path = mkdtemp(name);
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
    void lengths(struct btree *t, struct postlist *p)
    {
        postlist_begin_lengths(p, t);
        for (auto i = db.postlist_begin(""); i != db.postlist_end(""); ++i) {
            uint32_t len = db.get_doclength(*i);
            must(postlist_add(p, *i, len, &err), err);
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
                must(postlist_add(p, *i, i.get_wdf(), &err), err);
                version.highest_wdf = std::max(version.highest_wdf, i.get_wdf());
            }
            must(postlist_end(p, &err), err);
        }
    }

  public:
    rewriter(const string &from, const string &to, int size) : db(from), out(to), block_size(size)
    {
        fs::create_directory(to);
        version.block_size = static_cast<uint32_t>(size);
        version.documents = db.get_doccount();
        version.last_docid = db.get_lastdocid();
    }
    void postlist()
    {
        struct btree *t = open("postlist.glass");
        struct postlist p = {};
        for (auto key = db.metadata_keys_begin(); key != db.metadata_keys_end(); ++key)
            must(postlist_add_metadata(t, as_view(*key), as_view(db.get_metadata(*key)), &err), err);
        values(t);
        lengths(t, &p);
        terms(t, &p);
        postlist_release(&p);
        finish(t, TABLE_POSTLIST);
    }
    void position()
    {
        struct btree *t = open("position.glass");
        struct buf scratch = {};
        for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
            unsigned char key[600];
            size_t len = pack_sortable_string(key, as_view(*term), false);
            for (auto i = db.postlist_begin(*term); i != db.postlist_end(*term); ++i) {
                std::vector<uint32_t> positions(db.positionlist_begin(*i, *term), db.positionlist_end(*i, *term));
                if (!positions.empty())
                    must(position_add(t, {reinterpret_cast<char *>(key), len}, *i, positions.data(), positions.size(), &scratch,
                                      &err),
                         err);
            }
        }
        buf_release(&scratch);
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
            must(termlist_write(lists, *i, names.empty() ? (struct view){nullptr, 0} : view_of_buf(&list.tag), false, &err), err);
            for (auto v = d.values_begin(); v != d.values_end(); ++v)
                slots.push_back(v.get_valueno());
            must(termlist_write_slots(lists, *i, slots.data(), slots.size(), &err), err);
            if (!d.get_data().empty())
                must(termlist_write(data, *i, as_view(d.get_data()), false, &err), err);
        }
        termlist_release(&list);
        finish(lists, TABLE_TERMLIST);
        finish(data, TABLE_DOCDATA);
    }
    void seal()
    {
        memset(version.uuid, 7, sizeof version.uuid);
        must(version_write(out.c_str(), &version, &err), err);
    }
};

/* Everything that a reader can see, as one text. */
static string content(const string &path)
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

START_TEST(tables_are_those_of_libxapian)
{
    const struct shape &s = shapes[_i];
    scratch_folder folder;
    string made = folder.path / "made", compact = folder.path / "compact", ours = folder.path / "ours",
           again = folder.path / "again";
    make_database(made, s, 11U + static_cast<unsigned>(_i));
    Xapian::Database(made).compact(compact, 0, s.block_size);
    rewriter r(compact, ours, s.block_size);
    r.postlist();
    r.position();
    r.documents();
    r.seal();
    ck_assert_msg(content(compact) == content(ours), "%s: content", s.what);
    std::ostringstream faults;
    ck_assert_msg(Xapian::Database::check(ours, 0, &faults) == 0, "%s: %s", s.what, faults.str().c_str());
    auto same = [&s](const string &a, const string &b, const char *table) {
        return table_bytes(a + table, s.block_size) == table_bytes(b + table, s.block_size);
    };
    /* Where the first ten items of a table do not fit into one block, xapian-compact splits that block in its middle and ours is denser. */
    if (!s.crowded) {
        ck_assert_msg(same(compact, ours, "/postlist.glass"), "%s: postlist", s.what);
        ck_assert_msg(s.length <= 20 || same(compact, ours, "/position.glass"), "%s: position", s.what);
    }
    Xapian::Database(ours).compact(again, 0, s.block_size);
    for (const char *table : {"/postlist.glass", "/position.glass"})
        ck_assert_msg(s.length == 0 || same(compact, again, table), "%s: %s compacted again", s.what, table);
}
END_TEST

int main()
{
    Suite *suite = suite_create("glass");
    TCase *tcase = tcase_create("tables");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, tables_are_those_of_libxapian, 0, sizeof shapes / sizeof *shapes);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
