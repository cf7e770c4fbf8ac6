#include "tests/oracle/oracle.h"

#include <string.h>

/* ---- as text ---- */

static void write_day(int64_t seconds, struct buf *out)
{
    date_format((struct date){seconds, 0, DATE_DAY}, out);
}

static void write_children(const struct ask *q, const char *between, struct buf *out)
{
    buf_add_char(out, '(');
    for (int i = 0; i < q->count; i++) {
        buf_add_text(out, i > 0 ? between : "");
        ask_write(q->children[i], out);
    }
    buf_add_char(out, ')');
}

static void write_near(const struct ask *q, struct buf *out)
{
    char between[32] = " ";
    struct buf sign = {0};
    buf_add_text(&sign, q->ordered ? " pre/" : " w/");
    if (q->unit == 'w')
        buf_printf(&sign, "%d ", q->number);
    else
        buf_printf(&sign, "%c ", q->unit);
    memcpy(between, sign.data, sign.len + 1);
    write_children(q, between, out);
    buf_release(&sign);
}

static void write_scope(const struct ask *q, struct buf *out)
{
    const struct ask *child = q->children[0];
    if (!q->behind) {
        buf_printf(out, "%s:", q->field);
        write_children(q, " ", out);
        return;
    }
    buf_add_char(out, '(');
    ask_write(child, out);
    buf_printf(out, " in:%s)", q->field);
}

static void write_node(const struct ask *q, struct buf *out)
{
    switch (q->kind) {
    case ASK_WORD:
    case ASK_PATTERN:
        buf_add_text(out, q->text);
        break;
    case ASK_EXACT:
        buf_printf(out, "=%s", q->text);
        break;
    case ASK_PHRASE:
        buf_printf(out, "\"%s\"", q->text);
        break;
    case ASK_FUZZY:
        buf_printf(out, "%s~%d", q->text, q->number);
        break;
    case ASK_NEAR:
        write_near(q, out);
        break;
    case ASK_ATLEAST:
        buf_printf(out, "atleast%d", q->number);
        write_children(q, " ", out);
        break;
    case ASK_SCOPE:
        write_scope(q, out);
        break;
    case ASK_TOPIC:
        buf_printf(out, "topic:\"@%s\"", q->text);
        break;
    case ASK_NOT:
        buf_add_text(out, "NOT ");
        write_children(q, " ", out);
        break;
    case ASK_VALUE:
        buf_printf(out, "%s:\"%s\"", q->field, q->text);
        break;
    case ASK_DATE:
        buf_add_text(out, "date:");
        write_day(q->from, out);
        buf_add_text(out, "..");
        write_day(q->to - 86400, out);
        break;
    default:
        write_children(q, q->kind == ASK_AND ? " AND " : q->kind == ASK_OR ? " OR " : " ", out);
    }
}

void ask_write(const struct ask *q, struct buf *out)
{
    if (q->must)
        buf_add_char(out, '+');
    write_node(q, out);
    if (q->boost > 0 && q->kind < ASK_VALUE)
        buf_printf(out, "^%d", q->boost);
}
