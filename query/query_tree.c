#include "query/query_tree.h"

#include "query/syntax/expand.h"
#include "query/syntax/parse.h"
#include "query/syntax/print.h"

#include <time.h>

/* A bag of the words between white space, none of which means anything special. */
static struct tree *literal_tree(struct view text)
{
    struct tree *bag = tree_new(TREE_BAG, (struct span){0, (uint32_t)text.len});
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        for (end = at; end < text.len && (unsigned char)text.ptr[end] > ' ';)
            end++;
        if (end == at)
            continue;
        struct tree *word = tree_new(TREE_WORD, (struct span){(uint32_t)at, (uint32_t)end});
        word->text = view_sub(text, at, end);
        tree_add(bag, word);
    }
    return bag;
}

static void add_stage(const char *name, const struct tree *tree, struct buf *stages)
{
    if (!stages)
        return;
    buf_add_text(stages, name);
    tree_print(tree, stages);
    buf_add_char(stages, '\n');
}

/* Parse a bag of plain words again without the words that only frame it. */
static enum status leave_out_framing(struct searcher *s, struct tree **tree, struct view text, struct error *err)
{
    struct span unused;
    struct view rest = framing_cut(&s->framing, s->analyser, searcher_language(s), text);
    if (s->framing.left_out.len == 0)
        return STATUS_OK;
    tree_free(*tree);
    *tree = NULL;
    return parse_query(rest, (int64_t)time(NULL), tree, &unused, err);
}

enum status query_tree(struct searcher *s, struct view text, struct tree **out, struct span *mistake, struct buf *stages,
                       struct error *err)
{
    const struct search_settings *settings = s->settings;
    bool literal = settings->syntax == SYNTAX_LITERAL;
    bool conditions = settings->all_words || settings->within_unit;
    struct tree *tree = NULL;
    enum status status = STATUS_OK;
    *out = NULL;
    if (literal && !conditions)
        return STATUS_OK;
    if (literal)
        tree = literal_tree(text);
    else if (parse_query(text, (int64_t)time(NULL), &tree, mistake, err) != STATUS_OK)
        return STATUS_USAGE;
    if (!literal && !conditions && s->ranker->framing && tree_is_plain(tree))
        status = leave_out_framing(s, &tree, text, err);
    if (status == STATUS_OK)
        add_stage("parsed    ", tree, stages);
    if (status == STATUS_OK && !literal)
        status = expand_tree(tree, s->reader, s->analyser, settings->thesaurus, err);
    if (status != STATUS_OK) {
        tree_free(tree);
        return status;
    }
    add_stage("expanded  ", tree, stages);
    if (tree_is_plain(tree) && !conditions) {
        tree_free(tree);
        tree = NULL;
    }
    *out = tree;
    return STATUS_OK;
}
