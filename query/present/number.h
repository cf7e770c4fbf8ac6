/* Numbers as text, the same on every machine: no locale, shortest form that reads back. Used by printers and by eval. Pure, any thread. */
#ifndef LEDE_QUERY_PRESENT_NUMBER_H
#define LEDE_QUERY_PRESENT_NUMBER_H

#include "common/buf.h"

/* The shortest decimal of 15 to 17 digits that reads back as the same double; JSON's null for infinities and NaN. */
void number_add(double number, struct buf *out);

/* 12,345 */
void number_add_grouped(uint64_t number, struct buf *out);
size_t number_width(uint64_t number); /* columns of that */

#endif
