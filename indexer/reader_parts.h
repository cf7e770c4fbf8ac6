/* What the parts of the reader share: see reader.h. Private to reader*.c. */
#ifndef LEDE_INDEXER_READER_PARTS_H
#define LEDE_INDEXER_READER_PARTS_H

#include "indexer/reader.h"

/* reader_file.c, but for reader_rows.c. STATUS_INTERRUPTED: nobody takes anything any more, or a signal came. The lane has the file from then on, and frees it. */
struct input_file *reader_file_new(const char *path, const char *shown);
/* The only chunk of a file that is not parsed. */
enum status reader_put_single(struct reader *r, struct input_file *file, enum chunk_kind kind, const char *reason);
enum status reader_lines(struct reader *r, struct input_file *file, struct input *in) WARN_UNUSED;
/* A file of CSV whose parts may be parsed alone: get what all of them must know. False: it must be read whole. */
bool reader_rows(struct input_file *file, struct input *in);
enum status reader_file(struct reader *r, struct input_file *file) WARN_UNUSED;

#endif
