/* What the parts of the input share: see input.h. Private to input*.c. */
#ifndef LEDE_INDEXER_INPUT_PARTS_H
#define LEDE_INDEXER_INPUT_PARTS_H

#include "indexer/input.h"

/* input_file.c: append up to `want` bytes to `out`; at_end is set at the end of the file. */
enum status input_read(struct input *in, size_t want, struct buf *out, struct error *err) WARN_UNUSED;
/* input.c: the first bytes of what was read have gone. */
void input_drop(struct input *in, size_t len);

/* input_rows.c: input_part() where parts are cut between rows. */
enum status input_rows(struct input *in, struct buf *out, uint64_t *left_out, struct error *err) WARN_UNUSED;

#endif
