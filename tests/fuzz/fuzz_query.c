/* Any bytes as a query: a mistake has a place inside the query and a caret that can be printed; a tree, printed and parsed again, prints the same. */
#include "query/syntax/caret.h"
#include "query/syntax/parse.h"
#include "query/syntax/print.h"

#include "common/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { NOW = 1720000000 };

static void must(bool condition)
{
    if (!condition)
        abort();
}

static void check_mistake(struct view query, struct span mistake, const struct error *err)
{
    struct buf out = {0};
    must(mistake.start <= mistake.end && mistake.end <= query.len && err->text[0] != 0);
    caret_add(query, mistake, 80, &out);
    must(out.len > 0 && out.data[out.len - 1] == '\n');
    buf_release(&out);
}

static void check_tree(const struct tree *tree)
{
    struct buf once = {0}, twice = {0};
    struct tree *again = NULL;
    struct span mistake = {0, 0};
    struct error err = {0};
    tree_print(tree, &once);
    if (once.len <= QUERY_MAX_BYTES && parse_query(view_of_buf(&once), NOW, &again, &mistake, &err) == STATUS_OK) {
        tree_print(again, &twice);
        must(view_equal(view_of_buf(&once), view_of_buf(&twice)));
    }
    tree_free(again);
    buf_release(&once);
    buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf query = {0};
    struct tree *tree = NULL;
    struct span mistake = {0, 0};
    struct error err = {0};
    utf8_repair((struct view){(const char *)data, size}, &query);
    if (parse_query(view_of_buf(&query), NOW, &tree, &mistake, &err) != STATUS_OK) {
        check_mistake(view_of_buf(&query), mistake, &err);
    } else {
        check_tree(tree);
        tree_free(tree);
    }
    buf_release(&query);
    return 0;
}
