/* SPDX-License-Identifier: MIT */
/* The battery, from folders as the kernel has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tui/battery.h"

static char root[64];

static void put(const char *supply, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", root, supply);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%s/%s", root, supply, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void without_a_battery_in_use_there_is_nothing_to_say(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/battery.XXXXXX");
    assert_non_null(mkdtemp(root));
    assert_int_equal(battery_read("/nowhere/at/all"), -1);
    assert_int_equal(battery_read(root), -1);
    put("AC", "type", "Mains\n");
    assert_int_equal(battery_read(root), -1);
    put("BAT0", "type", "Battery\n");
    assert_int_equal(battery_read(root), -1); /* which does not say how full it is */
    put("BAT0", "capacity", "15\n");
    put("BAT0", "status", "Charging\n");
    assert_int_equal(battery_read(root), -1);
}

static void what_is_left_is_that_of_all_batteries(void **state)
{
    (void)state;
    put("BAT0", "status", "Discharging\n");
    assert_int_equal(battery_read(root), 15);
    put("BAT1", "type", "Battery\n");
    put("BAT1", "capacity", "45\n");
    put("BAT1", "status", "Unknown\n");
    assert_int_equal(battery_read(root), 30);
    put("mouse", "type", "Battery\n");
    put("mouse", "scope", "Device\n");
    put("mouse", "capacity", "1\n");
    put("mouse", "status", "Discharging\n");
    assert_int_equal(battery_read(root), 30);
    put("BAT1", "capacity", "nonsense\n");
    assert_int_equal(battery_read(root), 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_battery_in_use_there_is_nothing_to_say),
        cmocka_unit_test(what_is_left_is_that_of_all_batteries),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
