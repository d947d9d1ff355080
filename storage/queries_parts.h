/* SPDX-License-Identifier: MIT */
/* Pieces of SQL that statements of several files of storage/queries/ are made
 * of. Each is a string literal, so that a statement stays one. */
#ifndef STORAGE_QUERIES_PARTS_H
#define STORAGE_QUERIES_PARTS_H

/* clang-format off */

/* The codings of entry e: their ids begin with its own. */
#define CODING_RANGE " ON c.id >= e.id << 16 AND c.id < (e.id + 1) << 16"

/* A code that was merged reads as the other; merging leaves no chain of them. */
#define CODE_AS_READ                                                                               \
    " JOIN code j ON j.id = c.code JOIN code k ON k.id = coalesce(j.merged_into, j.id)"

#define VALUE_AS_READ                                                                              \
    " JOIN code_modifier m ON m.id = v.modifier JOIN code j ON j.id = m.code"                      \
    " LEFT JOIN code_modifier s ON s.code = j.merged_into AND s.name = m.name"

/* The rows of those who are person p: p, and whoever was merged into p. */
#define ALL_OF_P                                                                                   \
    "SELECT p.id UNION ALL SELECT y.id FROM person y WHERE y.merged_into = p.id"

/* After a further revision :id of a thing: it is current, unless the one that
 * is has a greater version, or the same and a greater laptop. */
#define MAKE_CURRENT(things, revisions, thing)                                                     \
    "UPDATE " things " SET current = :id"                                                          \
    " WHERE id = (SELECT n." thing " FROM " revisions " n WHERE n.id = :id)"                       \
    " AND (SELECT (r.version, l.uuid) <= (SELECT n.version, k.uuid FROM " revisions " n"           \
    "   JOIN laptop k ON k.id = n.laptop WHERE n.id = :id)"                                        \
    "   FROM " revisions " r JOIN laptop l ON l.id = r.laptop WHERE r.id = current)"

/* clang-format on */

#endif
