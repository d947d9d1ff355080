/* SPDX-License-Identifier: MIT */
/* The battery as the kernel shows it: a folder for each supply, with files of
 * one word. What cannot be read is not there. */
#include "tui/battery.h"
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first word of root/supply/name; "" if there is none. */
static void read_word(const char *root, const char *supply, const char *name, char word[32])
{
    char path[1024];
    FILE *file;

    word[0] = '\0';
    if (snprintf(path, sizeof path, "%s/%s/%s", root, supply, name) >= (int)sizeof path)
        return;
    file = fopen(path, "re");
    if (file == NULL)
        return;
    if (fscanf(file, "%31s", word) != 1)
        word[0] = '\0';
    fclose(file);
}

/* Percent of one supply; -1: no battery. A mouse has one, too, but says that
 * it is the device's own. */
static int read_supply(const char *root, const char *supply, bool *used)
{
    char word[32];
    char *end;
    long percent;

    read_word(root, supply, "type", word);
    if (strcmp(word, "Battery") != 0)
        return -1;
    read_word(root, supply, "scope", word);
    if (strcmp(word, "Device") == 0)
        return -1;
    read_word(root, supply, "capacity", word);
    percent = strtol(word, &end, 10);
    if (end == word || *end != '\0' || percent < 0 || percent > 100)
        return -1;
    read_word(root, supply, "status", word);
    *used = *used || strcmp(word, "Discharging") == 0;
    return (int)percent;
}

int battery_read(const char *root)
{
    const struct dirent *supply;
    int sum = 0, count = 0;
    bool used = false;
    DIR *folder;

    if (root == NULL)
        root = "/sys/class/power_supply";
    folder = opendir(root);
    if (folder == NULL)
        return -1;
    while ((supply = readdir(folder)) != NULL) {
        int percent = supply->d_name[0] == '.' ? -1 : read_supply(root, supply->d_name, &used);

        if (percent < 0)
            continue;
        sum += percent;
        count++;
    }
    closedir(folder);
    return used && count > 0 ? sum / count : -1;
}
