#include "common/escape.h"

#include "common/utf8.h"

#include <unicode/uchar.h>

static const char HEX[] = "0123456789ABCDEF";

/* One code point with its bytes, so that a bad byte and a true U+FFFD can be told apart. */
struct piece {
    uint32_t code;
    struct view bytes;
    bool bad;
};

static bool next_piece(struct view text, size_t *at, struct piece *out)
{
    if (*at >= text.len)
        return false;
    size_t start = *at;
    out->code = utf8_next(text, at);
    out->bytes = view_sub(text, start, *at);
    out->bad = out->code == UTF8_REPLACEMENT && !view_equal(out->bytes, VIEW("\xEF\xBF\xBD"));
    return true;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

/* Controls that hide or reorder text: Trojan Source, invisible tags. */
static bool is_deceptive(uint32_t code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF || (code >= 0xE0000 && code <= 0xE007F);
}

/* The bytes up to the next one that is not plain (printable ASCII other than those in `special`) are copied whole. */
static size_t copy_plain(struct view text, size_t at, const char *special, struct buf *out)
{
    size_t end = at;
    for (; end < text.len; end++) {
        unsigned char c = (unsigned char)text.ptr[end];
        bool plain = c >= 0x20 && c < 0x7F;
        for (const char *s = special; plain && *s; s++)
            plain = c != (unsigned char)*s;
        if (!plain)
            break;
    }
    buf_add_view(out, view_sub(text, at, end));
    return end;
}

static void add_hex_bytes(struct view bytes, const char *mark, struct buf *out)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        buf_add_text(out, mark);
        buf_add_char(out, HEX[c >> 4]);
        buf_add_char(out, HEX[c & 15]);
    }
}

/* The bytes as they are, or U+FFFD for a bad one. */
static void add_piece(const struct piece *p, struct buf *out)
{
    if (p->bad)
        utf8_add(UTF8_REPLACEMENT, out);
    else
        buf_add_view(out, p->bytes);
}

void escape_terminal(struct view text, bool multiline, struct buf *out)
{
    struct piece p;
    size_t at = copy_plain(text, 0, "", out);
    while (next_piece(text, &at, &p)) {
        if (p.bad || p.code < 0x20 || p.code == 0x7F) {
            bool keep = multiline && (p.code == '\n' || p.code == '\t');
            if (keep)
                buf_add_view(out, p.bytes);
            else
                add_hex_bytes(p.bytes, "\\x", out);
        } else if (is_control(p.code) || is_deceptive(p.code)) {
            buf_printf(out, p.code > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)p.code);
        } else {
            buf_add_view(out, p.bytes);
        }
        at = copy_plain(text, at, "", out);
    }
}

static void add_json_piece(const struct piece *p, struct buf *out)
{
    static const char short_forms[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'};
    if (p->code < sizeof short_forms && short_forms[p->code]) {
        buf_add_char(out, '\\');
        buf_add_char(out, short_forms[p->code]);
    } else if (is_control(p->code) || p->code == 0x2028 || p->code == 0x2029) {
        buf_printf(out, "\\u%04x", (unsigned)p->code);
    } else {
        add_piece(p, out);
    }
}

void escape_json(struct view text, struct buf *out)
{
    struct piece p;
    buf_add_char(out, '"');
    size_t at = copy_plain(text, 0, "\"\\", out);
    while (next_piece(text, &at, &p)) {
        add_json_piece(&p, out);
        at = copy_plain(text, at, "\"\\", out);
    }
    buf_add_char(out, '"');
}

static const char *html_reference(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void escape_html(struct view text, struct buf *out)
{
    struct piece p;
    size_t at = copy_plain(text, 0, "&<>\"'", out);
    while (next_piece(text, &at, &p)) {
        const char *reference = html_reference(p.code);
        if (reference)
            buf_add_text(out, reference);
        else if (is_control(p.code) && p.code != '\n' && p.code != '\t')
            utf8_add(UTF8_REPLACEMENT, out);
        else
            add_piece(&p, out);
        at = copy_plain(text, at, "&<>\"'", out);
    }
}

/* What a spreadsheet may take for a formula, perhaps after trimming spaces. */
static bool looks_like_formula(struct view text)
{
    size_t at = 0;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    if (at == text.len)
        return false;
    char c = text.ptr[at];
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

static bool csv_needs_quotes(struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ',' || c == '"' || c == '\r' || c == '\n')
            return true;
    }
    return text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
}

void escape_csv(struct view text, struct buf *out)
{
    struct piece p;
    bool quotes = csv_needs_quotes(text);
    if (quotes)
        buf_add_char(out, '"');
    if (looks_like_formula(text))
        buf_add_char(out, '\'');
    size_t at = copy_plain(text, 0, "\"", out);
    while (next_piece(text, &at, &p)) {
        if (p.code == '"')
            buf_add_text(out, "\"\"");
        else if (p.code == 0)
            utf8_add(UTF8_REPLACEMENT, out);
        else
            add_piece(&p, out);
        at = copy_plain(text, at, "\"", out);
    }
    if (quotes)
        buf_add_char(out, '"');
}

void escape_tsv(struct view text, struct buf *out)
{
    struct piece p;
    size_t at = copy_plain(text, 0, "\\", out);
    while (next_piece(text, &at, &p)) {
        const char *form = p.code == '\t'   ? "\\t"
                           : p.code == '\n' ? "\\n"
                           : p.code == '\r' ? "\\r"
                           : p.code == '\\' ? "\\\\"
                                            : NULL;
        if (form)
            buf_add_text(out, form);
        else
            add_piece(&p, out);
        at = copy_plain(text, at, "\\", out);
    }
}

void escape_trec(struct view text, struct buf *out)
{
    struct piece p;
    if (!text.len)
        buf_add_char(out, '%');
    size_t at = copy_plain(text, 0, " %", out);
    while (next_piece(text, &at, &p)) {
        if (p.bad || p.code == '%' || is_control(p.code) || u_isUWhiteSpace((UChar32)p.code))
            add_hex_bytes(p.bytes, "%", out);
        else
            buf_add_view(out, p.bytes);
        at = copy_plain(text, at, " %", out);
    }
}

static size_t code_width(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        return 0;
    if (code < 0x300) /* Latin: the most of what is not ASCII; the soft hyphen shows as nothing or as a hyphen */
        return code != 0xAD;
    int8_t type = u_charType((UChar32)code);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
        return 0;
    if (code >= 0x1160 && code <= 0x11FF) /* Hangul vowels and finals join the syllable before them */
        return 0;
    int32_t width = u_getIntPropertyValue((UChar32)code, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t escape_width(struct view text)
{
    size_t width = 0;
    for (size_t at = 0; at < text.len;) {
        unsigned char c = (unsigned char)text.ptr[at];
        if (c >= 0x80) {
            width += code_width(utf8_next(text, &at));
        } else {
            width += c >= 0x20 && c != 0x7F;
            at++;
        }
    }
    return width;
}
