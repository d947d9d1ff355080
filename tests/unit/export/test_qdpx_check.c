/* SPDX-License-Identifier: MIT */
/* The check of a .qdpx: a good small archive passes, and each single damage is
 * found. */
#include "export/qdpx_check.h"
#include "export/zip.h"
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define ID(n) "00000000-0000-4000-8000-0000000000" n
#define TEXT_NAME "sources/" ID("AA") ".txt"
#define NOTE_NAME "sources/" ID("AB") ".txt"

static const char good_text[] = "Meeting M1\n"
                                "[14:05:12] GP ID 101: what is caf\u00e9\n"
                                "[14:06:00] [Decision]\n";

static const char good_project[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Study\" origin=\"moot 0.1.0\""
    " creatingUserGUID=\"" ID("01") "\" creationDateTime=\"2026-03-04T14:05:12Z\">\n"
    "<Users><User guid=\"" ID("01") "\" name=\"AB\"/></Users>\n"
    "<CodeBook><Codes>\n"
    "<Code guid=\"" ID("10") "\" name=\"Decision\" isCodable=\"true\" color=\"#3366CC\">"
    "<Description>Something is decided</Description>\n"
    "<Code guid=\"" ID("11") "\" name=\"Decision: deferred\" isCodable=\"true\"/></Code>\n"
    "<Code guid=\"" ID("12") "\" name=\"Speakers\" isCodable=\"false\"/>\n"
    "</Codes></CodeBook>\n"
    "<Sources>\n"
    "<TextSource guid=\"" ID("20") "\" name=\"M1 board\" plainTextPath=\"internal://" ID("AA") ".txt\""
    " creatingUser=\"" ID("01") "\" creationDateTime=\"2026-03-04T14:05:12Z\">\n"
    "<Description>about it</Description>\n"
    "<PlainTextSelection guid=\"" ID("30") "\" name=\"what is caf\u00e9\" startPosition=\"33\""
    " endPosition=\"45\" creatingUser=\"" ID("01") "\" creationDateTime=\"2026-03-04T14:05:12Z\">\n"
    "<Description>said looking at the chair</Description>\n"
    "<Coding guid=\"" ID("40") "\"><CodeRef targetGUID=\"" ID("11") "\"/></Coding>\n"
    "<Coding guid=\"" ID("41") "\"><CodeRef targetGUID=\"" ID("12") "\"/></Coding>\n"
    "<NoteRef targetGUID=\"" ID("50") "\"/>\n"
    "</PlainTextSelection>\n"
    "<PlainTextSelection guid=\"" ID("31") "\" name=\"[Decision]\" startPosition=\"57\""
    " endPosition=\"67\" creatingUser=\"" ID("01") "\">"
    "<Coding guid=\"" ID("42") "\"><CodeRef targetGUID=\"" ID("10") "\"/></Coding>"
    "</PlainTextSelection>\n"
    "</TextSource>\n"
    "</Sources>\n"
    "<Notes>\n"
    "<Note guid=\"" ID("50") "\" name=\"A memo\" creationDateTime=\"2026-03-04T14:05:12Z\">"
    "<PlainTextContent>Longer\nthoughts</PlainTextContent></Note>\n"
    "<Note guid=\"" ID("51") "\" name=\"Another\" plainTextPath=\"internal://" ID("AB") ".txt\""
    " creationDateTime=\"2026-03-04T14:05:12Z\"/>\n"
    "</Notes>\n"
    "<Links><Link guid=\"" ID("60") "\" name=\"memo\" direction=\"OneWay\" originGUID=\"" ID("50")
    "\" targetGUID=\"" ID("30") "\"/></Links>\n"
    "<Sets><Set guid=\"" ID("70") "\" name=\"Function: committee\"><MemberSource targetGUID=\"" ID("20")
    "\"/></Set></Sets>\n"
    "<Description>All of it</Description>\n"
    "</Project>\n";

/* A damage to project.qde: `with` stands for the first `what`. */
static const struct {
    const char *what, *with;
    const char *told; /* in the message */
} damages[] = {
    { "<?xml", "\uFEFF<?xml", "does not begin with <" },
    { "\n", "\r\n", "line end" },
    { "Something", "Some\xff" "thing", "project.qde" },
    { "UTF-8", "ISO-8859-1", "UTF-8" },
    { "Something", "Some\u0301thing", "NFC" },
    { "Something", "Some\U0001F600thing", "U+FFFF" },
    { "Something", "Some\uFEFFthing", "byte order mark" },
    { "Something", "Some&#127;thing", "control" },
    { "Something is", "Smithson is", "names somebody" },
    { "name=\"Study\"", "name=\"Study of Smithson\"", "names somebody" },
    { "\"Function: committee\"", "\"Body: SMITHSON\"", "names somebody" },
    { "Longer\n", "Longer Smithson\n", "names somebody" },
    { "</Project>", "", "project.qde" },
    { "<Users>", "<!DOCTYPE a><Users>", "project.qde" },
    { " xmlns=\"urn:QDA-XML:project:1.0\"", "", "namespace" },
    { "project:1.0", "project:1:0", "namespace" },
    { "<Project ", "<Projekt ", "Projekt" },
    { " name=\"Study\"", "", "lacks" },
    { " origin=\"moot 0.1.0\"", "", "lacks" },
    { "<Users>", "<Users><Cases/>", "does not belong" },
    { "<Users>", "words<Users>", "words" },
    { "<Users><User guid=\"" ID("01") "\" name=\"AB\"/></Users>", "<Users></Users>", "is empty" },
    { "<CodeBook><Codes>", "<CodeBook></CodeBook><CodeBook><Codes>", "is empty" },
    { "<Sources>", "<Sets/><Sources>", "is empty" },
    { "<Set guid=\"" ID("70") "\" name=\"Function: committee\"><MemberSource targetGUID=\"" ID("20")
      "\"/></Set>", "<Set guid=\"" ID("70") "\" name=\"x\"/>", "is empty" },
    { "<Description>All of it</Description>\n", "<Description>a</Description><Description>b</Description>",
      "more than one" },
    { "<Description>about it</Description>\n", "", NULL },
    { "<Links>", "<Description>early</Description><Links>", "wrong order" },
    { "<CodeRef targetGUID=\"" ID("11") "\"/>", "", "is empty" },
    { "<CodeRef targetGUID=\"" ID("11") "\"/>", "<CodeRef targetGUID=\"" ID("11")
      "\"/><CodeRef targetGUID=\"" ID("11") "\"/>", "more than one" },
    { " isCodable=\"false\"", "", "lacks" },
    { " isCodable=\"false\"", " isCodable=\"0\"", "isCodable" },
    { "#3366CC", "#36C", "color" },
    { "#3366CC", "#3366cc", "color" },
    { "guid=\"" ID("12"), "guid=\"" ID("11"), "already" },
    { "guid=\"" ID("42"), "guid=\"" ID("01"), "already" },
    { "guid=\"" ID("12"), "guid=\"" ID("1c"), "upper case" },
    { "guid=\"" ID("12"), "guid=\"{" ID("12") "}", "upper case" },
    { "guid=\"" ID("12"), "guid=\"12", "upper case" },
    { "CodeRef targetGUID=\"" ID("12"), "CodeRef targetGUID=\"" ID("13"), "leads to nothing" },
    { "CodeRef targetGUID=\"" ID("12"), "CodeRef targetGUID=\"" ID("01"), "another kind" },
    { "CodeRef targetGUID=\"" ID("12"), "CodeRef targetGUID=\"" ID("50"), "another kind" },
    { "MemberSource targetGUID=\"" ID("20"), "MemberSource targetGUID=\"" ID("10"), "another kind" },
    { "NoteRef targetGUID=\"" ID("50"), "NoteRef targetGUID=\"" ID("10"), "another kind" },
    { "creatingUserGUID", "creatingUser", "does not belong" },
    { "creatingUserGUID=\"" ID("01"), "creatingUserGUID=\"" ID("10"), "another kind" },
    { " origin=", " basePath=\"/home/x\" origin=", "does not belong" },
    { " plainTextPath=", " richTextPath=\"internal://x.docx\" plainTextPath=", "does not belong" },
    { "12Z\">\n<Users>", "12\">\n<Users>", "creationDateTime" },
    { "2026-03-04T14:05:12Z\">\n<Users>", "2026-03-04 14:05:12Z\">\n<Users>", "creationDateTime" },
    { "2026-03-04T14:05:12Z\">\n<Users>", "2026-02-30T14:05:12Z\">\n<Users>", "creationDateTime" },
    { "\"Speakers\"", "\"decision\"", "given before" },
    { "\"Speakers\"", "\"Spea::kers\"", "stumble" },
    { "\"Speakers\"", "\"#Speakers\"", "stumble" },
    { "\"Speakers\"", "\"Spea&quot;kers\"", "stumble" },
    { "\"Speakers\"", "\" Speakers\"", "stumble" },
    { "\"M1 board\"", "\"@M1 board\"", "stumble" },
    { "\"Another\"", "\"a Memo\"", "given before" },
    { " name=\"Another\"", "", "lacks" },
    { "\" creationDateTime=\"2026-03-04T14:05:12Z\"/>\n</Notes>", "\"/>\n</Notes>", "lacks" },
    { "<PlainTextContent>Longer\nthoughts</PlainTextContent>", "", "either" },
    { "12Z\"/>\n</Notes>", "12Z\"><PlainTextContent>x</PlainTextContent></Note>\n</Notes>", "either" },
    { "startPosition=\"33\"", "startPosition=\"45\"", "inside" },
    { "startPosition=\"33\"", "startPosition=\"46\"", "inside" },
    { "startPosition=\"33\"", "startPosition=\"-1\"", "startPosition" },
    { "startPosition=\"33\"", "startPosition=\"32\"", "blank" },
    { "startPosition=\"33\"", "startPosition=\"34\"", "beginning" },
    { "endPosition=\"45\"", "endPosition=\"46\"", "blank" },
    { "endPosition=\"67\"", "endPosition=\"69\"", "inside" },
    { "endPosition=\"67\"", "endPosition=\"66\"", "beginning" },
    { " endPosition=\"67\"", "", "lacks" },
    { "what is caf", "that is caf", "beginning" },
    { "internal://" ID("AA"), "internal://" ID("AC"), "not there" },
    { "internal://" ID("AA"), "relative://" ID("AA"), "internal" },
    { "internal://" ID("AB"), "internal://" ID("AA"), "refers to" },
    { "\"OneWay\"", "\"Up\"", "direction" },
    { "<PlainTextSelection guid=\"" ID("31") "\" name=\"[Decision]\" startPosition=\"57\" endPosition=\"67\"",
      "<PlainTextSelection guid=\"" ID("31") "\" name=\"what is caf\u00e9\" startPosition=\"33\" endPosition=\"45\"",
      "two selections" },
};

static const struct {
    const char *what, *with, *told;
} text_damages[] = {
    { "Meeting", "\uFEFFMeeting", "byte order mark" },
    { "M1\n", "M1\r\n", "line end" },
    { "Meeting", "Mee\x07ting", "control" },
    { "Meeting", "Mee\xc3ting", "UTF-8" },
    { "Meeting", "Meeq\u0323ting", NULL }, /* two more, and good */
    { "Meeting", "Mee\u0301ting", "NFC" },
    { "Meeting", "Mee\U0001F600ting", "U+FFFF" },
    { "Meeting", "Smithson", "names somebody" },
};

static char path[64];

static int make_path(void **state)
{
    int fd;

    (void)state;
    strcpy(path, "/tmp/moot-test-XXXXXX");
    fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

/* A copy of `text` with `with` for the first `what`; the caller's. */
static char *replaced(const char *text, const char *what, const char *with)
{
    const char *at = strstr(text, what);
    size_t size = strlen(text) + strlen(with) + 1;
    char *copy = malloc(size);

    if (at == NULL)
        fail_msg("the good file has no %s", what);
    snprintf(copy, size, "%.*s%s%s", (int)(at - text), text, with, at + strlen(what));
    return copy;
}

/* Writes the archive: `more` is the name of one entry more, or NULL. */
static void write_archive(const char *project_name, const char *project, const char *text_name,
                          const char *text, const char *more)
{
    struct error err = ERROR_INIT;
    struct archive_writer *writer;
    int fd = open(path, O_RDWR | O_TRUNC);

    assert_true(fd >= 0);
    writer = archive_writer_new();
    archive_add_text(writer, project_name, project, strlen(project));
    archive_add_text(writer, text_name, text, strlen(text));
    archive_add_text(writer, NOTE_NAME, "a note", 6);
    if (more != NULL)
        archive_add_text(writer, more, "", 0);
    assert_int_equal(archive_write(writer, fd, path, NULL, NULL, &err), STATUS_OK);
    archive_writer_free(writer);
    close(fd);
}

static struct identity_filter *smithson(void)
{
    struct identity_filter *filter = identity_filter_empty();

    identity_filter_add_name(filter, "Ann Smithson", "GP ID 101");
    return filter;
}

static void expect(const char *what, const char *with, const char *told)
{
    struct identity_filter *filter = smithson();
    struct error err = ERROR_INIT;
    enum status status = qdpx_check(path, filter, &err);

    identity_filter_free(filter);
    if (told == NULL && status)
        fail_msg("%s for %s: %s", with, what, err.text);
    if (told == NULL)
        return;
    if (status != STATUS_INPUT)
        fail_msg("%s for %s was not found (%d)", with, what, (int)status);
    if (strstr(err.text, told) == NULL)
        fail_msg("%s for %s: not \"%s\" but \"%s\"", with, what, told, err.text);
    assert_null(strstr(err.text, "mithson"));
}

static void a_good_archive_passes(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    write_archive("project.qde", good_project, TEXT_NAME, good_text, NULL);
    expect("nothing", "nothing", NULL);
    assert_int_equal(qdpx_check(path, NULL, &err), STATUS_OK);
}

static void each_damage_to_the_project_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        char *project = replaced(good_project, damages[i].what, damages[i].with);

        write_archive("project.qde", project, TEXT_NAME, good_text, NULL);
        expect(damages[i].what, damages[i].with, damages[i].told);
        free(project);
    }
}

/* The good project with its selections two characters further on. */
static char *moved_project(void)
{
    static const char *const places[][2] = {
        { "\"33\"", "\"35\"" }, { "\"45\"", "\"47\"" }, { "\"57\"", "\"59\"" }, { "\"67\"", "\"69\"" }
    };
    char *project = replaced(good_project, "Study", "Study");

    for (size_t i = 0; i < 4; i++) {
        char *next = replaced(project, places[i][0], places[i][1]);

        free(project);
        project = next;
    }
    return project;
}

static void each_damage_to_a_text_is_found(void **state)
{
    char *moved = moved_project();

    (void)state;
    for (size_t i = 0; i < sizeof text_damages / sizeof *text_damages; i++) {
        char *text = replaced(good_text, text_damages[i].what, text_damages[i].with);

        write_archive("project.qde", text_damages[i].told == NULL ? moved : good_project, TEXT_NAME,
                      text, NULL);
        expect(text_damages[i].what, text_damages[i].with, text_damages[i].told);
        free(text);
    }
    free(moved);
}

static void stray_and_misnamed_entries_are_found(void **state)
{
    static const char *const stray[] = { ".DS_Store", "__MACOSX/x", "Sources/" ID("AC") ".txt",
                                         "sources/x.txt", "sources/deep/" ID("AC") ".txt",
                                         "sources/" ID("ac") ".txt", "sources/" ID("AC") ".TXT",
                                         "sources/" ID("AC") ".txt", "other.qde" };

    (void)state;
    for (size_t i = 0; i < sizeof stray / sizeof *stray; i++) {
        write_archive("project.qde", good_project, TEXT_NAME, good_text, stray[i]);
        expect("no entry", stray[i], stray[i]);
    }
    write_archive("Project.qde", good_project, TEXT_NAME, good_text, NULL);
    expect("project.qde", "Project.qde", "Project.qde");
}

static void what_is_no_archive_is_found(void **state)
{
    struct error err = ERROR_INIT;
    FILE *file = fopen(path, "wb");

    (void)state;
    assert_non_null(file);
    fputs("no archive", file);
    fclose(file);
    assert_int_equal(qdpx_check(path, NULL, &err), STATUS_INPUT);
    assert_int_equal(qdpx_check("/nowhere/x.qdpx", NULL, &err), STATUS_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_good_archive_passes, make_path, remove_path),
        cmocka_unit_test_setup_teardown(each_damage_to_the_project_is_found, make_path,
                                        remove_path),
        cmocka_unit_test_setup_teardown(each_damage_to_a_text_is_found, make_path, remove_path),
        cmocka_unit_test_setup_teardown(stray_and_misnamed_entries_are_found, make_path,
                                        remove_path),
        cmocka_unit_test_setup_teardown(what_is_no_archive_is_found, make_path, remove_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
