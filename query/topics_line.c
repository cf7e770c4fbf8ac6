#include "query/topics_form.h"

#include <string.h>

enum { LOOK_LINES = 20, QID_LOOK_MAX = 40 };

static size_t find_char(struct view v, char c)
{
    const char *found = v.len > 0 ? memchr(v.ptr, c, v.len) : NULL;
    return found ? (size_t)(found - v.ptr) : v.len;
}

/* "q12:" or "401:" with a digit, and no "https://": ordinary queries with a colon do not all look like this. */
static bool has_colon_qid(struct view line)
{
    size_t end = find_char(line, ':');
    bool has_digit = false;
    if (end == 0 || end >= QID_LOOK_MAX || end + 1 >= line.len || view_starts_with(view_sub(line, end, line.len), VIEW("://")))
        return false;
    for (size_t i = 0; i < end; i++) {
        char c = line.ptr[i];
        bool is_digit = c >= '0' && c <= '9', is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_digit && !is_letter && !strchr("_-.", c))
            return false;
        has_digit = has_digit || is_digit;
    }
    return has_digit;
}

static bool has_tab_qid(struct view line)
{
    size_t end = find_char(line, '\t');
    return end > 0 && end < line.len;
}

/* Whether all complete lines among the first ones pass; the last one counts only when it is the only one, as it may be cut. */
static bool all_lines(struct view text, bool (*passes)(struct view line))
{
    size_t seen = 0;
    while (text.len > 0 && seen < LOOK_LINES) {
        size_t end = find_char(text, '\n');
        struct view line = view_trim(view_sub(text, 0, end));
        if (end == text.len && seen > 0)
            break;
        text = view_sub(text, end + 1, text.len);
        if (line.len == 0)
            continue;
        if (!passes(line))
            return false;
        seen++;
    }
    return seen > 0;
}

/* <top>, <TOPICS>, <webtrack2009>, <?xml …, <!-- …: whatever the year called the outermost one. */
static bool begins_with_tag(struct view text)
{
    char next = text.len > 1 ? text.ptr[1] : ' ';
    return text.len > 1 && text.ptr[0] == '<' &&
           ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '?' || next == '!');
}

enum topics_form topics_recognise(struct view beginning)
{
    /* The end stays as it is: a last line without a newline may be cut. */
    struct view text =
        view_sub(beginning, view_trim(beginning).len ? (size_t)(view_trim(beginning).ptr - beginning.ptr) : 0, beginning.len);
    if (begins_with_tag(text))
        return TOPICS_TREC;
    if (text.len > 0 && text.ptr[0] == '{')
        return TOPICS_JSONL;
    if (has_tab_qid(view_sub(text, 0, find_char(text, '\n'))))
        return TOPICS_TSV;
    return all_lines(text, has_colon_qid) ? TOPICS_COLON : TOPICS_LINES;
}

enum status topics_line_form(struct view line, enum topics_form form, struct topic *out, struct error *err)
{
    bool is_tsv = form == TOPICS_TSV;
    if (form != TOPICS_TSV && form != TOPICS_COLON) {
        buf_add_uint(&out->qid, out->line);
        return topic_set_text(out, line, err);
    }
    size_t end = find_char(line, is_tsv ? '\t' : ':');
    if (end == line.len)
        return error_set(err, STATUS_INPUT, "there is no %s between a query id and its query", is_tsv ? "tab" : "colon");
    enum status status = topic_set_qid(out, view_sub(line, 0, end), err);
    if (status == STATUS_OK)
        status = topic_set_text(out, view_sub(line, end + 1, line.len), err);
    return status;
}
