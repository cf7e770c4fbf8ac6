#include "common/article.h"

#include "common/block16.h"
#include "common/utf8.h"

#include <string.h>
#include <xxhash.h>

/* ---- cleaning ---- */

enum code_class {
    CODE_KEEP,
    CODE_DROP,      /* controls, soft hyphen, byte order mark */
    CODE_SPACE,     /* no-break spaces: a line end may well stand there */
    CODE_LINE,      /* ends a line */
    CODE_PARAGRAPH, /* ends a paragraph */
};

static enum code_class classify_ascii(unsigned char c)
{
    if (c == '\n' || c == '\r' || c == '\v' || c == '\f')
        return CODE_LINE;
    return c >= ' ' && c != 0x7F ? CODE_KEEP : c == '\t' ? CODE_KEEP : CODE_DROP;
}

static enum code_class classify(uint32_t code)
{
    switch (code) {
    case 0x85:
    case 0x2028:
        return CODE_LINE;
    case 0x2029:
        return CODE_PARAGRAPH;
    case 0xA0:
    case 0x202F:
        return CODE_SPACE;
    case 0xAD:
    case 0xFEFF:
        return CODE_DROP;
    default:
        return code >= 0x80 && code < 0xA0 ? CODE_DROP : CODE_KEEP;
    }
}

/* The next piece of a raw text: a run of bytes to keep, or one code point of another class. */
struct piece_of_text {
    enum code_class class;
    struct view run;
    bool replaced; /* an ill-formed sequence; run is empty */
};

/* Printable ASCII, which needs no further look. */
static size_t plain_run(struct view raw, size_t at)
{
    size_t start = at;
    for (; raw.len - at >= BLOCK16; at += BLOCK16) {
        unsigned others = block16_unprintable((const unsigned char *)raw.ptr + at);
        if (others)
            return at + (unsigned)__builtin_ctz(others) - start;
    }
    while (at < raw.len && (unsigned char)raw.ptr[at] >= ' ' && (unsigned char)raw.ptr[at] < 0x7F)
        at++;
    return at - start;
}

static struct piece_of_text take_piece(struct view raw, size_t *at)
{
    size_t start = *at;
    size_t plain = plain_run(raw, start);
    if (plain) {
        *at += plain;
        return (struct piece_of_text){CODE_KEEP, view_sub(raw, start, *at), false};
    }
    unsigned char c = (unsigned char)raw.ptr[start];
    if (c < 0x80) {
        bool pair = c == '\r' && start + 1 < raw.len && raw.ptr[start + 1] == '\n';
        *at += pair ? 2 : 1;
        return (struct piece_of_text){classify_ascii(c), view_sub(raw, start, *at), false};
    }
    uint32_t code = utf8_next(raw, at);
    struct view run = view_sub(raw, start, *at);
    if (code == UTF8_REPLACEMENT && !view_equal(run, VIEW("\xEF\xBF\xBD")))
        return (struct piece_of_text){CODE_KEEP, {0}, true};
    return (struct piece_of_text){classify(code), run, false};
}

/* Where a text stands while it is being cleaned: `start` is where it began in out, `breaks` how many line ends wait to be written
 * before the next kept bytes (2 make a blank line). */
struct cleaner {
    struct buf *out;
    size_t start;
    unsigned breaks;
};

static void end_line(struct cleaner *c, unsigned breaks)
{
    struct buf *out = c->out;
    size_t len = out->len;
    for (; len > c->start; len--) {
        char last = out->data[len - 1];
        if (last != ' ' && last != '\t' && last != '\n')
            break;
        breaks += last == '\n';
    }
    buf_truncate(out, len);
    c->breaks += breaks;
}

static void keep(struct cleaner *c, struct view run)
{
    if (c->breaks) {
        if (c->out->len > c->start)
            buf_add(c->out, "\n\n", c->breaks > 1 ? 2 : 1);
        c->breaks = 0;
    }
    buf_add_view(c->out, run);
}

size_t article_clean_text(struct view raw, struct buf *out)
{
    struct cleaner c = {.out = out, .start = out->len};
    size_t replaced = 0;
    for (size_t at = 0; at < raw.len;) {
        struct piece_of_text piece = take_piece(raw, &at);
        if (piece.replaced) {
            keep(&c, VIEW("\xEF\xBF\xBD"));
            replaced++;
        } else if (piece.class == CODE_KEEP) {
            keep(&c, piece.run);
        } else if (piece.class == CODE_SPACE) {
            keep(&c, VIEW(" "));
        } else if (piece.class != CODE_DROP) {
            end_line(&c, piece.class == CODE_PARAGRAPH ? 2 : 1);
        }
    }
    end_line(&c, 0);
    return replaced;
}

/* Add a run with its white space squeezed; *space says that some waits to be written. */
static void add_squeezed(struct view run, size_t start, bool *space, struct buf *out)
{
    for (size_t i = 0; i < run.len;) {
        size_t from = i;
        while (i < run.len && run.ptr[i] != ' ' && run.ptr[i] != '\t')
            i++;
        if (i > from) {
            if (*space && out->len > start)
                buf_add_char(out, ' ');
            *space = false;
            buf_add(out, run.ptr + from, i - from);
        }
        for (; i < run.len && (run.ptr[i] == ' ' || run.ptr[i] == '\t'); i++)
            *space = true;
    }
}

size_t article_clean_line(struct view raw, struct buf *out)
{
    size_t start = out->len;
    size_t replaced = 0;
    bool space = false;
    for (size_t at = 0; at < raw.len;) {
        struct piece_of_text piece = take_piece(raw, &at);
        if (piece.replaced) {
            add_squeezed(VIEW("\xEF\xBF\xBD"), start, &space, out);
            replaced++;
        } else if (piece.class == CODE_KEEP) {
            add_squeezed(piece.run, start, &space, out);
        } else if (piece.class != CODE_DROP) {
            space = true;
        }
    }
    return replaced;
}

/* ---- hash ---- */

static uint64_t date_bits(struct date d)
{
    return (uint64_t)d.seconds << 28 ^ (uint64_t)(uint16_t)d.zone << 8 ^ d.precision;
}

struct article_hash article_hash(const struct article *a)
{
    const struct view fields[] = {a->id,     a->title, a->text,     a->source, a->place,
                                  a->author, a->url,   a->language, a->topics, a->path};
    enum { FIELDS = sizeof fields / sizeof *fields };
    /* A hash of hashes: no field can run into its neighbour, and nothing is copied. */
    uint64_t parts[2 * FIELDS + 2];
    for (size_t i = 0; i < FIELDS; i++) {
        XXH128_hash_t h = XXH3_128bits(fields[i].ptr, fields[i].len);
        parts[2 * i] = h.low64;
        parts[2 * i + 1] = h.high64;
    }
    parts[2 * FIELDS] = date_bits(a->published);
    parts[2 * FIELDS + 1] = date_bits(a->modified);
    XXH128_hash_t h = XXH3_128bits(parts, sizeof parts);
    return (struct article_hash){h.low64, h.high64};
}
