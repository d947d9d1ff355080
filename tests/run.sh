#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs tests and counts their cases: tests/run.sh BUILD PROGRAM...
#
# A program speaks as cmocka does, or prints a line for each case: "ok NAME",
# "not ok NAME: why" or "skip NAME: why not". Each runs in the root of the
# source with a folder of its own under BUILD/t for its home and its files,
# two at a time. What fails is shown in full, what is skipped is said aloud,
# and the last line is the sum: "12 passed, 0 failed". On a machine that is busy
# with other things MOOT_PATIENCE=4 lets everything take four times as long.
set -eu
cd "$(dirname "$0")/.."

# One program: its output to FOLDER.log, its counts to FOLDER.count.
#
# The sanitizer of gcc 12 guesses where the thread's own variables of libraries
# lie that are loaded later, by bytes in front of them that glibc no longer
# keeps there, and now and then crashes at its search for leaks by what it reads
# ("Tracer caught signal 11"): it is told not to.
run_one()
{
    build=$1 program=$2
    name=${program#"$build"/}
    folder=$PWD/$build/t/$name
    limit=300
    case $build in *address*) limit=900 ;; esac
    [ -z "${WRAP:-}" ] || limit=1800
    limit=$((limit * ${MOOT_PATIENCE:-1}))
    [ -z "${MOOT_TORTURE:-}" ] || limit=86400
    rm -rf "$folder" && mkdir -p "$folder/home" "$folder/tmp"
    status=0 started=$SECONDS
    # shellcheck disable=SC2086 # WRAP is a command with its options
    env -i PATH="$PATH" HOME="$folder/home" TMPDIR="$folder/tmp" \
        XDG_DATA_HOME="$folder/home/data" XDG_STATE_HOME="$folder/home/state" \
        XDG_CONFIG_HOME="$folder/home/config" XDG_CACHE_HOME="$folder/home/cache" \
        TZ=UTC LC_ALL=C.UTF-8 TERM=xterm-256color \
        MOOT="$PWD/$build/moot" MOOT_BUILD="$PWD/$build" UPDATE_GOLDEN="${UPDATE_GOLDEN:-}" \
        MOOT_PATIENCE="${MOOT_PATIENCE:-1}" MOOT_TORTURE="${MOOT_TORTURE:-}" \
        MOOT_SEALED="${MOOT_SEALED:-}" \
        ASAN_OPTIONS="detect_leaks=1:abort_on_error=0:handle_abort=1:intercept_tls_get_addr=0" \
        LSAN_OPTIONS="suppressions=$PWD/tests/leaks.supp:print_suppressions=0" \
        UBSAN_OPTIONS="print_stacktrace=1" \
        timeout -k 10 "$limit" ${WRAP:-} "$program" >"$folder.log" 2>&1 </dev/null || status=$?
    passed=$(grep -acE '^(\[       OK \] |ok )' "$folder.log" || true)
    failed=$(sed -nE 's/^\[  FAILED  \] ([0-9]+) test\(s\).*/\1/p; s/^not ok .*/1/p' "$folder.log" |
        awk '{ n += $1 } END { print n + 0 }')
    skipped=$(grep -acE '^(\[  SKIPPED \] [^0-9]|skip )' "$folder.log" || true)
    # cmocka lists what it skipped once more at the end
    skipped=$((skipped - $(grep -acE '^\[  SKIPPED \] [^0-9]' "$folder.log" || true) / 2))
    if [ "$failed" = 0 ] && [ "$status" != 0 ]; then
        failed=1
        case $status in
        124 | 137) echo "$name: stopped after $limit seconds" >>"$folder.log" ;;
        *) echo "$name: ended with status $status outside of its cases" >>"$folder.log" ;;
        esac
    elif [ $((passed + failed + skipped)) = 0 ]; then
        failed=1
        echo "$name: tested nothing" >>"$folder.log"
    fi
    echo "$passed $failed $skipped $name" >"$folder.count"
    word=ok
    [ "$failed" = 0 ] || word=FAILED
    printf '%-7s%-44s %4d s %4d passed' "$word" "$name" $((SECONDS - started)) "$passed"
    [ "$failed" = 0 ] || printf ', %d failed' "$failed"
    [ "$skipped" = 0 ] || printf ', %d skipped' "$skipped"
    echo
    [ "$failed" != 0 ] || rm -rf "$folder"
}

if [ "$1" = --one ]; then
    run_one "$2" "$3"
    exit 0
fi

build=$1
shift
rm -rf "$build/t" && mkdir -p "$build/t"
[ $# = 0 ] || printf '%s\0' "$@" | xargs -0 -n 1 -P 2 "$0" --one "$build"

find "$build/t" -name '*.count' | sort | xargs -r cat >"$build/t/counts"
while read -r _ failed _ name; do
    if [ "$failed" != 0 ]; then
        printf '\n== %s\n' "$name"
        cat "$build/t/$name.log"
    fi
done <"$build/t/counts"
find "$build/t" -name '*.log' | sort | xargs -r grep -ahE '^skip |^skipped: ' | sort | uniq |
    sed '1s/^/\n/' || true
# The long form of a test says what it did, and how often.
if [ -n "${MOOT_TORTURE:-}" ]; then
    find "$build/t" -name '*.log' | sort | xargs -r grep -ah '^counted: ' | sed '1s/^/\n/' || true
fi
awk '{ p += $1; f += $2; s += $3 }
     END { printf "%d passed, %d failed", p, f; if (s) printf ", %d skipped", s; print ""; exit f > 0 }' \
    "$build/t/counts"
