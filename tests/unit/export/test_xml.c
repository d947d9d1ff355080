/* SPDX-License-Identifier: MIT */
/* XML written, and read back in pieces of every size. */
#include "export/xml.h"
#include "core/str.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void to_str(void *data, const char *bytes, size_t len)
{
    str_add_len(data, bytes, len);
}

static void texts_and_attributes_are_escaped_and_cleaned(void **state)
{
    struct str out = STR_INIT;
    struct xml_writer *writer = xml_writer_new(to_str, &out);

    (void)state;
    xml_start(writer, "a");
    xml_attribute(writer, "x", "1 < 2 & \"three\"\n\tfour\x02 \u00e9\uFFFE");
    xml_attribute(writer, "none", NULL);
    xml_attribute_number(writer, "n", 184467);
    xml_element(writer, "b", "1 < 2 & 3 ]]>\n\x1b" "caf\u00e9\uFFFF\uFFFD");
    xml_element(writer, "empty", "");
    xml_start(writer, "c");
    xml_end(writer);
    xml_end(writer);
    xml_writer_finish(writer);
    assert_string_equal(out.text,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<a x=\"1 &lt; 2 &amp; &quot;three&quot;  four \u00e9\" n=\"184467\">\n"
                        "<b>1 &lt; 2 &amp; 3 ]]&gt;\ncaf\u00e9\uFFFD</b>\n"
                        "<c/>\n"
                        "</a>\n");
    str_release(&out);
}

static enum status log_start(void *data, const char *space, const char *name,
                             const struct xml_pair *pairs, size_t count, struct error *err)
{
    (void)err;
    str_add_format(data, "<%s%s%s", space, space[0] != '\0' ? "|" : "", name);
    for (size_t i = 0; i < count; i++)
        str_add_format(data, " %s=%.*s", pairs[i].name, (int)pairs[i].len, pairs[i].value);
    str_add_char(data, '>');
    return STATUS_OK;
}

static enum status log_end(void *data, const char *space, const char *name, struct error *err)
{
    (void)space;
    str_add_format(data, "</%s>", name);
    if (strcmp(name, "stop") == 0)
        return error_set(err, STATUS_NOT_FOUND, "enough");
    return STATUS_OK;
}

static enum status log_text(void *data, const char *text, size_t len, struct error *err)
{
    (void)err;
    str_add_len(data, text, len);
    return STATUS_OK;
}

static const struct xml_events log_events = { log_start, log_end, log_text };

/* Reads `text` in pieces of `step` bytes. */
static enum status read_in_steps(const char *text, size_t step, struct str *log,
                                 struct error *err)
{
    struct xml_reader *reader = xml_reader_new(&log_events, log);
    size_t len = strlen(text);
    enum status status = STATUS_OK;

    for (size_t at = 0; at < len && !status; at += step)
        status = xml_reader_feed(reader, text + at, step < len - at ? step : len - at, err);
    if (!status)
        status = xml_reader_finish(reader, err);
    xml_reader_free(reader);
    return status;
}

static void what_was_written_is_read_in_pieces_of_any_size(void **state)
{
    const char *text = "<?xml version=\"1.0\"?><a xmlns=\"urn:x\" y=\"&amp;&quot;&#233;\">"
                       "t\u00e9xt &lt;<b/><![CDATA[<raw>]]></a>\n";

    (void)state;
    for (size_t step = 1; step < 40; step++) {
        struct error err = ERROR_INIT;
        struct str log = STR_INIT;

        assert_int_equal(read_in_steps(text, step, &log, &err), STATUS_OK);
        assert_string_equal(log.text, "<urn:x|a y=&\"\u00e9>t\u00e9xt <<urn:x|b></b><raw></a>");
        str_release(&log);
    }
}

static const char *const bad_documents[] = {
    "", "x", "<a>", "<a></b>", "<a b=1/>", "<a/><a/>", "<a>&nbsp;</a>", "<a>\x01</a>",
    "<a b=\"1\" b=\"2\"/>", "<p:a/>", "<a>\xff</a>",
    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
    "<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>",
    "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>",
};

static void what_is_not_well_formed_or_has_a_document_type_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_documents / sizeof *bad_documents; i++) {
        struct error err = ERROR_INIT;
        struct str log = STR_INIT;

        if (read_in_steps(bad_documents[i], 1000, &log, &err) != STATUS_INPUT)
            fail_msg("accepted: %s", bad_documents[i]);
        assert_non_null(strstr(err.text, "line "));
        assert_null(strchr(err.text, '\n'));
        assert_null(strstr(str_text(&log), "root"));
        str_release(&log);
    }
}

static void a_failure_of_a_callback_ends_the_reading(void **state)
{
    struct error err = ERROR_INIT;
    struct str log = STR_INIT;

    (void)state;
    assert_int_equal(read_in_steps("<a><stop/><b/></a>", 3, &log, &err), STATUS_NOT_FOUND);
    assert_string_equal(err.text, "enough");
    assert_string_equal(log.text, "<a><stop></stop>");
    str_release(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_attributes_are_escaped_and_cleaned),
        cmocka_unit_test(what_was_written_is_read_in_pieces_of_any_size),
        cmocka_unit_test(what_is_not_well_formed_or_has_a_document_type_is_refused),
        cmocka_unit_test(a_failure_of_a_callback_ends_the_reading),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
