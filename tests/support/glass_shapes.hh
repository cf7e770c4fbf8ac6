/* Databases made through libxapian's API that try the corners of the glass format. Used by test_glass.cc. */
#ifndef LEDE_TESTS_SUPPORT_GLASS_SHAPES_HH
#define LEDE_TESTS_SUPPORT_GLASS_SHAPES_HH

#include <random>
#include <string>
#include <xapian.h>

using std::string;

struct shape {
    int documents, words, length, block_size, data_size;
    bool crowded; /* with values and long metadata: the first ten items of a table do not fit into a block */
    const char *what;
};
static const struct shape shapes[] = {
    {1, 3, 0, 8192, 0, false, "one document without terms"},
    {1, 5, 10, 2048, 100000, true, "long data in small blocks"},
    {40, 30, 20, 2048, 300, true, "small blocks"},
    {300, 2000, 200, 2048, 40, true, "deep trees"},
    {2000, 4000, 120, 8192, 60, true, "the usual block size"},
    {500, 50000, 400, 8192, 20, false, "many rare terms"},
    {3000, 20, 60, 8192, 0, true, "long posting lists in several chunks"},
    {400, 900, 90, 65536, 5000, false, "large blocks"},
};

static void make_database(const string &path, const struct shape &s, unsigned seed)
{
    std::mt19937 twister(seed);
    auto random = [&twister] { return static_cast<unsigned>(twister()); };
    Xapian::WritableDatabase db(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS, s.block_size);
    db.set_metadata("key", "value");
    if (s.crowded)
        db.set_metadata("another key", string(3000, 'x'));
    for (int d = 0; d < s.documents; d++) {
        Xapian::Document doc;
        uint32_t position = 0;
        for (int i = 0; i < s.length; i++) {
            unsigned pick = random() % static_cast<unsigned>(s.words);
            unsigned word = random() % (pick + 1);
            string term = "w" + std::to_string(word);
            term += word % 97 == 0 ? string(word % 240, 'q') : word % 89 == 0 ? string("\0z", 2) : "";
            position += 1 + (random() % 50 == 0 ? random() % 100000 : random() % 3);
            if (word % 3)
                doc.add_posting(term, position, word % 2);
            else
                doc.add_term(term, 1 + random() % (word % 53 == 0 ? 1000000 : 3));
        }
        string data;
        for (int i = 0; i < s.data_size; i++)
            data += static_cast<char>(random() % 256);
        doc.set_data(data);
        if (s.crowded && d % 3)
            doc.add_value(0, Xapian::sortable_serialise(static_cast<double>(random() % 1000)));
        if (s.crowded && d % 2)
            doc.add_value(31, "article " + std::to_string(d));
        if (d % 7 == 3)
            db.replace_document(static_cast<uint32_t>(db.get_lastdocid() + 1 + random() % 5), doc);
        else
            db.add_document(doc);
    }
    db.commit();
}

#endif
