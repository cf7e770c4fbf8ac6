/* What is new of a saved query: for people, as lines of JSON, as CSV. They only append to a buffer. Used by the command alert. */
#ifndef LEDE_QUERY_PRESENT_NEWS_H
#define LEDE_QUERY_PRESENT_NEWS_H

#include "query/alert.h"
#include "query/present/printer.h"

/* A heading with the query and its counts, then each article with its passage; nothing at all for a query without news. */
void news_print_text(const struct alert_news *n, const struct print_settings *settings, struct buf *out);

/* A line an article: {"qid":…,"query":…,"change":"new" or "changed", and what a result of `search` has}. */
void news_print_jsonl(const struct alert_news *n, const struct print_settings *settings, struct buf *out);

/* qid,query,change,id,date,source,title,url,path,text; news_print_csv_header once before all. */
void news_print_csv(const struct alert_news *n, const struct print_settings *settings, struct buf *out);
void news_print_csv_header(struct buf *out);

#endif
