/* SPDX-License-Identifier: MIT */
/* The identity filter of a study: whose names it knows, and what it calls
 * people. */
#include "export/identity.h"
#include "storage/people.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct new_person people[] = {
    { .number = 283, .role_group = "gp", .name = "Dr Rachel Bowen", .alias = "rb",
      .organisation = "Castle Surgery" },
    { .number = 101, .role_group = "nm", .name = "Project Manager", .source = "PAD_88386" },
    { .number = 102, .name = "Herbert Kickl (FP\u00d6)", .source = "p1", .initials = "HK" },
    { .number = 103, .source = "Tracy Hsieh" },
    { .voice = "_record", .name = "[record]" },
    { .voice = "interj-1", .name = "Abg. Kickl" },
    { .voice = "interj-2", .name = "Abg. Disoski", .source = "interj-2" },
};
enum { PEOPLE = sizeof people / sizeof *people };

static struct study *study_of(struct id ids[PEOPLE])
{
    struct error err = ERROR_INIT;
    struct study *study;

    assert_int_equal(study_open(&study, ":memory:", STUDY_CREATE, &err), STATUS_OK);
    assert_int_equal(study_set_observer(study, "ab", &err), STATUS_OK);
    for (int i = 0; i < PEOPLE; i++)
        assert_int_equal(people_add(study, &people[i], &ids[i], NULL, &err), STATUS_OK);
    return study;
}

static void expect(struct identity_filter *filter, const char *text, const char *wanted)
{
    struct str out = STR_INIT;

    identity_filter_apply(filter, &out, text, strlen(text), NULL, 0);
    assert_string_equal(str_text(&out), wanted);
    assert_int_equal(identity_filter_search(filter, str_text(&out), out.len, NULL), 0);
    str_release(&out);
}

static void every_word_that_identifies_somebody_is_known(void **state)
{
    struct error err = ERROR_INIT;
    struct id ids[PEOPLE];
    struct study *study = study_of(ids);
    struct identity_filter *filter;

    (void)state;
    assert_int_equal(identity_filter_new(&filter, study, NULL, false, &err), STATUS_OK);
    expect(filter, "Rachel Bowen, rb, RB", "[GP ID 283], [GP ID 283], RB");
    expect(filter, "PAD_88386, p1, HK, Tracy", "[Manager ID 101], p1, [ID 102], [ID 103]");
    expect(filter, "Herbert Kickl, Kickl, Disoski", "[ID 102], [ID 102], [interj-2]");
    expect(filter, "interj-2, interj-1, Record, a record", "interj-2, interj-1, Record, a record");
    expect(filter, "Manager ID 101 said: manager", "Manager ID 101 said: [Manager ID 101]");
    expect(filter, "NHS manager", "NHS manager");
    expect(filter, "Castle Surgery", "Castle Surgery");
    identity_filter_free(filter);
    study_close(study);
}

static void people_are_called_by_their_labels_or_names(void **state)
{
    static const char *const labels[PEOPLE] = { "GP ID 283", "Manager ID 101", "ID 102", "ID 103",
                                                "Record", "interj-1", "interj-2" };
    static const char *const names[PEOPLE] = { "Dr Rachel Bowen", "Project Manager",
                                               "Herbert Kickl (FP\u00d6)", "ID 103", "Record",
                                               "interj-1", "interj-2" };
    struct error err = ERROR_INIT;
    struct id ids[PEOPLE], unknown = id_new();
    struct study *study = study_of(ids);
    struct str label = STR_INIT;

    (void)state;
    for (int identifiable = 0; identifiable <= 1; identifiable++) {
        struct identity_filter *filter;

        assert_int_equal(identity_filter_new(&filter, study, NULL, identifiable != 0, &err), STATUS_OK);
        for (int i = 0; i < PEOPLE; i++) {
            str_clear(&label);
            identity_filter_label(filter, &label, &ids[i]);
            assert_string_equal(label.text, identifiable != 0 ? names[i] : labels[i]);
        }
        str_clear(&label);
        identity_filter_label(filter, &label, &unknown);
        assert_string_equal(label.text, "ID ?");
        if (identifiable != 0)
            expect(filter, "Rachel Bowen and rb", "Rachel Bowen and rb");
        identity_filter_free(filter);
    }
    str_release(&label);
    study_close(study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_that_identifies_somebody_is_known),
        cmocka_unit_test(people_are_called_by_their_labels_or_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
