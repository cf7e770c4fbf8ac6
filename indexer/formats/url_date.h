/* The day that the address of an article names, as most papers' do: /2024/05/03/, /2024-05-03/, /2024/may/03/. Any thread. Used by draft.c. */
#ifndef LEDE_INDEXER_FORMATS_URL_DATE_H
#define LEDE_INDEXER_FORMATS_URL_DATE_H

#include "common/buf.h"
#include "common/date.h"

/* False (out untouched) when the path names no day of the years from 1990 on. */
bool url_date_find(struct view url, struct date *out);

#endif
