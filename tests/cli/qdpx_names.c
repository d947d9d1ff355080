/* SPDX-License-Identifier: MIT */
/* Searches an unpacked .qdpx for the names of those who spoke:
 * qdpx_names FOLDER VOCABULARY MEETING.jsonl...
 *
 * Shares no code with moot. A name is searched whole and by its parts of four
 * letters or more, in any case, at word boundaries; Han from two characters
 * and Hebrew from three letters anywhere, also inside a run. VOCABULARY is
 * another unpacked .qdpx, of a study without these people: what stands in both
 * (the definitions of the codebook) are moot's own words. The words of a label
 * ("Manager ID 60") are moot's too. What is found is printed. */
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

struct word {
    char *folded;
    char *shown;
    bool inside; /* found inside a run of letters too */
};

static struct word *words;
static size_t word_count;
static json_t *vocabulary; /* an object with moot's own strings as keys */
static size_t found;

/* Titles, roles and the like that stand in names and name nobody. */
/* clang-format off */
static const char *const titles[] = {
    "abgeordneter", "abgeordnete", "präsident",  "präsidentin", "bundesminister",
    "bundesministerin", "bundeskanzler", "staatssekretär", "staatssekretärin", "minister",
    "mag.",  "prof", "prof.", "doctor", "chair", "grüne",   "neos",  "dipl.-ing.", "doktor",
    "für", "abg.", "mmag.", "mba", "bakk.", "oder", "kunst", "kultur", "öffentlichen", "dienst",
    "sport", "zweite", "zweiter", "dritter", "dritte", "nimbus",
    "bundeskanzleramt", "soziales", "gesundheit", "pflege", "konsumentenschutz", "verfassung",
};
/* clang-format on */

static char *fold(const char *text)
{
    utf8proc_uint8_t *out = NULL;

    utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
                 UTF8PROC_NULLTERM | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE);
    return out != NULL ? (char *)out : strdup("");
}

static bool is_letter(utf8proc_int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static bool is_han(utf8proc_int32_t c)
{
    return c >= 0x3400 && c <= 0x9FFF;
}

static bool is_hebrew(utf8proc_int32_t c)
{
    return c >= 0x0590 && c <= 0x05FF;
}

static size_t decode(const char *text, utf8proc_int32_t *c)
{
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, c);

    return len > 0 ? (size_t)len : 1;
}

/* --- the names ------------------------------------------------------------------------ */

static void add_word(const char *text, size_t len)
{
    char *shown = strndup(text, len), *folded = fold(shown);
    size_t letters = 0, han = 0, hebrew = 0;

    for (const char *at = folded; *at != '\0';) {
        utf8proc_int32_t c;

        at += decode(at, &c);
        letters += is_letter(c);
        han += is_han(c);
        hebrew += is_hebrew(c);
    }
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
        char *title = fold(titles[i]);

        if (strcmp(title, folded) == 0)
            letters = 0;
        free(title);
    }
    if (letters >= 4 || (letters > 0 && han >= 2) || (letters > 0 && hebrew >= 3)) {
        words = realloc(words, (word_count + 1) * sizeof(*words));
        words[word_count++] = (struct word){ folded, shown, han > 0 || hebrew > 0 };
    } else {
        free(folded);
        free(shown);
    }
}

/* A part of a name ends at a blank, a bracket or a comma; a hyphen stays. */
static void add_name(const char *name)
{
    add_word(name, strlen(name));
    for (const char *at = name; *at != '\0';) {
        size_t len = strcspn(at, " (),/");

        if (len > 0 && !(at > name && at[-1] == '(')) /* what stands in brackets is a party */
            add_word(at, len);
        at += len + (at[len] != '\0');
    }
}

static void read_names(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0, i;
    json_t *object, *participants, *one;

    if (file == NULL || getline(&line, &room, file) <= 0)
        exit(2);
    object = json_loads(line, 0, NULL);
    participants = json_object_get(json_object_get(object, "meeting"), "participants");
    json_array_foreach (participants, i, one) {
        const char *name = json_string_value(json_object_get(one, "name"));
        const char *role = json_string_value(json_object_get(one, "role"));

        /* a role in place of a name, and voices whose owner nobody knows */
        if (name == NULL || (role != NULL && strcmp(name, role) == 0)
            || (role != NULL && (strstr(role, "unknown") != NULL || strstr(role, "not a person"))))
            continue;
        add_name(name);
    }
    json_decref(object);
    free(line);
    fclose(file);
}

/* --- the archive ------------------------------------------------------------------------ */

static bool label_follows(const char *after)
{
    return strncmp(after, " id ", 4) == 0 && after[4] >= '0' && after[4] <= '9';
}

static bool stands_at(const char *text, const char *at, const struct word *word)
{
    const char *after = at + strlen(word->folded), *before = at;
    utf8proc_int32_t c;

    if (label_follows(after))
        return false;
    if (word->inside)
        return true;
    decode(after, &c);
    if (*after != '\0' && is_letter(c))
        return false;
    if (at == text)
        return true;
    do
        before--;
    while (before > text && ((unsigned char)*before & 0xC0) == 0x80);
    decode(before, &c);
    return !is_letter(c);
}

static void search(const char *text, const char *where)
{
    char *folded;

    if (json_object_get(vocabulary, text) != NULL)
        return;
    folded = fold(text);
    for (size_t i = 0; i < word_count; i++) {
        const char *at = folded;

        while ((at = strstr(at, words[i].folded)) != NULL) {
            if (stands_at(folded, at, &words[i])) {
                if (found++ < 20)
                    printf("%s: \"%s\" in: %.*s\n", where, words[i].shown, 160,
                           at - folded > 60 ? at - 60 : folded);
                break;
            }
            at++;
        }
    }
    free(folded);
}

static void keep(const char *text, const char *where)
{
    (void)where;
    json_object_set_new(vocabulary, text, json_true());
}

static void each_string(xmlNode *node, void (*each)(const char *, const char *))
{
    for (; node != NULL; node = node->next) {
        if (node->type == XML_ELEMENT_NODE) {
            for (xmlAttr *attribute = node->properties; attribute != NULL;
                 attribute = attribute->next) {
                xmlChar *value = xmlNodeGetContent((xmlNode *)attribute);

                each((const char *)value, (const char *)node->name);
                xmlFree(value);
            }
            each_string(node->children, each);
        } else if (node->content != NULL) {
            each((const char *)node->content, "text of an element");
        }
    }
}

static void each_source(xmlNode *node, const char *folder)
{
    for (; node != NULL; node = node->next) {
        xmlChar *path = node->type == XML_ELEMENT_NODE
                            ? xmlGetProp(node, (const xmlChar *)"plainTextPath")
                            : NULL;

        if (path != NULL) {
            char name[1024];
            char *text = NULL;
            size_t room = 0;
            FILE *file;

            snprintf(name, sizeof(name), "%s/sources/%s", folder,
                     (const char *)path + strlen("internal://"));
            file = fopen(name, "rb");
            if (file == NULL || getdelim(&text, &room, '\0', file) < 0)
                exit(2);
            search(text, "source"); /* whole, so that a name across a line end is found too */
            fclose(file);
            free(text);
            xmlFree(path);
        }
        if (node->type == XML_ELEMENT_NODE)
            each_source(node->children, folder);
    }
}

static xmlNode *open_project(const char *folder)
{
    char path[1024];
    xmlDoc *project;

    snprintf(path, sizeof(path), "%s/project.qde", folder);
    project = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    if (project == NULL)
        exit(2);
    return xmlDocGetRootElement(project);
}

int main(int argc, char **argv)
{
    xmlNode *root;

    if (argc < 4)
        return 2;
    vocabulary = json_object();
    each_string(open_project(argv[2]), keep);
    for (int i = 3; i < argc; i++)
        read_names(argv[i]);
    root = open_project(argv[1]);
    each_string(root, search);
    each_source(root, argv[1]);
    printf("%zu names and parts of names, found %zu times\n", word_count, found);
    return found > 0;
}
