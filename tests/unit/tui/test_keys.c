/* SPDX-License-Identifier: MIT */
/* From what terminals send to the names of keys. */
#include "tui/keys.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Feeds `bytes`, piece by piece of `piece` bytes, and returns the names of
 * all presses with a blank after each; a paste as "<...>". */
static void read_all(struct keys *keys, const char *bytes, size_t len, size_t piece,
                     struct str *names)
{
    struct press press;

    for (size_t at = 0; at < len; at += piece) {
        bool last = at + piece >= len;

        keys_feed(keys, bytes + at, last ? len - at : piece);
        while (keys_next(keys, &press, last)) {
            if (press.kind == PRESS_PASTE) {
                str_add_char(names, '<');
                str_add_len(names, press.paste, press.paste_len);
                str_add(names, "> ");
            } else {
                str_add(names, press.name);
                str_add_char(names, ' ');
            }
        }
    }
}

static void expect(const char *bytes, const char *names)
{
    for (size_t piece = 1; piece < 9; piece++) {
        struct keys keys = { 0 };
        struct str read = STR_INIT;

        read_all(&keys, bytes, strlen(bytes), piece, &read);
        assert_string_equal(str_text(&read), names);
        assert_false(keys_unfinished(&keys));
        str_release(&read);
        keys_release(&keys);
    }
}

static void characters_are_typed_as_they_are(void **state)
{
    (void)state;
    expect("aé漢👍", "a é 漢 👍 ");
}

static void control_keys_have_names(void **state)
{
    (void)state;
    expect("\001\r\t\177\b\037\036", "C-a Enter Tab Backspace C-h C-_ C-^ ");
}

static void escape_in_front_is_alt(void **state)
{
    (void)state;
    expect("\033x\033\177\033\b\033é\033\001", "M-x M-Backspace M-Backspace M-é M-C-a ");
}

static void arrows_and_function_keys_are_known_in_every_form(void **state)
{
    (void)state;
    expect("\033[A\033OB\033[H\033[4~\033[3~\033[Z", "Up Down Home End Delete S-Tab ");
    expect("\033OP\033OQ\033[15~\033[20~\033[[C", "F1 F2 F5 F9 F3 ");
    expect("\033[1;5D\033[1;3C\033[3;5~\033Od", "C-Left M-Right C-Delete C-Left ");
}

static void a_lone_escape_is_one_when_nothing_follows(void **state)
{
    (void)state;
    expect("\033", "Escape ");
    expect("a\033", "a Escape ");
}

static void an_escape_waits_for_what_may_follow(void **state)
{
    struct keys keys = { 0 };
    struct press press;

    (void)state;
    keys_feed(&keys, "\033", 1);
    assert_false(keys_next(&keys, &press, false));
    assert_true(keys_unfinished(&keys));
    keys_feed(&keys, "b", 1);
    assert_true(keys_next(&keys, &press, false));
    assert_string_equal(press.name, "M-b");
    keys_release(&keys);
}

static void unknown_sequences_are_swallowed_whole(void **state)
{
    (void)state;
    expect("\033[?62;1;2ca\033[<0;3;4Mb\033OXc", "a b c ");
}

static void broken_characters_are_dropped(void **state)
{
    (void)state;
    expect("a\xFF\xC3(b\xE2\x82", "a ( b ");
}

static void a_paste_is_one_press_whatever_stands_in_it(void **state)
{
    (void)state;
    expect("x\033[200~one\rtwo\033[31m\003\033[201~y", "x <one\rtwo\033[31m\003> y ");
}

static void a_paste_of_a_megabyte_loses_nothing(void **state)
{
    enum { SIZE = 1 << 20 };
    struct keys keys = { 0 };
    struct press press;
    char *text = malloc(SIZE);

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < SIZE; i++)
        text[i] = (char)(i % 7 == 0 ? '\033' : 'a' + (int)(i % 26));
    keys_feed(&keys, "\033[200~", 6);
    for (size_t at = 0; at < SIZE; at += 4096) {
        keys_feed(&keys, text + at, 4096);
        assert_false(keys_next(&keys, &press, true));
    }
    keys_feed(&keys, "\033[201~z", 7);
    assert_true(keys_next(&keys, &press, false));
    assert_int_equal(press.kind, PRESS_PASTE);
    assert_int_equal(press.paste_len, SIZE);
    assert_memory_equal(press.paste, text, SIZE);
    assert_true(keys_next(&keys, &press, false));
    assert_string_equal(press.name, "z");
    free(text);
    keys_release(&keys);
}

static void what_terminfo_says_comes_first(void **state)
{
    struct keys keys = { 0 };
    struct str names = STR_INIT;

    (void)state;
    keys_learn(&keys, "\033[[Z", "F7");
    keys_learn(&keys, NULL, "F8");
    keys_learn(&keys, "x", "F9");
    read_all(&keys, "\033[[Zx", 5, 5, &names);
    assert_string_equal(str_text(&names), "F7 x ");
    str_release(&names);
    keys_release(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_typed_as_they_are),
        cmocka_unit_test(control_keys_have_names),
        cmocka_unit_test(escape_in_front_is_alt),
        cmocka_unit_test(arrows_and_function_keys_are_known_in_every_form),
        cmocka_unit_test(a_lone_escape_is_one_when_nothing_follows),
        cmocka_unit_test(an_escape_waits_for_what_may_follow),
        cmocka_unit_test(unknown_sequences_are_swallowed_whole),
        cmocka_unit_test(broken_characters_are_dropped),
        cmocka_unit_test(a_paste_is_one_press_whatever_stands_in_it),
        cmocka_unit_test(a_paste_of_a_megabyte_loses_nothing),
        cmocka_unit_test(what_terminfo_says_comes_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
