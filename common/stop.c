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
