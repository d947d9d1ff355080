#!/bin/bash
# SPDX-License-Identifier: MIT
# The arrows: core <- storage <- export <- import <- tui <- cli. A folder
# includes itself and what stands left of it, through public headers; a
# library is included where the design says; only core/clock.c asks for the
# time. Says what breaks them and ends with 1; says of files that have grown
# too long, and lets them pass.
set -u
cd "$(dirname "$0")/.."
wrong=0

complain()
{
    [ -n "$1" ] || return 0
    printf '%s\n' "$1" | sed "s|\$|: $2|"
    wrong=1
}

# includes FOLDER: "file:line:what" for each include of the folder's sources
includes()
{
    grep -nEr --include='*.c' --include='*.h' '^[[:space:]]*#[[:space:]]*include' "$1"
}

left=
for folder in core storage export import tui cli; do
    left="$left$folder|"
    theirs=$(includes $folder | grep -E 'include[[:space:]]*"[^"]*/' |
        grep -vE "include[[:space:]]*\"(${left%|})/")
    # the schema is compiled in from the build folder, by storage alone
    complain "$(printf '%s' "$theirs" | grep -vE '^storage/.*"storage/schema/')" \
        "$folder may include only ${left%|}"
    complain "$(includes $folder | grep -E 'include[[:space:]]*"[^"/]*"')" \
        "a header of ours is included by its path"
    complain "$(includes $folder | grep -E '/internal\.h"' | grep -v "\"$folder/internal.h\"")" \
        "internal.h is for its own folder"
done

# only FOLDER-OR-FILE HEADER: who else includes a library's header
only()
{
    complain "$(grep -nEr --include='*.c' --include='*.h' \
        "^[[:space:]]*#[[:space:]]*include[[:space:]]*<($2)" core storage export import tui cli |
        grep -v "^$1")" "only $1 includes it"
}
only storage/ 'sqlite3'
only tui/ '(ncursesw/)?(n?curses|panel|form|menu|term)\.h'
only 'core/text[a-z_]*\.c' 'utf8proc'
only 'core/id.c' 'uuid'
only export/ 'zip\.h|zipconf'
only 'export/\|^import/' 'libxml/'
only 'export/\|^import/' 'jansson'

# Screens and commands run statements of the catalogue, whose plans a test reads;
# what is put together is for files that are looked at whole, and for keys.
complain "$(grep -nEr --include='*.c' '\bsqlite3_prepare' core storage export import tui cli |
    grep -vE '^storage/(statement|open|convert|recover|recover_mend|recover_tables|identity_key)\.c:')" \
    "a statement stands in storage/queries/"
complain "$(grep -nEr --include='*.c' --include='*.h' \
    '\b(clock_gettime|gettimeofday|timespec_get|time)[[:space:]]*\(' \
    core storage export import tui cli | grep -v '^core/clock\.[ch]:' | grep -vE ':[[:space:]]*(/?\*|//)' |
    grep -vE '(->|\.|struct [a-z_]+ )time[[:space:]]*\(')" "only core/clock.c asks for the time"
complain "$(grep -nErL 'SPDX-License-Identifier: MIT' --include='*.c' --include='*.h' --include='*.sh' \
    core storage export import tui cli tests 2>/dev/null)" "the SPDX line is missing"

# What one person can hold in the head: said, not refused.
find core storage export import tui cli tests -name '*.c' -exec wc -l {} + |
    awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines, split it by idea (600)" }'
find core storage export import tui cli -name '*.h' ! -path 'storage/queries*' -exec wc -l {} + |
    awk '$2 != "total" && $1 > 150 { print $2 ": " $1 " lines, a header stays under 150" }'

[ $wrong = 0 ] && echo "arrows: clean"
exit $wrong
