/* SPDX-License-Identifier: MIT */
/* The key that is moved apart and taken back, and the rules of words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "core/mem.h"
#include "storage/identity_key.h"
#include "storage/name_rules.h"
#include "storage/people_merge.h"
#include "tests/unit/storage/fixture.h"

static void key_path(const struct fixture *f, char path[512])
{
    snprintf(path, 512, "%s.key", study_path(f->study));
}

static void count_identity(void *data, const struct identity *identity,
                           const struct identity_alias *alias)
{
    char *seen = data;

    if (alias != NULL)
        strcat(strcat(seen, alias->text), " ");
    else
        strcat(strcat(seen, identity->name), " ");
}

static bool file_holds(const char *path, const char *words)
{
    FILE *file = fopen(path, "rb");
    size_t len, want = strlen(words);
    char *bytes;
    bool found = false;

    if (file == NULL)
        return false;
    bytes = mem_alloc(1 << 22, 1);
    len = fread(bytes, 1, 1 << 22, file);
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; i + want <= len && !found; i++)
        found = memcmp(bytes + i, words, want) == 0;
    free(bytes);
    return found;
}

static void add_people(struct fixture *f)
{
    struct new_person one = { .number = 283, .role_group = "gp", .name = "Alma Quillfeather",
                              .initials = "AQ", .alias = "quilly" };
    struct new_person other = { .number = 60, .role_group = "nm", .name = "Bertram Oxenholt" };
    struct id id;

    ok(f, people_add(f->study, &one, &id, NULL, &f->err));
    ok(f, people_add(f->study, &other, &id, NULL, &f->err));
}

static void the_key_leaves_the_study_and_comes_back(void **state)
{
    struct fixture *f = fixture_new(true);
    struct key_report report;
    char path[512], seen[256] = "", wal[512];
    size_t people;
    struct stat file;
    bool moved;

    (void)state;
    key_path(f, path);
    add_people(f);
    ok(f, key_export(f->study, path, &report, &f->err));
    people = report.people;
    assert_true(people >= 2 && report.aliases >= 2);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    ok(f, key_is_moved(f->study, &moved, &f->err));
    assert_true(moved);
    ok(f, people_each_identity(f->study, count_identity, seen, &f->err));
    assert_string_equal(seen, "");
    snprintf(wal, sizeof wal, "%s-wal", study_path(f->study));
    assert_false(file_holds(study_path(f->study), "Quillfeather"));
    assert_false(file_holds(wal, "Quillfeather"));
    assert_true(file_holds(path, "Quillfeather"));
    ok(f, key_each_identity(f->study, path, count_identity, seen, &f->err));
    assert_non_null(strstr(seen, "Alma Quillfeather "));
    assert_non_null(strstr(seen, "quilly "));
    ok(f, key_import(f->study, path, &report, &f->err));
    assert_int_equal(report.people, people);
    seen[0] = '\0';
    ok(f, people_each_identity(f->study, count_identity, seen, &f->err));
    assert_non_null(strstr(seen, "Bertram Oxenholt "));
    assert_non_null(strstr(seen, "AQ "));
    ok(f, key_is_moved(f->study, &moved, &f->err));
    assert_false(moved);
    (void)remove(path);
    fixture_free(f);
}

static void what_is_new_is_added_to_the_key_that_is_there(void **state)
{
    struct fixture *f = fixture_new(true);
    struct new_person third = { .number = 300, .role_group = "gp", .name = "Cora Zeal" };
    struct key_report report;
    char path[512], seen[256] = "";
    struct id id;

    (void)state;
    key_path(f, path);
    add_people(f);
    ok(f, key_export(f->study, path, &report, &f->err));
    ok(f, people_add(f->study, &third, &id, NULL, &f->err));
    ok(f, key_export(f->study, path, &report, &f->err));
    assert_int_equal(report.people, 1);
    ok(f, key_each_identity(f->study, path, count_identity, seen, &f->err));
    assert_non_null(strstr(seen, "Cora Zeal"));
    assert_non_null(strstr(seen, "Alma Quillfeather"));
    (void)remove(path);
    fixture_free(f);
}

struct whose {
    struct id person;
    size_t count; /* of what was read, how much is of that person */
};

static void count_whose(void *data, const struct identity *identity,
                         const struct identity_alias *alias)
{
    struct whose *whose = data;

    whose->count += id_equal(alias != NULL ? &alias->person : &identity->person, &whose->person);
}

/* A name that nobody in the list of people has would be left in an export. */
static void names_in_a_key_of_somebody_found_to_be_somebody_else_are_those_of_that_person(void **state)
{
    struct new_person one = { .number = 283, .role_group = "gp", .name = "Alma Quillfeather" };
    struct new_person other = { .number = 60, .to_identify = true, .alias = "quilly" };
    struct fixture *f = fixture_new(true);
    struct key_report report;
    struct whose whose = { .count = 0 };
    struct id found;
    char path[512];

    (void)state;
    key_path(f, path);
    ok(f, people_add(f->study, &one, &whose.person, NULL, &f->err));
    ok(f, people_add(f->study, &other, &found, NULL, &f->err));
    ok(f, people_merge(f->study, &found, &whose.person, &f->err));
    ok(f, key_export(f->study, path, &report, &f->err));
    ok(f, key_each_identity(f->study, path, count_whose, &whose, &f->err));
    assert_int_equal(whose.count, 2);
    ok(f, key_import(f->study, path, &report, &f->err));
    whose.count = 0;
    ok(f, people_each_identity(f->study, count_whose, &whose, &f->err));
    assert_int_equal(whose.count, 2);
    fixture_free(f);
}

static void what_is_no_key_of_this_study_is_refused_and_left_alone(void **state)
{
    struct fixture *f = fixture_new(true), *other = fixture_new(true);
    struct key_report report;
    char path[512], foreign[512];
    FILE *file;

    (void)state;
    add_people(f);
    key_path(f, path);
    key_path(other, foreign);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs("my shopping list\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(key_export(f->study, path, &report, &f->err), STATUS_INPUT);
    assert_true(file_holds(path, "my shopping list"));
    (void)remove(path);
    assert_int_equal(key_import(f->study, path, &report, &f->err), STATUS_NOT_FOUND);
    assert_int_equal(key_export(f->study, "/nowhere/key", &report, &f->err), STATUS_IO);
    assert_int_equal(key_export(f->study, "/tmp", &report, &f->err), STATUS_INPUT);
    add_people(other);
    ok(other, key_export(other->study, foreign, &report, &other->err));
    assert_int_equal(key_import(f->study, foreign, &report, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "another study"));
    (void)remove(foreign);
    fixture_free(f);
    fixture_free(other);
}

static void a_rule_is_found_whatever_its_case_and_can_be_taken_back(void **state)
{
    struct fixture *f = fixture_new(false);
    struct name_rules rules;

    (void)state;
    ok(f, name_rules_set(f->study, "Right", NAME_RULE_CAPITAL, &f->err));
    ok(f, name_rules_set(f->study, "RIGHT ", NAME_RULE_WORD, &f->err));
    ok(f, name_rules_set(f->study, "Siân", NAME_RULE_ORGANISATION, &f->err));
    assert_int_equal(name_rules_set(f->study, " ", NAME_RULE_WORD, &f->err), STATUS_INPUT);
    ok(f, name_rules_load(&rules, f->study, &f->err));
    assert_int_equal(rules.count, 2);
    assert_int_equal(name_rules_find(&rules, "right")->rule, NAME_RULE_WORD);
    assert_int_equal(name_rules_find(&rules, "sian")->rule, NAME_RULE_ORGANISATION);
    assert_null(name_rules_find(&rules, "left"));
    name_rules_release(&rules);
    ok(f, name_rules_drop(f->study, "rIght", &f->err));
    ok(f, name_rules_load(&rules, f->study, &f->err));
    assert_int_equal(rules.count, 1);
    name_rules_release(&rules);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_leaves_the_study_and_comes_back),
        cmocka_unit_test(what_is_new_is_added_to_the_key_that_is_there),
        cmocka_unit_test(
            names_in_a_key_of_somebody_found_to_be_somebody_else_are_those_of_that_person),
        cmocka_unit_test(what_is_no_key_of_this_study_is_refused_and_left_alone),
        cmocka_unit_test(a_rule_is_found_whatever_its_case_and_can_be_taken_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
