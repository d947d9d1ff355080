/* SPDX-License-Identifier: MIT */
/* Reads an unpacked .qdpx with libxml2 and compares it with the transcript it
 * came from: qdpx_words FOLDER MEETING.jsonl
 *
 * Shares no code with moot. Every turn of the transcript must be one
 * selection, in the transcript's order; the selected characters must be the
 * words of the turn, where a "[label]" may stand for a name or for a character
 * that ATLAS.ti does not take; one speaker must always carry one and the same
 * code that no other speaker carries; the event must be a code on it. */
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { MOST = 20000, CODES = 64 };

struct selection {
    long start, end;
    const char *codes[CODES];
    size_t code_count;
};

static struct selection selections[MOST];
static size_t selection_count;
static int wrong;

static void complain(long turn, const char *what, const char *a, const char *b)
{
    if (wrong++ < 10)
        fprintf(stderr, "turn %ld: %s\n  is:   %s\n  want: %s\n", turn, what, a, b);
}

/* --- the project ------------------------------------------------------------------ */

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* The value of an attribute; lives as long as the program. */
static const char *get(xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);

    return value != NULL ? (const char *)value : "";
}

static xmlNode *find(xmlNode *from, const char *name, const char *attribute, const char *value)
{
    for (xmlNode *node = from; node != NULL; node = node->next) {
        xmlNode *below;

        if (is(node, name) && (attribute == NULL || strcmp(get(node, attribute), value) == 0))
            return node;
        below = find(node->children, name, attribute, value);
        if (below != NULL)
            return below;
    }
    return NULL;
}

static void read_selection(xmlNode *node, xmlNode *root)
{
    struct selection *one = &selections[selection_count];

    if (selection_count == MOST)
        exit(2);
    one->start = strtol(get(node, "startPosition"), NULL, 10);
    one->end = strtol(get(node, "endPosition"), NULL, 10);
    for (xmlNode *coding = node->children; coding != NULL; coding = coding->next) {
        xmlNode *ref = is(coding, "Coding") ? find(coding->children, "CodeRef", NULL, NULL) : NULL;
        xmlNode *code = ref != NULL ? find(root, "Code", "guid", get(ref, "targetGUID")) : NULL;

        if (code != NULL && one->code_count < CODES)
            one->codes[one->code_count++] = get(code, "name");
    }
    selection_count++;
}

static int by_place(const void *a, const void *b)
{
    const struct selection *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

/* --- text ------------------------------------------------------------------------- */

static char *read_file(const char *folder, const char *path)
{
    char name[1024];
    FILE *file;
    char *text = NULL;
    size_t room = 0;

    snprintf(name, sizeof(name), "%s/sources/%s", folder, path);
    file = fopen(name, "rb");
    if (file == NULL || getdelim(&text, &room, '\0', file) < 0) {
        fprintf(stderr, "cannot read %s\n", name);
        exit(1);
    }
    fclose(file);
    return text;
}

static size_t bytes_of(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* A copy of the characters from `start` to `end`, counted as code points; NULL
 * when the text is shorter. */
static char *slice(const char *text, long start, long end)
{
    const char *from = text, *to;
    char *copy;

    for (long i = 0; i < start && *from != '\0'; i++)
        from += bytes_of((unsigned char)*from);
    to = from;
    for (long i = start; i < end; i++) {
        if (*to == '\0')
            return NULL;
        to += bytes_of((unsigned char)*to);
    }
    copy = calloc(1, (size_t)(to - from) + 1);
    memcpy(copy, from, (size_t)(to - from));
    return copy;
}

/* Blanks of any kind become one blank each run, none at the ends; what no
 * document keeps (controls, marks of direction, U+FEFF) goes. In place. */
static char *plain(char *text)
{
    static const char *const dropped[] = { "\xEF\xBB\xBF", "\xE2\x80\xAA", "\xE2\x80\xAB",
                                           "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE",
                                           "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8",
                                           "\xE2\x81\xA9" };
    char *to = text;
    bool blank = true;

    for (const char *at = text; *at != '\0';) {
        size_t len = bytes_of((unsigned char)*at);
        bool space = *at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'
                     || strncmp(at, "\xC2\x85", 2) == 0 || strncmp(at, "\xE2\x80\xA8", 3) == 0
                     || strncmp(at, "\xE2\x80\xA9", 3) == 0;
        bool drop = (unsigned char)*at < 0x20 || *at == 0x7F
                    || ((unsigned char)at[0] == 0xC2 && (unsigned char)at[1] < 0xA0);

        for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
            drop = drop || strncmp(at, dropped[i], 3) == 0;
        if (space) {
            if (!blank)
                *to++ = ' ';
            blank = true;
        } else if (!drop) {
            memmove(to, at, len);
            to += len;
            blank = false;
        }
        at += len;
    }
    if (to > text && to[-1] == ' ')
        to--;
    *to = '\0';
    return text;
}

/* Whether `is` says the same as `want`: a "[...]" in it may stand for up to 80
 * bytes of `want`. */
static bool same(const char *is_now, const char *want)
{
    while (*is_now == *want && *is_now != '\0' && *is_now != '[') {
        is_now++;
        want++;
    }
    if (*is_now == '[') {
        const char *end = strchr(is_now, ']');

        if (*want == '[' && same(is_now + 1, want + 1))
            return true;
        for (size_t len = 1; end != NULL && len <= 80 && len <= strlen(want); len++) {
            if (same(end + 1, want + len))
                return true;
        }
        return false;
    }
    return *is_now == '\0' && *want == '\0';
}

/* --- comparing ---------------------------------------------------------------------- */

static bool carries(const struct selection *one, const char *code)
{
    for (size_t i = 0; i < one->code_count; i++) {
        if (strcmp(one->codes[i], code) == 0)
            return true;
    }
    return false;
}

/* The speaker's code: the one that this speaker's selections have in common
 * and no other speaker's ever had. `seen` maps a speaker to those that are
 * still possible, `others` a code to its speaker or to null for several. */
static void note_speaker(json_t *seen, json_t *others, const char *speaker,
                         const struct selection *one)
{
    json_t *possible = json_object_get(seen, speaker);
    json_t *now = json_object();

    for (size_t i = 0; i < one->code_count; i++) {
        json_t *owner = json_object_get(others, one->codes[i]);

        if (possible == NULL || json_object_get(possible, one->codes[i]) != NULL)
            json_object_set_new(now, one->codes[i], json_true());
        if (owner == NULL)
            json_object_set_new(others, one->codes[i], json_string(speaker));
        else if (json_is_string(owner) && strcmp(json_string_value(owner), speaker) != 0)
            json_object_set_new(others, one->codes[i], json_null());
    }
    json_object_set_new(seen, speaker, now);
}

static void check_speakers(json_t *seen, json_t *others)
{
    const char *speaker, *code;
    json_t *possible, *mark;

    json_object_foreach (seen, speaker, possible) {
        bool own = false;

        json_object_foreach (possible, code, mark)
            own = own || (mark != NULL && json_is_string(json_object_get(others, code)));
        if (!own)
            complain(0, "a speaker without a code of their own", speaker, "one code each");
    }
}

/* One turn against the next selection; how many selections it took. */
static size_t compare(long turn, json_t *line, const char *text, size_t at, json_t *seen,
                      json_t *others)
{
    const char *words = json_string_value(json_object_get(line, "text"));
    const char *event = json_string_value(json_object_get(line, "event"));
    const char *speaker = json_string_value(json_object_get(line, "speaker"));
    char *want =
        plain((char *)utf8proc_NFC((const utf8proc_uint8_t *)(words != NULL ? words : "")));
    char *got;

    if (*want == '\0' && event == NULL) {
        free(want);
        return 0;
    }
    if (at >= selection_count) {
        complain(turn, "has no selection", "", want);
        free(want);
        return 1;
    }
    got = slice(text, selections[at].start, selections[at].end);
    if (got == NULL || selections[at].start >= selections[at].end) {
        complain(turn, "the selection lies outside the text", "", want);
    } else if (*want == '\0' ? *got != '[' : !same(plain(got), want)) {
        complain(turn, "the selection is not the words", got, want);
    } else {
        bool coded = event == NULL
                     || (strcmp(event, "decision") == 0 ? carries(&selections[at], "Decision")
                                                        : selections[at].code_count >= 2);

        note_speaker(seen, others, speaker != NULL ? speaker : "", &selections[at]);
        if (!coded)
            complain(turn, "the event is no code on it", got, event);
    }
    free(got);
    free(want);
    return 1;
}

int main(int argc, char **argv)
{
    char path[1024];
    xmlDoc *project;
    xmlNode *source;
    char *text, *line = NULL;
    size_t room = 0, at = 0;
    long turn = 0;
    FILE *meeting = argc == 3 ? fopen(argv[2], "rb") : NULL;
    json_t *seen = json_object(), *others = json_object();

    if (meeting == NULL)
        return 2;
    snprintf(path, sizeof(path), "%s/project.qde", argv[1]);
    project = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    if (project == NULL)
        return 1;
    source = find(xmlDocGetRootElement(project), "TextSource", NULL, NULL);
    if (source == NULL)
        return 1;
    text = read_file(argv[1], get(source, "plainTextPath") + strlen("internal://"));
    for (xmlNode *node = source->children; node != NULL; node = node->next) {
        if (is(node, "PlainTextSelection"))
            read_selection(node, xmlDocGetRootElement(project));
    }
    qsort(selections, selection_count, sizeof(*selections), by_place);
    while (getline(&line, &room, meeting) > 0) {
        json_t *object = json_loads(line, 0, NULL);

        if (turn++ > 0 && object != NULL)
            at += compare(turn, object, text, at, seen, others);
        json_decref(object);
    }
    if (at != selection_count && wrong++ < 10)
        fprintf(stderr, "%zu selections, not %zu\n", selection_count, at);
    check_speakers(seen, others);
    printf("%zu selections\n", selection_count);
    return wrong > 0;
}
