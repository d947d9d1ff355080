#!/bin/bash
# SPDX-License-Identifier: MIT
# The documents against what they describe: every source file stands on the
# map, every view in the description of the study file, and nothing stands
# there that is gone.
. "$(dirname "$0")/lib.sh"

# The files of the map: rows "| `a.c` `a.h` | ... |" under "### `folder/`".
mapped()
{
    sed -n 's/^### `\([a-z]*\)\/`.*/folder \1/p; s/^| \(`[^|]*\) |.*/\1/p' "$TOP/docs/inside.md" |
        awk '$1 == "folder" { folder = $2; next }
             folder { gsub(/`/, ""); for (i = 1; i <= NF; i++) print folder "/" $i }' | sort
}

case_the_map_has_every_source_file_and_no_other()
{
    (cd "$TOP" && ls core/*.[ch] storage/*.[ch] storage/schema/*.sql export/*.[ch] import/*.[ch] \
        tui/*.[ch] cli/*.[ch]) | sort >there
    mapped >named
    is "" "$(comm -3 there named)"
}

case_the_description_of_the_study_has_every_view()
{
    views=$(sed -n 's/^CREATE VIEW \([a-z_]*\).*/\1/p' "$TOP/storage/schema/0001.sql")
    [ "$(wc -w <<<"$views")" -ge 5 ] || die "the views were not found"
    for view in $views; do
        grep -qw "$view" "$TOP/docs/database.md" || die "docs/database.md does not speak of $view"
    done
}

run_cases
