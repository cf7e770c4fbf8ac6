/* A small index for tests, built the way lede-index builds one: document_build, document_flatten, store_writer. Links lede_indexer. */
#ifndef LEDE_TESTS_SUPPORT_SMALL_INDEX_H
#define LEDE_TESTS_SUPPORT_SMALL_INDEX_H

#include "common/article.h"

struct small_index {
    char folder[64]; /* removed by small_index_remove */
    char path[80];   /* of the index */
};

/* Make an index of `count` articles in a new folder; commits after every `batch` articles (0: at the end only). Fails the test when it cannot. */
void small_index_make(struct small_index *index, const struct article *articles, size_t count, size_t batch);
/* Bring more articles in, or new versions of old ones. */
void small_index_add(const struct small_index *index, const struct article *articles, size_t count, size_t batch);
void small_index_remove(struct small_index *index);

#endif
