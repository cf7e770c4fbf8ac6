/* Posting lists decoded by ListReader are those that libxapian gives. */
#include "common/store_lists.hh"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "tests/support/suite.h" /* last: Check defines fail() as a macro */

using List = std::vector<std::pair<uint32_t, uint32_t>>;

static std::string new_path()
{
    static int number = 0;
    return std::filesystem::temp_directory_path() / ("lede-lists-" + std::to_string(getpid()) + "-" + std::to_string(number++));
}

/* Terms of all frequencies, some with zeros in them, some a beginning of others; far gaps, high frequencies, documents without a term. */
static void add_documents(Xapian::WritableDatabase &db, unsigned count)
{
    static const std::string zero("Zz\0z", 4), zeros("Zz\0", 3);
    for (unsigned i = 1; i <= count; i++) {
        Xapian::Document d;
        for (unsigned n = 1; n < 4000; n = n * 3 + 1) {
            if (i % n == 0 && i % 11 != 0)
                d.add_term("Zt" + std::to_string(n), i % 1000 == 0 ? 70000 * n : 1 + i % 200);
        }
        if (i % 3 == 0)
            d.add_term(i % 2 ? zero : zeros);
        db.add_document(d);
    }
    Xapian::Document far;
    far.add_term("Zt1", 3);
    db.replace_document(db.get_lastdocid() + 100000, far);
}

static List by_library(const Xapian::Database &db, const std::string &term)
{
    List list;
    for (auto it = db.postlist_begin(term), end = db.postlist_end(term); it != end; ++it)
        list.emplace_back(*it, term.empty() ? it.get_doclength() : it.get_wdf());
    return list;
}

static void compare(const Xapian::Database &db, ListReader &reader)
{
    std::vector<std::string> terms = {"", "Znowhere", "Zt", std::string("Zz\0\0", 4)};
    for (auto it = db.allterms_begin(), end = db.allterms_end(); it != end; ++it)
        terms.push_back(*it);
    for (const std::string &term : terms) {
        List list;
        reader.for_each(db, term, [&](uint32_t docid, uint32_t wdf) { list.emplace_back(docid, wdf); });
        ck_assert(list == by_library(db, term));
    }
}

static const int block_sizes[] = {2048, 8192, 65536};

START_TEST(lists_are_those_of_the_library)
{
    std::string path = new_path();
    Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS, block_sizes[_i]);
    for (unsigned round = 0; round < 3; round++) {
        add_documents(writer, round == 0 ? 1 : 20000);
        for (const auto &document : by_library(writer, "")) {
            if (document.first % 7 == round + 3)
                writer.delete_document(document.first);
        }
        writer.commit();
        Xapian::Database db(path);
        ListReader reader;
        reader.open(db, path);
        ck_assert(reader.is_open());
        compare(db, reader);
    }
    std::filesystem::remove_all(path);
}
END_TEST

/* What does not belong together is not read here. */
START_TEST(another_database_or_state_is_left_to_the_library)
{
    std::string path = new_path(), other = new_path();
    Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
    add_documents(writer, 100);
    writer.commit();
    Xapian::Database db(path);
    ListReader reader;
    reader.open(db, path);
    ck_assert(reader.is_open());
    reader.open(db, "");
    ck_assert(!reader.is_open());
    reader.open(db, other);
    ck_assert(!reader.is_open());
    add_documents(writer, 100);
    writer.commit();
    reader.open(db, path);
    ck_assert(!reader.is_open());
    compare(db, reader);
    Xapian::WritableDatabase stranger(other, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
    add_documents(stranger, 100);
    stranger.commit();
    reader.open(db, other);
    ck_assert(!reader.is_open());
    std::filesystem::remove_all(path);
    std::filesystem::remove_all(other);
}
END_TEST

/* Bytes of the table are changed behind the back of an open database: there may be an error or a wrong number, but nothing is given twice, or beyond the last document. */
START_TEST(damage_does_no_harm)
{
    std::string path = new_path();
    Xapian::WritableDatabase writer(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS, 2048);
    add_documents(writer, 3000);
    writer.commit();
    std::string table = path + "/postlist.glass";
    size_t size = std::filesystem::file_size(table);
    unsigned random = 5;
    for (int round = 0; round < 300; round++) {
        random = random * 1664525 + 1013904223;
        std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
        std::streamoff at = static_cast<std::streamoff>((random >> 4) % size);
        file.seekg(at);
        int before = file.get();
        file.seekp(at);
        file.put(static_cast<char>(random >> 24));
        file.flush();
        (void)guard(nullptr, [&] {
            Xapian::Database db(path);
            ListReader reader;
            reader.open(db, path);
            for (const char *term : {"", "Zt1", "Zt4", "Zt13"}) {
                uint32_t last = 0;
                reader.for_each(db, term, [&](uint32_t docid, uint32_t) {
                    ck_assert_uint_gt(docid, last);
                    last = docid;
                });
            }
            return STATUS_OK;
        });
        file.seekp(at);
        file.put(static_cast<char>(before));
    }
    std::filesystem::remove_all(path);
}
END_TEST

int main()
{
    TCase *tcase = tcase_create("store_lists");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, lists_are_those_of_the_library, 0, sizeof block_sizes / sizeof *block_sizes);
    tcase_add_test(tcase, another_database_or_state_is_left_to_the_library);
    tcase_add_test(tcase, damage_does_no_harm);
    Suite *suite = suite_create("store_lists");
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
