/* The glass tables that indexer/bulk writes, against libxapian's own: a database made through the API and compacted is read back and
 * written again by our encoders. Postlist and position tables must be equal to the byte, the rest in content. */
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/glass_rewriter.hh"
#include "tests/support/glass_shapes.hh"

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

START_TEST(tables_are_those_of_libxapian)
{
    const struct shape &s = shapes[_i];
    scratch_folder folder;
    string made = folder.path / "made", compact = folder.path / "compact", ours = folder.path / "ours",
           again = folder.path / "again";
    make_database(made, s, 11U + static_cast<unsigned>(_i));
    Xapian::Database(made).compact(compact, 0, s.block_size);
    rewriter r(compact, ours, s.block_size);
    r.all();
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

static enum status add_position(struct position_list *list, uint32_t docid)
{
    struct error err = {};
    const uint32_t positions[] = {docid};
    return position_add(list, docid, positions, 1, &err);
}

/* The keys of a term's entries are not compared with each other on the quick way into a leaf. */
START_TEST(positions_out_of_order_are_refused)
{
    scratch_folder folder;
    struct error err = {};
    struct btree *t = nullptr;
    must(btree_create((folder.path / "position.glass").c_str(), TABLE_BLOCK_SIZE, &t, &err), err);
    struct position_list list = {};
    position_begin(&list, t, {"m", 2});
    must(add_position(&list, 5), err);
    must(add_position(&list, 7), err);
    ck_assert_int_eq(add_position(&list, 7), STATUS_INPUT);
    ck_assert_int_eq(add_position(&list, 6), STATUS_INPUT);
    position_begin(&list, t, {"m", 2}); /* the last entry of the leaf counts, whichever way it came */
    ck_assert_int_eq(add_position(&list, 6), STATUS_INPUT);
    position_begin(&list, t, {"a", 2});
    ck_assert_int_eq(add_position(&list, 9), STATUS_INPUT);
    position_begin(&list, t, {"n", 2});
    ck_assert_int_eq(add_position(&list, 1), STATUS_OK);
    ck_assert_uint_eq(btree_entries(t), 3);
    position_release(&list);
    btree_free(t);
}
END_TEST

START_TEST(postings_out_of_order_are_refused)
{
    scratch_folder folder;
    struct error err = {};
    struct btree *t = nullptr;
    must(btree_create((folder.path / "postlist.glass").c_str(), TABLE_BLOCK_SIZE, &t, &err), err);
    struct postlist list = {};
    std::vector<struct posting> items;
    for (uint32_t docid = 1; docid <= 3000; docid++) /* several chunks */
        items.push_back({docid, {1}});
    must(postlist_begin_term(&list, t, {"term", 4}, 3000, 3000, &err), err);
    ck_assert_int_eq(postlist_add(&list, items.data(), items.size(), &err), STATUS_OK);
    ck_assert_int_eq(postlist_add(&list, &items.back(), 1, &err), STATUS_INPUT);
    std::swap(items[2998], items[2999]);
    must(postlist_begin_term(&list, t, {"then", 4}, 3000, 3000, &err), err);
    ck_assert_int_eq(postlist_add(&list, items.data(), items.size(), &err), STATUS_INPUT);
    btree_free(t);
}
END_TEST

int main()
{
    Suite *suite = suite_create("glass");
    TCase *tcase = tcase_create("tables");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, tables_are_those_of_libxapian, 0, sizeof shapes / sizeof *shapes);
    tcase_add_test(tcase, positions_out_of_order_are_refused);
    tcase_add_test(tcase, postings_out_of_order_are_refused);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
