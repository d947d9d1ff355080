#!/bin/bash
# SPDX-License-Identifier: MIT
# The documents against what they describe: every source file stands on the
# map, every view, table and column in the description of the study file, every
# command and option in the man page, and nothing stands there that is gone.
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
    (cd "$TOP" && ls core/*.[ch] storage/*.[ch] storage/schema/*.sql storage/queries/*.h export/*.[ch] \
        export/page.* import/*.[ch] tui/*.[ch] cli/*.[ch]) | sort >there
    mapped >named
    is "" "$(comm -3 there named)"
}

# The names in the first cells of the table in docs/database.md that follows a
# line which begins so, one a line.
first_cells()
{
    awk -v from="$1" 'index($0, from) == 1 { on = 1; next } on && /^(\*\*|## )/ { exit }
        on && /^\| `/ { split($0, cell, "|"); print cell[2] }' "$TOP/docs/database.md" |
        grep -o '`[a-z_]*`' | tr -d '`'
}

case_the_description_of_the_study_has_every_table_and_no_other()
{
    sed -nE 's/^CREATE (VIRTUAL )?TABLE ([a-z_]*).*/\2/p' "$TOP"/storage/schema/*.sql | sort -u >made
    sed -n 's/^ALTER TABLE \([a-z_]*\) RENAME TO.*/\1/p' "$TOP"/storage/schema/*.sql >renamed
    grep -vxFf renamed made >there
    first_cells "## Tables" | sort >named
    is "" "$(comm -3 there named)"
}

case_the_description_of_the_study_has_every_view_and_no_other()
{
    sed -n 's/^CREATE VIEW \([a-z_]*\).*/\1/p' "$TOP"/storage/schema/*.sql | sort -u >there
    [ "$(wc -l <there)" -ge 5 ] || die "the views were not found"
    sed -n 's/^\*\*`\([a-z_]*\)`\*\*: .*/\1/p' "$TOP/docs/database.md" | sort >named
    is "" "$(comm -3 there named)"
}

# A view is made once more of the columns that are described: one that is gone
# cannot be taken, one that is not described has no equal.
case_the_description_of_the_study_has_every_column_and_no_other()
{
    moot import "$FIXTURES"/council.jsonl >out
    for view in $(sed -n 's/^\*\*`\([a-z_]*\)`\*\*: .*/\1/p' "$TOP/docs/database.md"); do
        columns=$(first_cells "**\`$view\`**" | paste -sd,)
        "$TOOLS/study_set" study.moot "SELECT $columns FROM $view" || die "of $view"
        "$TOOLS/study_set" study.moot "
            CREATE TEMP TABLE counted (n INTEGER CHECK (n = 0));
            INSERT INTO counted SELECT count(*) FROM pragma_table_info('$view')
             WHERE instr(',$columns,', ',' || name || ',') = 0" || die "of $view: a column more"
    done
}

case_the_sql_of_the_description_runs()
{
    moot import "$FIXTURES"/council.jsonl >out
    awk '/^```/ { on = $0 == "```sql"; next } on' "$TOP/docs/database.md" >shell.sql
    awk '/"""/ { on = !on; next } on' "$TOP/docs/database.md" >pandas.sql
    awk '/dbGetQuery\(study, "$/ { on = 1; next } on { if (sub(/"\)$/, "")) { print; exit } print }' \
        "$TOP/docs/database.md" >r.sql
    for file in shell.sql pandas.sql r.sql; do
        grep -q SELECT $file || die "$file has no SQL"
        "$TOOLS/study_set" study.moot "$(cat $file)" || die "$file"
    done
}

# The commands of the help, as it prints them.
commands()
{
    moot --help | sed -n '/^commands/,/^$/s/^  \([a-z][a-z]*\)\( .*\)\{0,1\}$/\1/p'
}

case_the_man_page_has_every_command_and_no_other()
{
    commands | sort >there
    [ "$(wc -l <there)" -ge 10 ] || die "the commands were not found"
    sed -n '/^\.Sh DESCRIPTION/,/^\.Sh TYPING/s/^\.It Cm \([a-z]*\).*/\1/p' "$TOP/docs/moot.1" | sort >named
    is "" "$(comm -3 there named)"
}

case_the_man_page_has_every_option_and_no_other()
{
    for command in $(commands); do
        moot "$command" --help | sed '/^options of every command/,$d' |
            sed -nE 's/^  (-[a-z]|--[a-z]+).*/\1/p' | sort >there
        grep "^\.It Cm $command\( \|$\)" "$TOP/docs/moot.1" | grep -oE 'Fl -?[a-z]+' |
            sed 's/^Fl /-/' | sort >named
        difference=$(comm -3 there named)
        is "$command: " "$command: $difference"
    done
}

run_cases
