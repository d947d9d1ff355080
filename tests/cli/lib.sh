# SPDX-License-Identifier: MIT
# For the scripts of tests/cli: each case is a function case_NAME, run in a
# shell of its own under `set -eu`, in a folder of its own with a study of its
# own. The name, with blanks for underscores, is a sentence. Ends by run_cases.
#
# By hand: make && MOOT=$PWD/build/plain/moot MOOT_BUILD=$PWD/build/plain tests/cli/test_new.sh
# shellcheck shell=bash

: "${MOOT:?the program to test}" "${MOOT_BUILD:?the folder it was built in}"
TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
TOOLS=$MOOT_BUILD/tests/cli
FIXTURES=$TOP/tests/fixtures
MEETINGS=$TOP/../shared/meetings
SCHEMA=$TOP/../shared/refi-qda/Project.xsd
TMPDIR=${TMPDIR:-/tmp}
export MOOT_OBSERVER=AB MOOT_CLOCK=1772632800000 # 2026-03-04 14:00:00 UTC

moot() { "$MOOT" "$@"; }

die()
{
    printf '%s\n' "$*" >&2
    exit 1
}

# skip WHY: this case cannot be tested here.
skip()
{
    printf '%s' "$*" >"$CASE_WHY"
    exit 77
}

# is WANTED GOT
is() { [ "$1" = "$2" ] || die "is \"$2\", not \"$1\""; }
# has WORDS TEXT; what is shown of a long text is its start
has() { case $2 in *"$1"*) ;; *) die "\"$1\" is not in: ${2:0:2000}" ;; esac; }
lacks() { case $2 in *"$1"*) die "\"$1\" is in: ${2:0:2000}" ;; *) ;; esac; }

# refuses STATUS WORDS COMMAND...: the command ends with STATUS and one line on
# standard error that holds WORDS; what it printed is in $said.
refuses()
{
    local want=$1 words=$2 status=0
    shift 2
    "$@" >out.refused 2>err.refused || status=$?
    said=$(cat err.refused)
    [ "$status" = "$want" ] || die "status $status, not $want, of: $* ($said)"
    if [ "$want" = 1 ]; then
        is 1 "$(wc -l <err.refused)"
        has "moot: " "$said"
    fi
    has "$words" "$said"
}

# Where MOOT_SEALED is in the environment, studies are sealed ones.
seal_study()
{
    [ -n "${MOOT_SEALED:-}" ] && [ ! -e "$MOOT_STUDY" ] || return 0
    printf 'a long walk by the sea\n' >"$CASE.pass" && chmod 600 "$CASE.pass"
    export MOOT_PASSPHRASE_FILE=$CASE.pass MOOT_SEAL_COST=least
    moot init --sealed >/dev/null
}

# A meeting with three people and three items.
make_meeting()
{
    seal_study
    printf '1. Minutes\n2. Finance report (GB/26/14) for decision\n3. Any other business\n' >agenda.txt
    moot new --title "March meeting" --site 3 --body "Governing Body" --function governing-body \
        --date 2026-03-04 --people "101 gp dq, 102 nm tm, 103 lay bw" --agenda agenda.txt
}

# The tables of a study that hold its record, so that two can be compared.
entries() { moot list entries "${1:-M1}" --json; }

run_cases()
{
    local failed=0 name status
    for name in $(declare -F | sed -n 's/^declare -f case_//p'); do
        [ -z "${ONLY:-}" ] || [ "$ONLY" = "$name" ] || continue
        CASE=$(mktemp -d "$TMPDIR/case.XXXXXX")
        CASE_WHY=$CASE.why
        mkdir "$CASE/work"
        (
            set -eEu
            trap 'echo "line $LINENO: $BASH_COMMAND" >&2' ERR
            cd "$CASE/work"
            export MOOT_STUDY=$CASE/work/study.moot XDG_STATE_HOME=$CASE/state XDG_DATA_HOME=$CASE/data
            "case_$name"
        ) >"$CASE.log" 2>&1
        status=$?
        case $status in
        0) echo "ok ${name//_/ }" ;;
        77) echo "skip ${name//_/ }: $(cat "$CASE_WHY")" ;;
        *)
            echo "not ok ${name//_/ }: $(tail -n 1 "$CASE.log")"
            sed 's/^/    /' "$CASE.log"
            failed=1
            ;;
        esac
        chmod -R u+rwx "$CASE" 2>/dev/null
        rm -rf "$CASE" "$CASE.log" "$CASE_WHY"
    done
    exit $failed
}
