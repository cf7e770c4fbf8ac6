/* The lane between the threads of the pipeline: one reader puts chunks of input in, N workers turn each into items, one applier takes the
 * items out in the order of the chunks. So what is written does not depend on N.
 *
 *   reader --lane_put--> [chunk 1][chunk 2][chunk 3]… --lane_work--> workers --lane_emit, lane_finish--> items --lane_take--> applier
 *
 * Bounds: input bytes that wait or are being worked on (LANE_INPUT_BYTES, one chunk may exceed it), chunks (LANE_CHUNKS), bytes of
 * items not yet taken (LANE_OUTPUT_BYTES). Only the first chunk of the lane may always go on, so nobody waits for ever.
 * Every function may be called by any thread. */
#ifndef LEDE_INDEXER_LANE_H
#define LEDE_INDEXER_LANE_H

#include "indexer/formats/format.h"
#include "indexer/input.h"
#include "indexer/manifest.h"
#include "indexer/writer.h"

enum { LANE_INPUT_BYTES = 32 << 20, LANE_OUTPUT_BYTES = 64 << 20, LANE_CHUNKS = 512 };

/* A file on its way; shared by its chunks, freed with its last one. */
struct input_file {
    char *path, *shown;
    const struct format *format;
    struct manifest_entry old; /* what was known; zero unless `known` */
    uint64_t size;             /* as the walk saw it, with the time: zero for what is no file */
    int64_t mtime_ns;
    bool known;
    uint32_t
        order; /* see struct manifest_file; of a first build: the number of this input, from 1; 0: it is none of the walk's files */
    bool is_stream;              /* standard input: nothing is remembered of it */
    bool in_parts;               /* it comes in several chunks, or could have */
    char charset[32];            /* of its bytes; of one that comes in parts empty when that is UTF-8 */
    struct buf head;             /* see struct source */
    struct manifest_entry entry; /* to be stored; complete once the last chunk is out */
};

enum chunk_kind {
    CHUNK_PARSE,
    CHUNK_REFRESH, /* the file's bytes are as before: only its entry is renewed */
    CHUNK_SKIP,    /* the file was not read; `reason` says why */
};

enum item_kind {
    ITEM_ARTICLE,
    ITEM_PROBLEM, /* a record was skipped or cut */
    ITEM_FAILED,  /* the file as a whole could not be read */
};

/* What a worker hands on. One allocation with `text` at its end. */
struct item {
    struct item *next;
    enum item_kind kind;
    size_t size;       /* bytes of memory, with what is prepared */
    size_t text_bytes; /* of title and text */
    struct article_hash hash;
    void *prepared; /* writer->ops->prepare */
    uint64_t line;
    size_t text_len;
    char text[]; /* the id term, or the sentence of a problem; NUL-terminated */
};

struct item_list {
    struct item *head, *tail;
    size_t size;
};

struct chunk {
    struct chunk *next;
    struct input_file *file;
    enum chunk_kind kind;
    bool first, last; /* of its file */
    bool cut;         /* the file could not be read to its end */
    struct buf bytes;
    uint64_t line;            /* of the first byte */
    uint64_t end;             /* how far into the file it reaches, bytes: for progress */
    struct input_place after; /* where the next part of the file begins */
    char *reason; /* CHUNK_SKIP; of CHUNK_PARSE: a line that was left out after it, at `reason_line`, or why the file was cut */
    uint64_t reason_line;
    size_t replaced;        /* ill-formed bytes in it that became U+FFFD when it was converted */
    struct item_list items; /* finished and not yet taken; under the lane's lock */
    size_t input_size;
    bool done;
};

struct lane;

struct lane *lane_new(const struct writer *writer);
/* Frees what is still in it; all threads must have left. */
void lane_free(struct lane *lane);

/* Reader. Takes the chunk over; false (chunk freed) when the lane was aborted. */
bool lane_put(struct lane *lane, struct chunk *chunk);
void lane_close(struct lane *lane); /* no further chunk comes */

/* Workers. NULL when there is no more work. */
struct chunk *lane_work(struct lane *lane);
/* Hand over the items collected so far and empty the list; false when the lane was aborted (the items are freed all the same). */
bool lane_emit(struct lane *lane, struct chunk *chunk, struct item_list *items);
void lane_finish(struct lane *lane, struct chunk *chunk);

/* Applier. Waits for the first chunk; `*items` gets what is there of it. True in `*finished`: the chunk is out of the lane and is the
 * caller's (chunk_free). NULL when the lane is closed and empty. */
struct chunk *lane_take(struct lane *lane, struct item_list *items, bool *finished);
/* Everybody stops: put and emit fail, work gives NULL. */
void lane_abort(struct lane *lane);

void item_list_add(struct item_list *list, struct item *item);
void item_list_free(const struct writer *writer, struct item_list *list);
struct item *item_new(enum item_kind kind, struct view text);
void item_free(const struct writer *writer, struct item *item);
void chunk_free(struct chunk *chunk); /* with its file when it is the last */

#endif
