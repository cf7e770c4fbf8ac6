#include "tests/oracle/oracle_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_scope(const struct ask *q)
{
    bool found = q->kind == ASK_SCOPE;
    for (int i = 0; i < q->count && !found; i++)
        found = has_scope(q->children[i]);
    return found;
}

struct ask *ask_make_scope(struct dice *d, const struct collection *c, int depth)
{
    static const char *const fields[] = {"title", "lead", "author"};
    struct ask *q = ask_new(ASK_SCOPE);
    q->field = fields[dice_roll(d, 3)];
    q->behind = strcmp(q->field, "author") != 0 && dice_roll(d, 3) == 0;
    bool simple = dice_roll(d, 2) == 0;
    struct ask *child = simple ? ask_make_word(d, c) : ask_make(d, c, depth - 1, false);
    if (has_scope(child)) { /* the language refuses it */
        ask_free(child);
        child = ask_make_word(d, c);
    }
    if (child->kind == ASK_VALUE || child->kind == ASK_DATE || child->kind == ASK_TOPIC) /* in: looks for words beside these */
        q->behind = false;
    ask_add(q, child);
    return q;
}

static struct ask *make_value(struct dice *d, const struct collection *c)
{
    static const char *const fields[] = {"source", "place", "lang", "topic", "id", "path", "url"};
    const struct oracle_article *a = ask_article(d, c);
    unsigned field = dice_roll(d, 7);
    const struct buf *values[] = {&a->source, &a->place, &a->language, &a->topics, &a->id, &a->path, &a->url};
    struct ask *q = ask_new(ASK_VALUE);
    struct view v = view_of_buf(values[field]);
    const char *line = v.len > 0 ? memchr(v.ptr, '\n', v.len) : NULL;
    if (line)
        v.len = (size_t)(line - v.ptr);
    q->field = fields[field];
    bool usable = v.len > 0 && v.len < ASK_TEXT && !memchr(v.ptr, '"', v.len);
    snprintf(q->text, sizeof q->text, "%.*s", usable ? (int)v.len : 7, usable ? v.ptr : "nowhere");
    return q;
}

static struct ask *make_date(struct dice *d, const struct collection *c)
{
    enum { DAY = 86400 };
    const struct oracle_article *a = ask_article(d, c);
    struct ask *q = ask_new(ASK_DATE);
    int64_t day = a->has_date ? a->published / DAY : 6000;
    q->from = (day - (int64_t)dice_roll(d, 200)) * DAY;
    q->to = (day + 1 + (int64_t)dice_roll(d, 200)) * DAY;
    return q;
}

/* A file of one ring or two, of words and phrases, some compared as they are written. */
static struct ask *make_topic(struct dice *d, const struct collection *c)
{
    struct ask *q = ask_new(ASK_TOPIC);
    snprintf(q->text, sizeof q->text, "%s-%u", c->topics, dice_roll(d, 1U << 30));
    FILE *file = fopen(q->text, "w");
    if (!file)
        abort();
    fputs("# members of a topic\n", file);
    for (unsigned n = 1 + dice_roll(d, ASK_CHILDREN); n > 0; n--) {
        struct ask *member = ask_new(dice_roll(d, 4) == 0 ? ASK_PHRASE : ASK_WORD);
        ask_pick(d, c, 1 + dice_roll(d, 3), member->text, sizeof member->text);
        const char *quote = member->kind == ASK_PHRASE ? "\"" : "";
        fprintf(file, "%s%s%s%s", quote, member->text, quote, n > 1 && dice_roll(d, 2) ? " = " : "\n");
        ask_add(q, member);
    }
    fclose(file);
    return q;
}

struct ask *ask_make_field(struct dice *d, const struct collection *c)
{
    unsigned roll = dice_roll(d, 5);
    return roll < 2 ? make_value(d, c) : roll < 4 ? make_date(d, c) : make_topic(d, c);
}
