/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/settings.h"
#include "storage/config_file.h"

/* A folder of its own for the config of one test. */
static int own_folder(void **state)
{
    static char folder[] = "/tmp/moot-config-XXXXXX";

    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    *state = folder;
    return 0;
}

static int drop_folder(void **state)
{
    struct str path = STR_INIT;

    assert_true(config_file_path(&path));
    unlink(path.text);
    *strrchr(path.text, '/') = '\0';
    rmdir(path.text);
    rmdir(*state);
    str_release(&path);
    return 0;
}

static void a_setting_that_is_put_is_read_again_beside_what_stood_there(void **state)
{
    struct config config;
    struct settings settings;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(config_file_put("observer", "AB", &err), STATUS_OK);
    assert_int_equal(config_file_put("backup_folder", "~/safe place", &err), STATUS_OK);
    assert_int_equal(config_file_put("observer", "CD", &err), STATUS_OK);
    config_file_read(&config);
    settings_check(&config);
    assert_int_equal(config.mistake_count, 0);
    settings_take(&settings, &config, NULL);
    assert_string_equal(settings_text(&settings, SETTING_OBSERVER), "CD");
    assert_string_equal(settings_text(&settings, SETTING_BACKUP_FOLDER), "~/safe place");
    config_release(&config);
}

static void a_folder_that_is_no_path_is_named_by_its_line(void **state)
{
    struct config config;
    struct settings settings;

    (void)state;
    config_read(&config, "backup_folder = safe\n", 21);
    settings_check(&config);
    assert_int_equal(config.mistake_count, 1);
    assert_int_equal(config.mistake[0].line, 1);
    settings_take(&settings, &config, NULL);
    assert_string_equal(settings_text(&settings, SETTING_BACKUP_FOLDER), "");
    config_release(&config);
}

static void a_tilde_is_the_home_folder(void **state)
{
    struct str out = STR_INIT;

    (void)state;
    setenv("HOME", "/home/of", 1);
    assert_true(config_file_expand(&out, "~/safe"));
    assert_string_equal(out.text, "/home/of/safe");
    str_clear(&out);
    assert_true(config_file_expand(&out, "/media/stick"));
    assert_string_equal(out.text, "/media/stick");
    assert_false(config_file_expand(&out, ""));
    unsetenv("HOME");
    assert_false(config_file_expand(&out, "~/safe"));
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_setting_that_is_put_is_read_again_beside_what_stood_there,
                                        own_folder, drop_folder),
        cmocka_unit_test(a_folder_that_is_no_path_is_named_by_its_line),
        cmocka_unit_test(a_tilde_is_the_home_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
