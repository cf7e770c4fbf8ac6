#include "indexer/formats/format.h"

#include "common/utf8.h"
#include "indexer/charset.h"
#include "indexer/decompress.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

/* How sure a recogniser must be to overrule the extension of the file. */
enum { SURE_AGAINST_EXTENSION = 90, SURE_ALONE = 50 };

const struct format *const *formats_all(void)
{
    static const struct format *const all[] = {&format_text, &format_json, &format_jsonl, &format_csv, &format_html,
                                               &format_feed, &format_nitf, &format_trec,  NULL};
    return all;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool has_extension(const struct format *format, const char *extension)
{
    for (const char *const *e = format->extensions; *e; e++)
        if (strcasecmp(*e, extension) == 0)
            return true;
    return false;
}

static const struct format *by_extension(const char *extension)
{
    for (const struct format *const *f = formats_all(); *f; f++)
        if (has_extension(*f, extension))
            return *f;
    return NULL;
}

/* Kinds of files that hold no news text of their own, whatever their bytes look like. */
static bool is_foreign(const char *extension)
{
    static const char *const foreign[] = {"zip", "7z",   "tar",  "tgz",   "tbz",  "txz", "rar", "jar", "deb", "rpm", "png",
                                          "jpg", "jpeg", "gif",  "svg",   "pdf",  "css", "js",  "mjs", "map", "ico", "mp3",
                                          "mp4", "ttf",  "woff", "woff2", "lock", "tmp", "swp", "bak", NULL};
    for (const char *const *e = foreign; *e; e++)
        if (strcasecmp(*e, extension) == 0)
            return true;
    return false;
}

static const struct format *by_content(struct view head, const struct format *expected)
{
    const struct format *best = NULL;
    int best_sure = expected ? SURE_AGAINST_EXTENSION - 1 : SURE_ALONE - 1;
    for (const struct format *const *f = formats_all(); *f; f++) {
        int sure = (*f)->recognise ? (*f)->recognise(head) : 0;
        if (sure > best_sure) {
            best = *f;
            best_sure = sure;
        }
    }
    return best;
}

/* The first bytes of UTF-16 or UTF-32 as ASCII, so that recognisers see what they know: every NUL byte is left out. */
static struct view without_nuls(struct view head, char *room, size_t size)
{
    if (head.len == 0 || !memchr(head.ptr, '\0', head.len))
        return head;
    size_t len = 0;
    for (size_t i = 0; i < head.len && len < size; i++)
        if (head.ptr[i])
            room[len++] = head.ptr[i];
    return (struct view){room, len};
}

/* Feeds, collections and documents in markup that Lede does not read: as plain text they would be one article of tags. */
static bool is_foreign_markup(struct view head)
{
    static const char *const starts[] = {"<?xml",   "<rss",       "<feed", "<rdf:rdf", "<opml",  "<urlset",  "<sitemapindex",
                                         "<svg",    "<nitf",      "<news", "<doc>",    "<docno", "<reuters", "<!doctype lewis",
                                         "warc/1.", "<mediawiki", "{\\rtf"};
    head = view_trim(utf8_without_mark(view_trim(head)));
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (view_equal_ignoring_case(view_sub(head, 0, strlen(starts[i])), view_of(starts[i])))
            return true;
    return false;
}

const struct format *formats_detect(const char *path, struct view head)
{
    char name[NAME_MAX + 1];
    struct view bare = decompress_name(base_name(path));
    snprintf(name, sizeof name, "%.*s", (int)bare.len, bare.ptr);
    const char *dot = strrchr(name, '.');
    const char *extension = dot ? dot + 1 : "";
    if (name[0] == '.' || is_foreign(extension) || charset_is_binary(head))
        return NULL;
    char room[4096];
    const struct format *expected = by_extension(extension);
    const struct view ascii = without_nuls(head, room, sizeof room);
    const bool foreign = (!expected || expected == &format_text) && is_foreign_markup(ascii);
    const struct format *certain =
        by_content(ascii, foreign ? &format_text : expected); /* XHTML is certain enough against .xml, too */
    if (certain || foreign)
        return certain;
    return expected ? expected : &format_text;
}

/* File names are bytes: what is no printable UTF-8 stands as %XX, so that two names never give one id. */
static void add_name(const char *name, struct buf *out)
{
    struct view v = view_of(name);
    for (size_t at = 0; at < v.len;) {
        size_t start = at;
        uint32_t code = utf8_next(v, &at);
        bool bad = code == UTF8_REPLACEMENT && !view_equal(view_sub(v, start, at), VIEW("\xEF\xBF\xBD"));
        bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
        if (!bad && !control) {
            buf_add_view(out, view_sub(v, start, at));
            continue;
        }
        for (; start < at; start++)
            buf_printf(out, "%%%02X", (unsigned char)v.ptr[start]);
    }
}

void format_make_id(const struct source *source, uint64_t line, size_t nth, struct buf *out)
{
    size_t start = out->len;
    add_name(source->shown, out);
    char suffix[48] = "";
    if (line && nth > 1)
        snprintf(suffix, sizeof suffix, ":%llu.%zu", (unsigned long long)line, nth);
    else if (line)
        snprintf(suffix, sizeof suffix, ":%llu", (unsigned long long)line);
    if (out->len - start + strlen(suffix) > ARTICLE_MAX_ID) {
        unsigned long long hash = XXH3_64bits(source->shown, strlen(source->shown));
        size_t end = start + ARTICLE_MAX_ID - 17 - strlen(suffix);
        while (end > start && ((unsigned char)out->data[end] & 0xC0) == 0x80)
            end--;
        buf_truncate(out, end);
        buf_printf(out, "#%016llx", hash);
    }
    buf_add_text(out, suffix);
}
