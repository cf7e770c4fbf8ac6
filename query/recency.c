#include "query/recency.h"

#include <math.h>

double recency_factor(const struct search_settings *settings, struct date published)
{
    if (!(settings->half_life > 0))
        return 1;
    if (published.precision == DATE_NONE)
        return 0;
    double age = (double)settings->now - (double)published.seconds;
    return age > 0 ? exp2(-age / settings->half_life) : 1;
}

enum status recency_parse(struct view text, double *half_life, struct error *err)
{
    static const struct {
        char letter;
        int hours;
    } units[] = {{'h', 1}, {'d', 24}, {'w', 7 * 24}, {'m', 30 * 24}, {'y', 365 * 24}};
    enum { MOST = 100000, HOUR = 3600 };
    struct view v = view_trim(text);
    uint32_t number = 0;
    for (size_t i = 0; i + 1 < v.len && number <= MOST; i++) {
        if (v.ptr[i] < '0' || v.ptr[i] > '9') {
            number = 0;
            break;
        }
        number = number * 10 + (uint32_t)(v.ptr[i] - '0');
    }
    for (size_t i = 0; v.len > 1 && number > 0 && number <= MOST && i < sizeof units / sizeof *units; i++) {
        if (v.ptr[v.len - 1] != units[i].letter)
            continue;
        *half_life = (double)number * units[i].hours * HOUR;
        return STATUS_OK;
    }
    return error_set(err, STATUS_USAGE, "\"%.*s\" is no stretch of time; understood are 12h, 30d, 2w, 3m, 1y",
                     (int)(v.len < 40 ? v.len : 40), v.ptr ? v.ptr : "");
}
