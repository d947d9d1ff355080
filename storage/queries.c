/* SPDX-License-Identifier: MIT */
/* The catalogue: every statement that storage runs, by what it is about. Values
 * are bound by name; columns are listed; every list is ordered to the last tie. */
#include "storage/queries.h"

#include "storage/queries_parts.h"

/* clang-format off */
const char *const query_sql[QUERY_COUNT] = {
#include "storage/queries/study.h"
#include "storage/queries/people.h"
#include "storage/queries/identity.h"
#include "storage/queries/codebook.h"
#include "storage/queries/places.h"
#include "storage/queries/meetings.h"
#include "storage/queries/changes.h"
#include "storage/queries/retraction.h"
#include "storage/queries/writeup.h"
#include "storage/queries/reading.h"
#include "storage/queries/undo.h"
#include "storage/queries/room.h"
#include "storage/queries/find.h"
#include "storage/queries/report.h"
#include "storage/queries/safe.h"
#include "storage/queries/check.h"
};
/* clang-format on */
