#include "common/stop.h"

#include <string.h>

const struct data_list *stop_list(const char *language)
{
    for (const struct data_list *list = data_stop; list->name; list++) {
        if (strcmp(list->name, language) == 0)
            return list;
    }
    return NULL;
}

void stop_index_make(struct stop_index *index, const struct data_list *list)
{
    size_t line = 0;
    *index = (struct stop_index){.list = list};
    for (unsigned letter = 'a'; list && letter <= 'z' + 1; letter++) {
        while (line < list->count && (unsigned char)data_line(list, line)[0] < letter)
            line++;
        index->starts[letter - 'a'] = (uint32_t)line;
    }
}

bool stop_index_has(const struct stop_index *index, const char *text, size_t len)
{
    unsigned letter = len > 0 ? (unsigned char)text[0] : 0;
    if (letter < 'a' || letter > 'z')
        return false;
    for (uint32_t i = index->starts[letter - 'a']; i < index->starts[letter - 'a' + 1]; i++) {
        const char *line = data_line(index->list, i);
        size_t line_len = index->list->starts[i + 1] - index->list->starts[i] - 1;
        if (line_len == len && memcmp(line, text, len) == 0)
            return true;
    }
    return false;
}
