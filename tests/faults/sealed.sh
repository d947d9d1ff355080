# SPDX-License-Identifier: MIT
# For the scripts test_sealed*.sh: the faults of the other tests here once more,
# on sealed studies. A line for each of their cases.
# shellcheck shell=bash
set -u
: "${MOOT_BUILD:?the folder it was built in}"
failed=0

# once_more PROGRAM...: the same programs with MOOT_SEALED in the environment.
once_more()
{
    local program log status
    for program in "$@"; do
        log=$(mktemp "${TMPDIR:-/tmp}/sealed.XXXXXX")
        case $program in
        *.sh) MOOT_SEALED=1 "$(dirname "$0")/$program" >"$log" 2>&1 ;;
        *) MOOT_SEALED=1 "$MOOT_BUILD/tests/faults/$program" >"$log" 2>&1 ;;
        esac
        status=$?
        sed -nE 's/^(\[       OK \]|ok) (.*)/ok sealed: \2/p; s/^counted: /counted: sealed: /p' "$log"
        sed -nE 's/^(\[  SKIPPED \]|skip) ([^0-9].*)/skip sealed: \2/p' "$log" | sort -u
        if [ "$status" != 0 ]; then
            failed=1
            sed -nE 's/^(\[  FAILED  \]|not ok) ([^0-9].*)/not ok sealed: \2/p' "$log" | sort -u
            grep -qE '^(\[  FAILED  \]|not ok)' "$log" || echo "not ok sealed: $program: status $status"
            sed 's/^/    /' "$log" | grep -v '       OK \|RUN'
        fi
        rm -f "$log"
    done
}
