/* SPDX-License-Identifier: MIT */
/* A report as comma-separated values. */
#ifndef EXPORT_REPORT_CSV_H
#define EXPORT_REPORT_CSV_H

#include "storage/report.h"
#include <stdio.h>

/* Writes one tidy table, a number a row: table, site, function, item, measure,
 * value. Totals are left out: they are sums of what is there. Whoever ends
 * `out` looks for errors. */
void report_csv(FILE *out, const struct report *report);

#endif
