/* A timeline for people and scripts: bars in a terminal, CSV, JSON, and SVG. One file a form: chart_text.c, chart_table.c, chart_svg.c. They only append to a
 * buffer; the same timeline gives the same bytes. Used by the command timeline. */
#ifndef LEDE_QUERY_PRESENT_CHART_H
#define LEDE_QUERY_PRESENT_CHART_H

#include "query/present/printer.h"
#include "query/timeline.h"

/* A line a period: its name, its count, a bar. Where many periods in a row have nothing, one line stands for them and says how many they are. */
void chart_print_text(const struct timeline *t, const struct print_settings *settings, struct buf *out);

/* period,first_day,last_day,articles with a header line; articles without a date stand in a last line with the period "undated", if there are any. */
void chart_print_csv(const struct timeline *t, const struct print_settings *settings, struct buf *out);

void chart_print_json(const struct timeline *t, const struct print_settings *settings, struct buf *out);

/* A picture of its own, with title, axes and a tooltip a bar. */
void chart_print_svg(const struct timeline *t, struct buf *out);

#endif
