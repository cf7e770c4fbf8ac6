/* A JSON document held against a schema: the part of JSON Schema 2020-12 that our schemas use, and strictly: a member that the schema does not describe is a fault. Used by the
 * unit test of the printers and by the program `valid` for the e2e tests. */
#ifndef LEDE_TESTS_SUPPORT_JSON_SCHEMA_H
#define LEDE_TESTS_SUPPORT_JSON_SCHEMA_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Where a fault was found and what it is. */
struct schema_fault {
    char text[512];
};

static inline bool schema_check(const json_t *root, const json_t *schema, const json_t *value, const char *where,
                                struct schema_fault *fault);

static inline bool schema_fail(struct schema_fault *fault, const char *where, const char *what, const char *detail)
{
    snprintf(fault->text, sizeof fault->text, "%s: %s %s", where, what, detail ? detail : "");
    return false;
}

static inline bool schema_has_type(const json_t *value, const char *type)
{
    return (strcmp(type, "object") == 0 && json_is_object(value)) || (strcmp(type, "array") == 0 && json_is_array(value)) ||
           (strcmp(type, "string") == 0 && json_is_string(value)) || (strcmp(type, "integer") == 0 && json_is_integer(value)) ||
           (strcmp(type, "number") == 0 && json_is_number(value)) || (strcmp(type, "boolean") == 0 && json_is_boolean(value)) ||
           (strcmp(type, "null") == 0 && json_is_null(value));
}

static inline bool schema_check_type(const json_t *types, const json_t *value, const char *where, struct schema_fault *fault)
{
    size_t i;
    const json_t *type;
    if (json_is_string(types) && !schema_has_type(value, json_string_value(types)))
        return schema_fail(fault, where, "is no", json_string_value(types));
    bool any = !json_is_array(types);
    json_array_foreach(types, i, type) any = any || schema_has_type(value, json_string_value(type));
    return any || schema_fail(fault, where, "has none of the types allowed", NULL);
}

static inline bool schema_check_object(const json_t *root, const json_t *schema, const json_t *value, const char *where,
                                       struct schema_fault *fault)
{
    char inside[256];
    const char *name;
    const json_t *member, *described = json_object_get(schema, "properties"),
                          *others = json_object_get(schema, "additionalProperties");
    size_t i;
    json_array_foreach(json_object_get(schema, "required"), i, member)
    {
        if (!json_object_get(value, json_string_value(member)))
            return schema_fail(fault, where, "lacks", json_string_value(member));
    }
    json_object_foreach((json_t *)value, name, member)
    {
        const json_t *rule = json_object_get(described, name) ? json_object_get(described, name) : others;
        if (!json_is_object(rule))
            return schema_fail(fault, where, "has a member that the schema does not describe:", name);
        snprintf(inside, sizeof inside, "%.200s.%.40s", where, name);
        if (!schema_check(root, rule, member, inside, fault))
            return false;
    }
    return true;
}

static inline bool schema_check_array(const json_t *root, const json_t *schema, const json_t *value, const char *where,
                                      struct schema_fault *fault)
{
    char inside[256];
    const json_t *item, *first = json_object_get(schema, "prefixItems"), *rest = json_object_get(schema, "items");
    size_t i;
    if (json_array_size(value) < (size_t)json_integer_value(json_object_get(schema, "minItems")))
        return schema_fail(fault, where, "has too few items", NULL);
    json_array_foreach(value, i, item)
    {
        const json_t *rule = i < json_array_size(first) ? json_array_get(first, i) : rest;
        snprintf(inside, sizeof inside, "%.200s[%zu]", where, i);
        if (json_is_false(rule))
            return schema_fail(fault, inside, "is one item too many", NULL);
        if (rule && !schema_check(root, rule, item, inside, fault))
            return false;
    }
    return true;
}

/* False, and *fault says why, when `value` is not what `schema` describes; `root` is the whole schema, which references are looked up in. */
static inline bool schema_check(const json_t *root, const json_t *schema, const json_t *value, const char *where,
                                struct schema_fault *fault)
{
    const char *reference = json_string_value(json_object_get(schema, "$ref"));
    if (reference && strncmp(reference, "#/$defs/", 8) == 0) {
        const json_t *definition = json_object_get(json_object_get(root, "$defs"), reference + 8);
        if (!definition)
            return schema_fail(fault, where, "refers to nothing:", reference);
        return schema_check(root, definition, value, where, fault);
    }
    const json_t *constant = json_object_get(schema, "const"), *least = json_object_get(schema, "minimum"), *one;
    if (constant && !json_equal(constant, value))
        return schema_fail(fault, where, "is not the constant", NULL);
    if (json_object_get(schema, "type") && !schema_check_type(json_object_get(schema, "type"), value, where, fault))
        return false;
    if (least && json_number_value(value) < json_number_value(least))
        return schema_fail(fault, where, "is too small", NULL);
    size_t i;
    bool listed = !json_object_get(schema, "enum");
    json_array_foreach(json_object_get(schema, "enum"), i, one) listed = listed || json_equal(one, value);
    if (!listed)
        return schema_fail(fault, where, "is none of the words allowed", NULL);
    if (json_is_object(value))
        return schema_check_object(root, schema, value, where, fault);
    return !json_is_array(value) || schema_check_array(root, schema, value, where, fault);
}

#endif
