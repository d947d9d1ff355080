/* SPDX-License-Identifier: MIT */
/* Meetings as JSON Lines: the first line is the meeting, each further one a
 * turn. jansson reads the syntax; here stands what the fields must be. Keys
 * that are not known are passed over, so that a file may say more. */
#include "import/internal.h"

#include <stdlib.h>

#include <jansson.h>

#include "core/mem.h"
#include "core/text.h"

enum { SECONDS_LIMIT = 1000000000 }; /* of a turn's time: thirty years, a slip */

/* Reads a line as one JSON object, the caller's to json_decref(). */
static enum status read_object(const struct source *source, const struct str *line,
                               json_t **object, struct error *err)
{
    json_error_t wrong;

    *object = json_loadb(str_text(line), line->len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL,
                         &wrong);
    if (*object == NULL) {
        switch (json_error_code(&wrong)) {
        case json_error_invalid_utf8:
            return source_wrong(source, err, "it is not UTF-8: save the file as UTF-8 text");
        case json_error_premature_end_of_input:
            return source_wrong(source, err, "it ends too early: the file is truncated, "
                                             "fetch it again");
        default:
            return source_wrong(source, err, "it is not JSON, at column %d: %s", wrong.column,
                                wrong.text);
        }
    }
    if (!json_is_object(*object)) {
        json_decref(*object);
        *object = NULL;
        return source_wrong(source, err, "it is a JSON list, not an object in {}");
    }
    return STATUS_OK;
}

/* Appends the text under `key`, cleaned; nothing where it is absent or null. */
static enum status read_text(const struct source *source, const json_t *object, const char *key,
                             bool one_line, struct str *out, size_t *cleaned, struct error *err)
{
    const json_t *value = json_object_get(object, key);

    if (value == NULL || json_is_null(value))
        return STATUS_OK;
    if (!json_is_string(value))
        return source_wrong(source, err, "\"%s\" is not a text: write it in quotes", key);
    *cleaned += (one_line ? text_clean_line : text_clean)(out, json_string_value(value),
                                                          json_string_length(value));
    return STATUS_OK;
}

/* As read_text, one line, into a string of its own. */
static enum status take_text(const struct source *source, const json_t *object, const char *key,
                             char **out, size_t *cleaned, struct error *err)
{
    struct str text = STR_INIT;
    enum status status = read_text(source, object, key, true, &text, cleaned, err);

    *out = str_take(&text);
    return status;
}

static enum status read_participants(const struct source *source, const json_t *list,
                                     struct jsonl_meeting *meeting, size_t *cleaned,
                                     struct error *err)
{
    if (list == NULL || json_is_null(list))
        return STATUS_OK;
    if (!json_is_array(list))
        return source_wrong(source, err, "\"participants\" is not a list in []");
    if (json_array_size(list) > JSONL_PARTICIPANT_LIMIT)
        return source_wrong(source, err, "it has %zu participants, and %d is the most",
                            json_array_size(list), JSONL_PARTICIPANT_LIMIT);
    meeting->participants = mem_alloc(json_array_size(list), sizeof *meeting->participants);
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct jsonl_participant *one = &meeting->participants[meeting->participant_count++];
        const json_t *object = json_array_get(list, i);

        if (!json_is_object(object))
            return source_wrong(source, err, "participant %zu is not an object in {}", i + 1);
        if (take_text(source, object, "id", &one->id, cleaned, err)
            || take_text(source, object, "name", &one->name, cleaned, err)
            || take_text(source, object, "role", &one->role, cleaned, err))
            return err->status;
        if (one->id[0] == '\0')
            return source_wrong(source, err, "participant %zu has no \"id\"", i + 1);
    }
    return STATUS_OK;
}

static enum status read_fields(const struct source *source, const json_t *object,
                               struct jsonl_meeting *meeting, size_t *cleaned, struct error *err)
{
    int64_t day;

    if (take_text(source, object, "title", &meeting->title, cleaned, err)
        || take_text(source, object, "body", &meeting->body, cleaned, err)
        || take_text(source, object, "type", &meeting->type, cleaned, err)
        || take_text(source, object, "date", &meeting->date, cleaned, err)
        || take_text(source, object, "source", &meeting->origin, cleaned, err)
        || take_text(source, object, "licence", &meeting->licence, cleaned, err)
        || take_text(source, object, "language", &meeting->language, cleaned, err))
        return err->status;
    if (meeting->title[0] == '\0')
        return source_wrong(source, err, "the meeting has no \"title\"");
    if (meeting->date[0] != '\0' && !clock_parse_date(meeting->date, &day))
        return source_wrong(source, err, "\"%s\" is no date: write YYYY-MM-DD, or null",
                            meeting->date);
    return read_participants(source, json_object_get(object, "participants"), meeting, cleaned,
                             err);
}

enum status jsonl_read_meeting(const struct source *source, const struct str *line,
                               struct jsonl_meeting *meeting, size_t *cleaned, struct error *err)
{
    json_t *object;
    const json_t *inner;
    enum status status;

    *meeting = (struct jsonl_meeting){ 0 };
    status = read_object(source, line, &object, err);
    if (status)
        return status;
    inner = json_object_get(object, "meeting");
    if (json_is_object(inner))
        status = read_fields(source, inner, meeting, cleaned, err);
    else
        status = source_wrong(source, err, "it has no {\"meeting\": {...}}, with which such a "
                                           "file begins");
    json_decref(object);
    return status;
}

static enum status read_time(const struct source *source, const json_t *value, int64_t *t,
                             struct error *err)
{
    double seconds;

    *t = TIME_UNKNOWN;
    if (value == NULL || json_is_null(value))
        return STATUS_OK;
    if (!json_is_number(value))
        return source_wrong(source, err, "\"t\" is neither a number of seconds nor null");
    seconds = json_number_value(value);
    if (seconds < 0 || seconds > SECONDS_LIMIT)
        return source_wrong(source, err, "\"t\" is %g: give seconds from the meeting's start",
                            seconds);
    *t = (int64_t)(seconds * 1000.0 + 0.5);
    return STATUS_OK;
}

static enum status read_turn_fields(const struct source *source, const json_t *object,
                                    struct jsonl_turn *turn, size_t *cleaned, struct error *err)
{
    if (read_time(source, json_object_get(object, "t"), &turn->t, err)
        || read_text(source, object, "speaker", true, &turn->speaker, cleaned, err)
        || read_text(source, object, "text", false, &turn->text, cleaned, err)
        || read_text(source, object, "item", true, &turn->item, cleaned, err)
        || read_text(source, object, "event", true, &turn->event, cleaned, err))
        return err->status;
    if (turn->speaker.len == 0)
        return source_wrong(source, err, "the turn has no \"speaker\"");
    if (!json_is_string(json_object_get(object, "text")))
        return source_wrong(source, err, "the turn has no \"text\"");
    return STATUS_OK;
}

enum status jsonl_read_turn(const struct source *source, const struct str *line,
                            struct jsonl_turn *turn, size_t *cleaned, struct error *err)
{
    json_t *object;
    enum status status = read_object(source, line, &object, err);

    if (status)
        return status;
    str_clear(&turn->speaker);
    str_clear(&turn->text);
    str_clear(&turn->item);
    str_clear(&turn->event);
    status = read_turn_fields(source, object, turn, cleaned, err);
    json_decref(object);
    return status;
}

void jsonl_meeting_release(struct jsonl_meeting *meeting)
{
    for (size_t i = 0; i < meeting->participant_count; i++) {
        free(meeting->participants[i].id);
        free(meeting->participants[i].name);
        free(meeting->participants[i].role);
    }
    free(meeting->participants);
    free(meeting->title);
    free(meeting->body);
    free(meeting->type);
    free(meeting->date);
    free(meeting->origin);
    free(meeting->licence);
    free(meeting->language);
    *meeting = (struct jsonl_meeting){ 0 };
}

void jsonl_turn_release(struct jsonl_turn *turn)
{
    str_release(&turn->speaker);
    str_release(&turn->text);
    str_release(&turn->item);
    str_release(&turn->event);
}
