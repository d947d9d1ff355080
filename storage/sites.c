/* SPDX-License-Identifier: MIT */
/* Sites and their characteristics. */
#include "storage/sites.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/internal.h"
#include <string.h>

struct site_store {
    struct store strings;
};

/* Both lists come in the order of the sites. */
static enum status load_characteristics(struct sites *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_SITE_CHARACTERISTICS);
    struct characteristic *list = NULL;
    size_t at = 0, room = 0, count = 0;
    bool more = stmt_row(&st);

    while (more && at < out->count) {
        struct id site = stmt_id(&st, 0);
        struct characteristic *kept;

        while (at < out->count && !id_equal(&out->site[at].id, &site))
            at++;
        for (count = 0; more; more = stmt_row(&st)) {
            struct id next = stmt_id(&st, 0);

            if (!id_equal(&next, &site))
                break;
            list = mem_grow(list, count, &room, sizeof *list);
            list[count++] = (struct characteristic){ store_column(&out->store->strings, &st, 1),
                                                     store_column(&out->store->strings, &st, 2) };
        }
        if (at == out->count || count == 0)
            break;
        kept = store_alloc(&out->store->strings, count, sizeof *kept);
        memcpy(kept, list, count * sizeof *kept);
        out->site[at].characteristic = kept;
        out->site[at].characteristics = count;
    }
    free(list);
    return stmt_end(&st, err);
}

static enum status load_sites(struct sites *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_SITES);
    size_t room = 0;

    while (stmt_row(&st)) {
        out->site = mem_grow(out->site, out->count, &room, sizeof *out->site);
        out->site[out->count++] = (struct site){
            .id = stmt_id(&st, 0),
            .code = store_column(&out->store->strings, &st, 1),
            .name = store_column(&out->store->strings, &st, 2),
            .bodies = (size_t)stmt_int(&st, 3),
        };
    }
    return stmt_end(&st, err);
}

enum status sites_load(struct sites *out, struct study *study, struct error *err)
{
    struct work view;
    enum status status;

    *out = (struct sites){ .store = mem_alloc(1, sizeof *out->store) };
    status = view_begin(&view, study, err);
    if (!status) {
        status = load_sites(out, study, err);
        if (!status)
            status = load_characteristics(out, study, err);
        view_finish(&view, study);
    }
    if (status) {
        sites_release(out);
        return error_context(err, "reading the sites");
    }
    return STATUS_OK;
}

enum status sites_count_meetings(struct sites *sites, struct study *study, struct error *err)
{
    struct work view;
    enum status status = view_begin(&view, study, err);

    for (size_t i = 0; i < sites->count && !status; i++)
        status = study_count(study, QUERY_SITE_MEETINGS, &sites->site[i].id,
                             &sites->site[i].meetings, err);
    view_finish(&view, study);
    sites->counted = !status;
    return status ? error_context(err, "counting the meetings of sites") : STATUS_OK;
}

void sites_release(struct sites *sites)
{
    if (sites->store != NULL)
        store_release(&sites->store->strings);
    free(sites->store);
    free(sites->site);
    *sites = (struct sites){ 0 };
}

/* --- writing --------------------------------------------------------------------- */

static enum status look(struct study *study, const struct site *site, int64_t row,
                        struct error *err)
{
    struct stmt st;
    int64_t other;

    if (site->code == NULL || site->code[0] == '\0')
        return error_set(err, STATUS_INPUT, "a site needs a code, as 3 or A");
    for (size_t i = 0; i < site->characteristics; i++)
        for (size_t j = 0; j < i; j++) {
            const char *a = site->characteristic[i].name, *b = site->characteristic[j].name;

            if (text_same(a, strlen(a), b, strlen(b)))
                return error_set(err, STATUS_INPUT, "the site has \"%s\" twice", a);
        }
    st = stmt_begin(study, QUERY_SITE_FIND);
    stmt_bind_text(&st, ":code", site->code);
    if (stmt_run_int(&st, 0, &other, err))
        return err->status;
    if (other != 0 && other != row)
        return error_set(err, STATUS_EXISTS, "there is a site \"%s\" already", site->code);
    return STATUS_OK;
}

static enum status write_site(struct study *study, const struct site *site, const struct id *id,
                              int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, *row == 0 ? QUERY_SITE_INSERT : QUERY_SITE_UPDATE);

    if (*row == 0)
        stmt_bind_id(&st, ":uuid", id);
    else
        stmt_bind_int(&st, ":id", *row);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":code", site->code);
    stmt_bind_text(&st, ":name", site->name != NULL ? site->name : "");
    if (stmt_run(&st, err))
        return err->status;
    if (*row == 0)
        *row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

static enum status write_characteristic(struct study *study, int64_t site,
                                        const struct characteristic *one, struct error *err)
{
    struct id id = id_new();
    struct stmt st = stmt_begin(study, QUERY_SITE_CHARACTERISTIC_SET);

    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":site", site);
    stmt_bind_text(&st, ":name", one->name);
    stmt_bind_text(&st, ":value", one->value);
    return stmt_run(&st, err);
}

/* Takes out what is no longer named. */
static enum status drop_characteristics(struct study *study, int64_t row, const struct site *site,
                                        struct error *err)
{
    struct sites now;
    const struct site *before = NULL;
    enum status status = sites_load(&now, study, err);

    for (size_t i = 0; i < now.count; i++)
        if (id_equal(&now.site[i].id, &site->id))
            before = &now.site[i];
    for (size_t i = 0; before != NULL && i < before->characteristics && !status; i++) {
        const char *name = before->characteristic[i].name;
        bool kept = false;
        struct stmt st;

        for (size_t j = 0; j < site->characteristics; j++)
            kept = kept || strcmp(site->characteristic[j].name, name) == 0;
        if (kept)
            continue;
        st = stmt_begin(study, QUERY_SITE_CHARACTERISTIC_DROP);
        stmt_bind_int(&st, ":site", row);
        stmt_bind_text(&st, ":name", name);
        status = stmt_run(&st, err);
    }
    sites_release(&now);
    return status;
}

static enum status save(struct study *study, const struct site *site, struct id *id,
                        struct error *err)
{
    int64_t row = 0;
    enum status status = STATUS_OK;

    *id = id_is_none(&site->id) ? id_new() : site->id;
    if (!id_is_none(&site->id))
        status = study_need_row(study, QUERY_ROW_SITE, id, "site", &row, err);
    if (!status)
        status = look(study, site, row, err);
    if (!status && row != 0)
        status = drop_characteristics(study, row, site, err);
    if (!status)
        status = write_site(study, site, id, &row, err);
    for (size_t i = 0; i < site->characteristics && !status; i++)
        status = write_characteristic(study, row, &site->characteristic[i], err);
    return status;
}

enum status sites_save(struct study *study, const struct site *site, struct id *id,
                       struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, save(study, site, id, err), err);
}

static enum status delete_site(struct study *study, const struct id *id, struct error *err)
{
    static const enum query steps[] = { QUERY_SITE_CHARACTERISTICS_DROP, QUERY_SITE_DELETE };
    int64_t row, used;
    struct stmt st;

    if (study_need_row(study, QUERY_ROW_SITE, id, "site", &row, err))
        return err->status;
    st = stmt_begin(study, QUERY_SITE_USED);
    stmt_bind_int(&st, ":id", row);
    if (stmt_run_int(&st, 0, &used, err))
        return err->status;
    if (used != 0)
        return error_set(err, STATUS_INPUT,
                         "the site has bodies or meetings: it can be renamed, not taken out");
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        st = stmt_begin(study, steps[i]);
        stmt_bind_int(&st, ":id", row);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

enum status sites_delete(struct study *study, const struct id *id, struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, delete_site(study, id, err), err);
}
