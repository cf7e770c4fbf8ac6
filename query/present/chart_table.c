/* Timelines for scripts and spreadsheets. */
#include "query/present/chart.h"

#include "common/escape.h"
#include "query/present/json_result.h"

void chart_print_csv(const struct timeline *t, const struct print_settings *settings, struct buf *out)
{
    (void)settings;
    buf_add_text(out, "period,first_day,last_day,articles\r\n");
    for (size_t i = 0; i < t->count; i++) {
        int64_t period = t->first + (int64_t)i;
        period_add_name(t->by, period, out);
        buf_add_char(out, ',');
        period_add_first_day(t->by, period, out);
        buf_add_char(out, ',');
        period_add_last_day(t->by, period, out);
        buf_printf(out, ",%llu\r\n", (unsigned long long)t->counts[i]);
    }
    if (t->undated > 0)
        buf_printf(out, "undated,,,%llu\r\n", (unsigned long long)t->undated);
}

void chart_print_json(const struct timeline *t, const struct print_settings *settings, struct buf *out)
{
    (void)settings;
    buf_printf(out, "{\"lede\":%d", JSON_VERSION);
    json_add_text("query", t->query, out);
    buf_printf(out, ",\"by\":\"%s\",\"matches\":%llu,\"undated\":%llu,\"periods\":[", period_names[t->by],
               (unsigned long long)t->matches, (unsigned long long)t->undated);
    for (size_t i = 0; i < t->count; i++) {
        int64_t period = t->first + (int64_t)i;
        buf_add_text(out, i > 0 ? ",\n{\"period\":\"" : "\n{\"period\":\"");
        period_add_name(t->by, period, out);
        buf_add_text(out, "\",\"first_day\":\"");
        period_add_first_day(t->by, period, out);
        buf_add_text(out, "\",\"last_day\":\"");
        period_add_last_day(t->by, period, out);
        buf_printf(out, "\",\"articles\":%llu}", (unsigned long long)t->counts[i]);
    }
    buf_add_text(out, t->count > 0 ? "\n]}\n" : "]}\n");
}
