/* SPDX-License-Identifier: MIT */
/* The values of project.qde: forms, names, references, positions, and that
 * none of them names anybody. */
#include "core/clock.h"
#include "core/text.h"
#include "export/qdpx_reading.h"
#include <string.h>

enum status qdpx_fault(const struct qdpx_reading *reading, struct error *err, const char *what,
                       const char *detail)
{
    if (reading->depth == 0)
        return error_set(err, STATUS_INPUT, "project.qde %s %s", what, detail);
    return error_set(err, STATUS_INPUT, "project.qde, line %d: <%s> %s%s%s",
                     xml_reader_line(reading->xml),
                     reading->open[reading->depth - 1].rule->name, what,
                     detail[0] != '\0' ? " " : "", detail);
}

enum status qdpx_check_words(const struct qdpx_reading *reading, const char *where,
                             const char *text, size_t len, struct error *err)
{
    const char *fault = qdpx_text_fault(text, len);

    if (fault != NULL)
        return error_set(err, STATUS_INPUT, "project.qde, line %d: %s %s",
                         xml_reader_line(reading->xml), where, fault);
    /* the name itself stays out of the message */
    if (reading->filter != NULL && identity_filter_search(reading->filter, text, len, NULL) > 0)
        return error_set(err, STATUS_INPUT, "project.qde, line %d: %s names somebody",
                         xml_reader_line(reading->xml), where);
    return STATUS_OK;
}

static bool all_of(const char *value, size_t len, const char *allowed)
{
    for (size_t i = 0; i < len; i++)
        if (value[i] == '\0' || strchr(allowed, value[i]) == NULL)
            return false;
    return len > 0;
}

/* YYYY-MM-DDThh:mm:ssZ of a real moment. */
static bool is_stamp(struct qdpx_reading *reading, const char *value, size_t len)
{
    static const char form[CLOCK_STAMP] = "dddd-dd-ddTdd:dd:ddZ";
    char copy[CLOCK_STAMP];
    int64_t at;
    int32_t offset;
    size_t used;

    if (len != sizeof form - 1)
        return false;
    if (memcmp(reading->stamp, value, len) == 0)
        return true; /* the same as the last one, as most are */
    for (size_t i = 0; i < len; i++)
        if (form[i] == 'd' ? value[i] < '0' || value[i] > '9' : value[i] != form[i])
            return false;
    memcpy(copy, value, len);
    copy[len] = '\0';
    if (!clock_parse_stamp(copy, &at, &offset, &used) || used != len)
        return false;
    memcpy(reading->stamp, copy, sizeof copy);
    return true;
}

static bool is_one_of(const char *value, size_t len, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == len && memcmp(words[i], value, len) == 0)
            return true;
    return false;
}

/* Whether a value that is no words, name or GUID has its form. */
static bool has_form(struct qdpx_reading *reading, enum value_kind kind, const char *value,
                     size_t len)
{
    static const char *const booleans[] = { "true", "false" };
    static const char *const directions[] = { "Associative", "OneWay", "Bidirectional" };

    switch (kind) {
    case VALUE_TIME:
        return is_stamp(reading, value, len);
    case VALUE_COLOR:
        return len == 7 && value[0] == '#' && all_of(value + 1, 6, "0123456789ABCDEF");
    case VALUE_BOOLEAN:
        return is_one_of(value, len, booleans, 2);
    case VALUE_DIRECTION:
        return is_one_of(value, len, directions, 3);
    case VALUE_NUMBER:
        return len <= 10 && all_of(value, len, "0123456789");
    default:
        return true;
    }
}

static enum status check_guid(struct qdpx_reading *reading, const struct attribute_rule *rule,
                              const char *value, size_t len, struct error *err)
{
    struct id id;

    if (!guid_read(&id, value, len))
        return qdpx_fault(reading, err, "has no GUID in upper case in", rule->name);
    if (rule->kind == VALUE_GUID)
        guids_add(&reading->guids, &id, (enum guid_kind)rule->kinds,
                  xml_reader_line(reading->xml));
    else
        guids_refer(&reading->guids, &id, rule->kinds, xml_reader_line(reading->xml));
    return STATUS_OK;
}

static enum status check_name(struct qdpx_reading *reading, const char *value, size_t len,
                              struct error *err)
{
    const char *element = reading->open[reading->depth - 1].rule->name;
    struct plain_names *names = &reading->groups;

    if (!plain_name_is_good(value, len))
        return qdpx_fault(reading, err, "has a name that other programs stumble over", "");
    if (strcmp(element, "Code") == 0)
        names = &reading->codes;
    else if (strcmp(element, "TextSource") == 0 || strcmp(element, "AudioSource") == 0)
        names = &reading->documents;
    else if (strcmp(element, "Note") == 0)
        names = &reading->notes;
    if (!plain_names_take(names, value, len))
        return qdpx_fault(reading, err, "has a name that was given before", "");
    return STATUS_OK;
}

/* relative:/// and a path without a way up. */
static bool is_below(const char *value, size_t len)
{
    static const char scheme[] = "relative:///";
    const size_t from = sizeof scheme - 1;

    if (len <= from || memcmp(value, scheme, from) != 0 || value[from] == '/')
        return false;
    for (size_t at = from; at < len;) {
        const char *slash = memchr(value + at, '/', len - at);
        size_t part = slash != NULL ? (size_t)(slash - (value + at)) : len - at;

        if (part == 0 || (part == 2 && memcmp(value + at, "..", 2) == 0))
            return false;
        at += part + 1;
    }
    return true;
}

enum status qdpx_check_value(struct qdpx_reading *reading, const struct attribute_rule *rule,
                             const char *value, size_t len, struct error *err)
{
    switch (rule->kind) {
    case VALUE_GUID:
    case VALUE_REFERENCE:
        return check_guid(reading, rule, value, len, err);
    case VALUE_NAME:
        if (check_name(reading, value, len, err))
            return err->status;
        return qdpx_check_words(reading, rule->name, value, len, err);
    case VALUE_TEXT:
        return qdpx_check_words(reading, rule->name, value, len, err);
    case VALUE_QUOTE:
    case VALUE_ORIGIN:
    case VALUE_PATH:
        if (qdpx_text_fault(value, len) != NULL || len == 0)
            return qdpx_fault(reading, err, "has a wrong value in", rule->name);
        return STATUS_OK;
    case VALUE_MEDIA:
        if (!is_below(value, len))
            return qdpx_fault(reading, err, "has a path that does not lie below the project", "");
        return qdpx_check_words(reading, rule->name, value, len, err);
    default:
        if (!has_form(reading, rule->kind, value, len))
            return qdpx_fault(reading, err, "has a wrong value in", rule->name);
        return STATUS_OK;
    }
}

enum status qdpx_load_text(struct qdpx_reading *reading, const char *path, size_t len,
                           struct error *err)
{
    static const char scheme[] = "internal://";
    const size_t scheme_len = sizeof scheme - 1;
    struct qdpx_text *text = &reading->text;
    const char *fault, *name;
    enum status status;

    if (len <= scheme_len || memcmp(path, scheme, scheme_len) != 0)
        return qdpx_fault(reading, err, "has a path that is not internal://", "");
    str_clear(&reading->scratch);
    str_add(&reading->scratch, "sources/");
    str_add_len(&reading->scratch, path + scheme_len, len - scheme_len);
    name = reading->scratch.text;
    qdpx_text_clear(text);
    status = reading->text_of(reading->text_data, name, &text->bytes, err);
    if (status == STATUS_NOT_FOUND)
        return qdpx_fault(reading, err, "leads to a file that is not there:", name);
    if (status)
        return status;
    fault = qdpx_text_fault(str_text(&text->bytes), text->bytes.len);
    if (fault != NULL)
        return error_set(err, STATUS_INPUT, "%s %s", name, fault);
    if (reading->filter != NULL
        && identity_filter_search(reading->filter, str_text(&text->bytes), text->bytes.len, NULL)
               > 0)
        return error_set(err, STATUS_INPUT, "%s names somebody", name);
    qdpx_text_count(text);
    return STATUS_OK;
}

static bool is_blank_at(const char *text, size_t at)
{
    size_t bytes;

    return text_is_blank(text_code_point(text + at, &bytes));
}

/* The name of a quotation is its beginning. Where the cut bares half a word
 * that is a name, a label stands for it. */
static bool is_name_of(const struct qdpx_reading *reading, const char *words, size_t words_len,
                       const char *name, size_t len)
{
    const struct identity_filter *filter = reading->filter;
    struct str wanted = STR_INIT;
    struct span first;
    bool same;

    plain_quote(&wanted, words, words_len);
    if (filter != NULL && identity_filter_search(filter, wanted.text, wanted.len, &first) > 0)
        same = len > first.start && memcmp(wanted.text, name, first.start) == 0
               && name[first.start] == '[' && identity_filter_search(filter, name, len, NULL) == 0;
    else
        same = wanted.len == len && memcmp(wanted.text, name, len) == 0;
    str_release(&wanted);
    return same;
}

enum status qdpx_check_passage(struct qdpx_reading *reading, const struct qdpx_passage *passage,
                               const char *name, size_t len, struct error *err)
{
    const struct qdpx_text *text = &reading->text;
    size_t start, end;

    if (passage->start >= passage->end || passage->end > text->length)
        return qdpx_fault(reading, err, "does not lie inside its text", "");
    start = qdpx_text_byte(text, passage->start);
    end = qdpx_text_byte(text, passage->end);
    if (is_blank_at(text->bytes.text, start)
        || is_blank_at(text->bytes.text, qdpx_text_byte(text, passage->end - 1)))
        return qdpx_fault(reading, err, "begins or ends with a blank", "");
    if (!is_name_of(reading, text->bytes.text + start, end - start, name, len))
        return qdpx_fault(reading, err, "has a name that is not the beginning of its words", "");
    return STATUS_OK;
}
