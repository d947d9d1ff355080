/* SPDX-License-Identifier: MIT */
/* Golden files of what holds ids, which are new in each study. */
#ifndef TESTS_GOLDEN_IDS_H
#define TESTS_GOLDEN_IDS_H

/* As golden_check(), with each id as "GUID-1", "GUID-2", ... by the order of
 * first appearance, and moot's version as "VERSION". */
void golden_check_ids(const char *name, const char *text);

#endif
