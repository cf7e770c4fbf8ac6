/* An input file that is being read: whole, or in parts cut at line ends, or between rows of CSV, with bounded memory; its bytes are hashed on
 * the way. A compressed file is read as what it holds.
 *
 * Only regular files are opened (O_NONBLOCK, checked by fstat), and standard input. Used by the reader of the pipeline. */
#ifndef LEDE_INDEXER_INPUT_H
#define LEDE_INDEXER_INPUT_H

#include "indexer/decompress.h"

#include <xxhash.h>

enum {
    INPUT_MAX_WHOLE = 256 << 20, /* a file that must be read whole is at most this large */
    INPUT_MAX_LINE = 64 << 20,   /* of a row, too */
    INPUT_PART = 1 << 20,        /* parts are about this large; one holds a longer line whole */
    INPUT_STEP = 256 << 10,      /* so much is read at a time */
    INPUT_HEAD = 4096
};

struct input {
    int fd;
    bool is_stream;
    struct decompressor *decompressor; /* NULL: the file is not compressed */
    uint64_t size;                     /* of the file itself, here and below as it was when it was opened */
    int64_t mtime_ns;
    XXH3_state_t *hash;
    struct buf carry;  /* read, but not handed out: the beginning of a line */
    uint64_t line;     /* of the next part, from 1 */
    uint64_t consumed; /* bytes handed out or left out, of what a compressed file holds */
    bool at_end;
    char separator;              /* not 0: parts are cut between rows of CSV whose fields are parted by it */
    size_t step, part, max_line; /* INPUT_STEP, INPUT_PART, INPUT_MAX_LINE; a test may choose smaller ones */
};

/* A place between two parts, to go on from. */
struct input_place {
    uint64_t consumed, line; /* as in struct input */
    uint64_t ahead;          /* bytes read beyond it */
    XXH128_hash_t hash;      /* of all bytes read */
};

enum status input_open(const char *path, struct input *out, struct error *err) WARN_UNUSED;
void input_open_stdin(struct input *out);
void input_close(struct input *in);

/* The first bytes of a regular file, up to `size`, without moving on. */
enum status input_head(struct input *in, size_t size, struct buf *out, struct error *err) WARN_UNUSED;

/* Everything; read again once when the file changed meanwhile. STATUS_INPUT above INPUT_MAX_WHOLE; `advice` says what to do then. */
enum status input_whole(struct input *in, const char *advice, struct buf *out, struct error *err) WARN_UNUSED;

/* The next whole lines or rows; `*left_out` gets the number of one that was too long and is not among them (it comes after them), else 0.
 * `in->line` and `in->at_end` tell where the reading stands after it. STATUS_INTERRUPTED when a signal asked to stop. */
enum status input_part(struct input *in, struct buf *out, uint64_t *left_out, struct error *err) WARN_UNUSED;

/* How far into the file itself the reading has come, bytes. */
uint64_t input_reached(const struct input *in);

struct input_place input_tell(const struct input *in);
/* Go on from a place of an earlier reading; the input has just been opened. STATUS_CHANGED when the bytes before it are other ones. */
enum status input_go_to(struct input *in, const struct input_place *place, struct error *err) WARN_UNUSED;

/* Hash the file from here to its end, then go back to the beginning. */
enum status input_hash_ahead(struct input *in, XXH128_hash_t *out, struct error *err) WARN_UNUSED;

/* The hash of the bytes read. */
XXH128_hash_t input_hash(const struct input *in);

#endif
