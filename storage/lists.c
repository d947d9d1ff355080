/* SPDX-License-Identifier: MIT */
/* Role groups and functions, as the study words them. */
#include "storage/lists.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/internal.h"
#include <string.h>

struct list_store {
    struct store strings;
};

enum { KEY_MOST = 24 };

/* The statements of each list. */
/* clang-format off */
static const struct {
    const char *one; /* what it is called */
    enum query load, row, add, rename, place, used, remove;
} lists[] = {
    [LIST_ROLE_GROUPS] = { "role group", QUERY_LIST_GROUPS, QUERY_ROW_ROLE_GROUP, QUERY_LIST_GROUP_ADD,
                           QUERY_LIST_GROUP_RENAME, QUERY_LIST_GROUP_PLACE, QUERY_LIST_GROUP_USED,
                           QUERY_LIST_GROUP_REMOVE },
    [LIST_FUNCTIONS]   = { "function", QUERY_LIST_FUNCTIONS, QUERY_ROW_FUNCTION, QUERY_LIST_FUNCTION_ADD,
                           QUERY_LIST_FUNCTION_RENAME, QUERY_LIST_FUNCTION_PLACE,
                           QUERY_LIST_FUNCTION_USED, QUERY_LIST_FUNCTION_REMOVE },
};
/* clang-format on */

enum status lists_load(struct list_words *out, struct study *study, enum list_kind kind,
                       struct error *err)
{
    struct stmt st = stmt_begin(study, lists[kind].load);
    size_t room = 0;

    *out = (struct list_words){ .store = mem_alloc(1, sizeof *out->store) };
    while (stmt_row(&st)) {
        out->word = mem_grow(out->word, out->count, &room, sizeof *out->word);
        out->word[out->count++] = (struct list_word){
            .id = stmt_id(&st, 0),
            .key = store_column(&out->store->strings, &st, 1),
            .name = store_column(&out->store->strings, &st, 2),
            .label = store_column(&out->store->strings, &st, 3),
            .uses = (size_t)stmt_int(&st, 4),
        };
    }
    if (stmt_end(&st, err)) {
        lists_release(out);
        return error_context(err, "reading the lists of the study");
    }
    return STATUS_OK;
}

void lists_release(struct list_words *words)
{
    if (words->store != NULL)
        store_release(&words->store->strings);
    free(words->store);
    free(words->word);
    *words = (struct list_words){ 0 };
}

/* --- keys ---------------------------------------------------------------------- */

/* A key that can be typed: of the words of the name, joined by "-". */
static void make_key(struct str *out, const char *name)
{
    struct str folded = STR_INIT;
    size_t used;

    text_fold(&folded, name, strlen(name));
    for (size_t at = 0; at < folded.len; at += used) {
        uint32_t c = text_code_point(folded.text + at, &used);

        if (out->len + used > KEY_MOST)
            break;
        if (text_is_word(c))
            str_add_len(out, folded.text + at, used);
        else if (out->len > 0 && out->text[out->len - 1] != '-')
            str_add_char(out, '-');
    }
    while (out->len > 0 && out->text[out->len - 1] == '-')
        str_splice(out, out->len - 1, 1, "", 0);
    str_release(&folded);
}

/* Letters and digits with "-" and "_" between; a letter first, so that no
 * number is taken for one. */
static bool key_is_good(const char *key)
{
    size_t len = strlen(key), used;

    if (len == 0 || len > KEY_MOST || (key[0] >= '0' && key[0] <= '9'))
        return false;
    for (size_t at = 0; at < len; at += used) {
        uint32_t c = text_code_point(key + at, &used);

        if (!text_is_word(c) && (at == 0 || (c != '-' && c != '_')))
            return false;
    }
    return true;
}

/* --- writing --------------------------------------------------------------------- */

static enum status find_other(const struct list_words *words, const struct list_word *word,
                              const char *key, const char *one, struct error *err)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct list_word *other = &words->word[i];

        if (id_equal(&other->id, &word->id))
            continue;
        if (text_same(other->name, strlen(other->name), word->name, strlen(word->name)))
            return error_set(err, STATUS_EXISTS, "there is a %s \"%s\" already", one, other->name);
        if (text_same(other->key, strlen(other->key), key, strlen(key)))
            return error_set(err, STATUS_EXISTS, "the key \"%s\" is that of \"%s\": choose another",
                             key, other->name);
    }
    return STATUS_OK;
}

static enum status write_word(struct study *study, enum list_kind kind,
                              const struct list_word *word, const char *key, const struct id *id,
                              int64_t row, struct error *err)
{
    struct stmt st = stmt_begin(study, row == 0 ? lists[kind].add : lists[kind].rename);

    if (row == 0) {
        stmt_bind_id(&st, ":uuid", id);
        stmt_bind_text(&st, ":key", key);
    } else {
        stmt_bind_int(&st, ":id", row);
    }
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":name", word->name);
    if (kind == LIST_ROLE_GROUPS)
        stmt_bind_text(&st, ":label",
                       word->label != NULL && word->label[0] != '\0' ? word->label : word->name);
    return stmt_run(&st, err);
}

static enum status save(struct study *study, enum list_kind kind, const struct list_word *word,
                        const char *key, struct id *id, struct error *err)
{
    struct list_words words;
    int64_t row = 0;
    enum status status = lists_load(&words, study, kind, err);

    if (status)
        return status;
    *id = id_is_none(&word->id) ? id_new() : word->id;
    if (!id_is_none(&word->id)) {
        for (size_t i = 0; i < words.count; i++)
            if (id_equal(&words.word[i].id, &word->id))
                key = words.word[i].key;
        status = study_need_row(study, lists[kind].row, id, lists[kind].one, &row, err);
    }
    if (!status)
        status = find_other(&words, word, key, lists[kind].one, err);
    if (!status)
        status = write_word(study, kind, word, key, id, row, err);
    lists_release(&words);
    return status;
}

enum status lists_save(struct study *study, enum list_kind kind, const struct list_word *word,
                       struct id *id, struct error *err)
{
    struct str key = STR_INIT;
    struct work work;
    enum status status = STATUS_OK;

    if (word->name == NULL || word->name[0] == '\0')
        return error_set(err, STATUS_INPUT, "a %s needs a name", lists[kind].one);
    if (word->key != NULL && word->key[0] != '\0')
        text_fold(&key, word->key, strlen(word->key));
    else
        make_key(&key, word->name);
    if (id_is_none(&word->id) && !key_is_good(str_text(&key)))
        status = error_set(err, STATUS_INPUT,
                           "\"%s\" cannot be a key: letters and digits, a letter first, at most %d",
                           str_text(&key), (int)KEY_MOST);
    if (!status)
        status = study_need_observer(study, err);
    if (!status)
        status = work_begin(&work, study, err);
    if (!status) {
        status = save(study, kind, word, str_text(&key), id, err);
        status = work_finish(&work, study, status, err);
    }
    str_release(&key);
    return status;
}

static enum status place(struct study *study, enum list_kind kind, const struct id *id,
                         size_t position, struct error *err)
{
    struct stmt st = stmt_begin(study, lists[kind].place);

    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":position", (int64_t)position);
    return stmt_run(&st, err);
}

/* Counts all of them anew, two exchanged: seeded and added ones may have the
 * same number. */
static enum status move_word(struct study *study, enum list_kind kind, const struct id *id, int by,
                             struct error *err)
{
    struct list_words words;
    enum status status = lists_load(&words, study, kind, err);
    size_t at = 0, to;

    if (status)
        return status;
    while (at < words.count && !id_equal(&words.word[at].id, id))
        at++;
    to = by < 0 ? at - 1 : at + 1;
    if (at < words.count && to < words.count) {
        struct list_word moved = words.word[at];

        words.word[at] = words.word[to];
        words.word[to] = moved;
        for (size_t i = 0; i < words.count && !status; i++)
            status = place(study, kind, &words.word[i].id, i + 1, err);
    }
    lists_release(&words);
    return status;
}

enum status lists_move(struct study *study, enum list_kind kind, const struct id *id, int by,
                       struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, move_word(study, kind, id, by, err), err);
}

static enum status delete_word(struct study *study, enum list_kind kind, const struct id *id,
                               struct error *err)
{
    int64_t row, used;
    struct stmt st;

    if (study_need_row(study, lists[kind].row, id, lists[kind].one, &row, err))
        return err->status;
    st = stmt_begin(study, lists[kind].used);
    stmt_bind_int(&st, ":id", row);
    if (stmt_run_int(&st, 0, &used, err))
        return err->status;
    if (used != 0)
        return error_set(err, STATUS_INPUT, "this %s is in use: it can be renamed, not taken out",
                         lists[kind].one);
    st = stmt_begin(study, lists[kind].remove);
    stmt_bind_int(&st, ":id", row);
    return stmt_run(&st, err);
}

enum status lists_delete(struct study *study, enum list_kind kind, const struct id *id,
                         struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, delete_word(study, kind, id, err), err);
}
