/* valid SCHEMA [DEFINITION]: holds the JSON on standard input, one value or lines of values, against a schema (or a definition in it, for JSON lines). Ends with 1 and a sentence
 * when it does not fit. Run by e2e tests. */
#include "tests/support/json_schema.h"

int main(int argc, char **argv)
{
    json_error_t where;
    struct schema_fault fault;
    size_t count = 0;
    json_t *root = argc >= 2 ? json_load_file(argv[1], JSON_REJECT_DUPLICATES, &where) : NULL;
    if (!root) {
        fprintf(stderr, "valid: no schema%s%s\n", argc >= 2 ? ": " : "", argc >= 2 ? where.text : "");
        return 2;
    }
    const json_t *schema = argc >= 3 ? json_object_get(json_object_get(root, "$defs"), argv[2]) : root;
    int code = 0;
    for (int c; code == 0 && (c = getchar()) != EOF;) {
        if (c == '\n' || c == ' ')
            continue;
        ungetc(c, stdin);
        json_t *value = json_loadf(stdin, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &where);
        code = !value || !schema_check(root, schema, value, "document", &fault);
        if (code)
            fprintf(stderr, "valid: %s\n", value ? fault.text : where.text);
        json_decref(value);
        count++;
    }
    json_decref(root);
    return code == 0 && count == 0 ? 1 : code;
}
