/* SPDX-License-Identifier: MIT */
/* The config file on the disk: $XDG_CONFIG_HOME/moot/config. */
#ifndef STORAGE_CONFIG_FILE_H
#define STORAGE_CONFIG_FILE_H

#include "core/attr.h"
#include "core/config.h"
#include "core/error.h"
#include "core/str.h"
#include <stdbool.h>

/* Appends the path of the config file; false where there is no home folder. A
 * folder that is not absolute is ignored (XDG Base Directory Specification). */
NODISCARD bool config_file_path(struct str *path);

/* Reads it. One that is absent gives an empty config; one that cannot be read
 * or is no text of a sensible size, an empty config with a mistake in line 0.
 * The caller ends *out with config_release(). */
void config_file_read(struct config *out);

/* Sets `name` of its general part and keeps everything else; the file is made
 * if absent, and replaced as a whole. Where it is a link, what it points at is
 * replaced. */
NODISCARD enum status config_file_put(const char *name, const char *value, struct error *err);

/* Appends a path as a setting has it: "~/" first is the home folder. False
 * where there is none, or `path` is "". */
NODISCARD bool config_file_expand(struct str *out, const char *path);

#endif
