#include "query/place.h"

static bool take_number(struct view *in, uint64_t *out)
{
    size_t len = 0;
    uint64_t number = 0;
    for (; len < in->len && len < 10 && in->ptr[len] >= '0' && in->ptr[len] <= '9'; len++)
        number = 10 * number + (uint64_t)(in->ptr[len] - '0');
    *in = view_sub(*in, len, in->len);
    *out = number;
    return len > 0;
}

bool place_parse_span(struct view text, struct place *out)
{
    struct view rest = text;
    if (!take_number(&rest, &out->start) || rest.len == 0 || rest.ptr[0] != '-')
        return false;
    rest = view_sub(rest, 1, rest.len);
    out->has_span = take_number(&rest, &out->end) && rest.len == 0 && out->start < out->end;
    return out->has_span;
}

bool place_split_id(struct view *id, struct place *out)
{
    size_t at = id->len;
    while (at > 0 && id->ptr[at - 1] != '@' && id->ptr[at - 1] != '#')
        at--;
    if (at == 0)
        return false;
    struct view rest = view_sub(*id, at, id->len);
    if (id->ptr[at - 1] == '#')
        out->has_paragraph = take_number(&rest, &out->paragraph) && rest.len == 0;
    else
        (void)place_parse_span(rest, out);
    bool found = out->has_span || out->has_paragraph;
    if (found)
        *id = view_sub(*id, 0, at - 1);
    return found;
}

static bool is_inside_character(struct view text, uint32_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

static enum status find_paragraph(struct view text, uint64_t number, struct span *out, struct error *err)
{
    size_t at = 0;
    for (uint64_t i = 0; segment_next_paragraph(text, &at, out); i++) {
        if (i == number)
            return STATUS_OK;
    }
    return error_set(err, STATUS_USAGE, "the article has no paragraph %llu", (unsigned long long)number);
}

enum status place_find(const struct place *place, struct view text, struct span *out, struct error *err)
{
    if (place->has_paragraph)
        return find_paragraph(text, place->paragraph, out, err);
    if (place->end > text.len)
        return error_set(err, STATUS_USAGE, "the text of the article has %zu bytes, so %llu-%llu is not in it", text.len,
                         (unsigned long long)place->start, (unsigned long long)place->end);
    *out = (struct span){(uint32_t)place->start, (uint32_t)place->end};
    while (is_inside_character(text, out->start))
        out->start--;
    while (is_inside_character(text, out->end))
        out->end++;
    return STATUS_OK;
}

enum status place_load(struct store_reader *r, struct view id, struct stored *stored, struct place *place, struct error *err)
{
    struct error ignored;
    struct view whole = id;
    enum status status = stored_load(stored, r, id, err);
    if (status == STATUS_NOT_FOUND && place_split_id(&whole, place) && stored_load(stored, r, whole, &ignored) == STATUS_OK)
        return STATUS_OK;
    return status;
}
