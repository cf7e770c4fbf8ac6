/* The build's file of records (BUILD_RECORDS) read back, document by document. Private to finish*.c. Zero a reader before it is opened. */
#ifndef LEDE_INDEXER_BULK_RECORD_READER_H
#define LEDE_INDEXER_BULK_RECORD_READER_H

#include "indexer/bulk/build.h"

struct record_reader {
    struct run_reader *file;
    uint32_t docid;              /* of the document at hand */
    uint64_t compressed;         /* 1: the record is */
    struct view record, outline; /* until the next one */
};

/* Stands before the first document that the build itself has; there are build->documents - build->old_documents of them. */
enum status record_reader_open(const struct build *b, struct record_reader *r, struct error *err) WARN_UNUSED;
enum status record_reader_next(struct record_reader *r, struct error *err) WARN_UNUSED;
void record_reader_close(struct record_reader *r);

#endif
