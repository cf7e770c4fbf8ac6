#include "tests/support/small_index.h"

#include "indexer/document.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add_article(struct document_builder *b, struct store_writer *w, const struct article *article)
{
    struct error err = {0};
    size_t count = 0;
    document_build(b, article, &count);
    struct store_document *flat = document_flatten(b, count, NULL);
    enum status status = store_writer_replace(w, document_id_term(b), flat, count, &err);
    free(flat);
    ck_assert_msg(status == STATUS_OK, "%s", err.text);
}

void small_index_add(const struct small_index *index, const struct article *articles, size_t count, size_t batch)
{
    struct error err = {0};
    struct store_writer *w = NULL;
    struct document_builder *b = NULL;
    ck_assert_msg(store_writer_open(index->path, true, "en", &w, &err) == STATUS_OK, "%s", err.text);
    ck_assert_msg(document_builder_new("en", &b, &err) == STATUS_OK, "%s", err.text);
    for (size_t i = 0; i < count; i++) {
        add_article(b, w, &articles[i]);
        if (batch > 0 && (i + 1) % batch == 0)
            ck_assert_msg(store_writer_commit(w, &err) == STATUS_OK, "%s", err.text);
    }
    ck_assert_msg(store_writer_commit(w, &err) == STATUS_OK, "%s", err.text);
    document_builder_free(b);
    store_writer_close(w);
}

void small_index_make(struct small_index *index, const struct article *articles, size_t count, size_t batch)
{
    snprintf(index->folder, sizeof index->folder, "%s", "/tmp/lede-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(index->folder));
    snprintf(index->path, sizeof index->path, "%s/db", index->folder);
    small_index_add(index, articles, count, batch);
}

void small_index_remove(struct small_index *index)
{
    char path[512];
    DIR *dir = opendir(index->path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        snprintf(path, sizeof path, "%s/%s", index->path, entry->d_name);
        (void)unlink(path); /* fails for . and .. */
    }
    if (dir)
        closedir(dir);
    (void)rmdir(index->path);
    (void)rmdir(index->folder);
}
