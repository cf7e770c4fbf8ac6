/* A thousand small databases made at random, at all three block sizes: what our encoders write of each is sound, and its content is the same. They try the
 * corners of the format: zero bytes in terms and keys, terms of 245 bytes, gaps between docids, documents without terms or of length 0, huge wdf, positions up to
 * 2^32 - 1, values in high slots, large data that compresses well (which libxapian may fail to inflate) or not at all. The seed is fixed. */
#include <random>
#include <sstream>
#include <string>

#include "tests/support/glass_rewriter.hh"

enum { DATABASES = 1000, PARTS = 20 };

class maker
{
    std::mt19937 twister;

  public:
    explicit maker(unsigned seed) : twister(seed)
    {
    }
    unsigned below(unsigned n)
    {
        return n ? static_cast<unsigned>(twister()) % n : 0;
    }
    string bytes(size_t length)
    {
        string s;
        for (size_t i = 0; i < length; i++)
            s += static_cast<char>(below(256));
        return s;
    }
    /* At most 245 bytes, and 249 with every zero byte counted twice. */
    string term()
    {
        static const char *const beginnings[] = {"", "Z", "S", "summit", "x", "\xff"};
        string s = beginnings[below(6)] + std::to_string(below(40));
        switch (below(12)) {
        case 0:
            return string(1 + below(60), '\0') + s;
        case 1:
            return s + string("\0\xff", 2) + string(below(3), '\0');
        case 2:
            return s + string(245 - s.size(), 'q');
        case 3:
            return string(1, '\0');
        case 4:
            return bytes(1 + below(100));
        default:
            return s;
        }
    }
    string data()
    {
        switch (below(9)) {
        case 0:
            return "";
        case 1:
            return bytes(below(20));
        case 2: /* long runs: their streams end in the middle of the reader's steps */
            return string(8190 + below(40000), static_cast<char>(below(4)));
        case 3: {
            string s;
            while (s.size() < 8000 + below(30000))
                s += "the summit of the " + std::to_string(below(50)) + " ";
            return s;
        }
        case 4:
            return below(20) ? bytes(below(3000)) : bytes(400000);
        default:
            return "article " + std::to_string(below(1000));
        }
    }
    void positions(Xapian::Document &doc, const string &name)
    {
        uint64_t at = below(10);
        for (unsigned i = 0; i <= below(30) && at <= UINT32_MAX; i++) {
            doc.add_posting(name, static_cast<Xapian::termpos>(at), 0);
            at += 1 + (below(8) == 0 ? below(UINT32_MAX) : below(9));
        }
        if (below(10) == 0)
            doc.add_posting(name, UINT32_MAX, 0);
    }
    Xapian::Document document()
    {
        Xapian::Document doc;
        unsigned terms = below(5) ? below(40) : 0;
        for (unsigned i = 0; i < terms; i++) {
            string name = term();
            if (below(3) == 0)
                positions(doc, name);
            else
                doc.add_term(name, below(3) == 0 ? 0 : below(30) ? below(300) : 1U << 25);
        }
        for (unsigned i = below(4); i > 0; i--)
            doc.add_value(below(3) ? below(3) : below(100), bytes(1 + below(below(9) ? 30 : 1500)));
        doc.set_data(data());
        return doc;
    }
    void database(const string &path, int block_size, unsigned widest_gap)
    {
        Xapian::WritableDatabase db(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC, block_size);
        for (unsigned i = below(4); i > 0; i--)
            db.set_metadata(below(2) ? term() : "key" + std::to_string(i), bytes(1 + below(below(9) ? 40 : 9000)));
        Xapian::docid last = 0;
        for (unsigned i = below(14); i > 0; i--) {
            uint64_t next = last + 1ULL + (below(3) ? 0 : below(below(6) ? 4 : widest_gap));
            last = next > UINT32_MAX - 20 ? last + 1 : static_cast<Xapian::docid>(next);
            db.replace_document(last, document());
        }
        db.commit();
    }
};

/* libxapian cannot inflate some of the data that it has itself compressed: such a database has nothing to compare with. */
static bool can_be_read(const string &path)
{
    try {
        content(path);
        return true;
    } catch (const Xapian::DatabaseCorruptError &) {
        fs::remove_all(path);
        return false;
    }
}

static size_t faults(const string &path, string &told)
{
    std::ostringstream out;
    size_t count = Xapian::Database::check(path, 0, &out);
    told = out.str();
    return count;
}

static void check_one(unsigned number)
{
    static const int block_sizes[] = {2048, 8192, 65536};
    scratch_folder folder;
    string made = folder.path / "made", ours = folder.path / "ours", told, ignored;
    int block_size = block_sizes[number % 3];
    /* libxapian's check has an array of all docids up to the last: it is spared the widest gaps. */
    bool far = number % 50 == 0;
    unsigned seed = number;
    do {
        maker(seed).database(made, block_size, far ? 1U << 29 : 1U << 12);
        seed += DATABASES;
    } while (!can_be_read(made));
    rewriter(made, ours, block_size, number % 2 == 1).all();
    ck_assert_msg(content(made) == content(ours), "database %u: other content", number);
    /* The check takes a document of length 0 that has positions for a fault, whoever wrote it. */
    ck_assert_msg(far || faults(ours, told) == faults(made, ignored), "database %u: %s", number, told.c_str());
}

START_TEST(random_databases_are_written_as_libxapian_does)
{
    for (unsigned i = 0; i < DATABASES / PARTS; i++)
        check_one(static_cast<unsigned>(_i) * (DATABASES / PARTS) + i);
}
END_TEST

int main()
{
    Suite *suite = suite_create("glass property");
    TCase *tcase = tcase_create("random databases");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, random_databases_are_written_as_libxapian_does, 0, PARTS);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
