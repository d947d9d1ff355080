#!/bin/bash
# SPDX-License-Identifier: MIT
# Each allocation of a command fails in turn (the short form: a part of them):
# the command ends well or with one clear line, never by a signal, and the study
# is whole and has all that was acknowledged.
. "$(dirname "$0")/../cli/lib.sh"

MEMORY=$MOOT_BUILD/tests/faults/memory.so
case $MOOT_BUILD in
*address*) SANITIZED=1 ;; # the sanitizer has a memory of its own
*) SANITIZED= ;;
esac

# try STUDY-MAKER NAME COMMAND...: fails each allocation of COMMAND in turn.
each_allocation()
{
    local name=$1 n=1 total step trials=0 clean=0 all status
    shift
    [ -z "$SANITIZED" ] || skip "the sanitizer's memory cannot be replaced"
    cp study.moot base
    touch stamp
    LD_PRELOAD=$MEMORY MOOT_COUNT_ALLOCATIONS=$PWD/count "$@" >/dev/null 2>&1 <input
    total=$(cat count)
    [ "$total" -gt 100 ] || die "only $total allocations"
    step=${MOOT_TORTURE:-$((total / 20 + 1))}
    while [ "$n" -le "$total" ]; do
        all='' status=0
        [ $((trials % 3)) != 2 ] || all=1
        as_it_was || put_back
        run_failing "$n" "$all" "$@" || status=$?
        case $status in
        0) ;;
        1 | 2)
            clean=$((clean + 1))
            [ -s err ] || [ -n "$all" ] || die "allocation $n of $name: ends with $status and says nothing"
            says_little || die "allocation $n of $name: $(cat err)"
            ;;
        127) # the system's loader, while it loads a library: it ends the program itself
            grep -qE "out of memory|cannot allocate memory" err || die "allocation $n of $name: $(cat err)"
            clean=$((clean + 1))
            ;;
        *) die "allocation $n of $name: ends with $status: $(cat err)" ;;
        esac
        after_trial
        trials=$((trials + 1))
        n=$((n + step))
    done
    echo "counted: allocations of $name that failed: $trials" >&3
    echo "counted: allocations of $name that ended it: $clean" >&3
}

# Nothing but the command itself is started for a trial, since there are so many:
# what was not written since the stamp is as it was, and need not be examined again.
as_it_was()
{
    [ ! -s study.moot-wal ] && [ ! -d study.moot.backups ] && [ ! study.moot -nt stamp ]
}

put_back()
{
    rm -rf study.moot*
    cp base study.moot
    touch stamp
}

# run_failing N ALL COMMAND...
run_failing()
{
    local n=$1 all=$2
    shift 2
    ! compgen -G 'out.*' >/dev/null || rm -rf out.*
    if [ -n "$all" ]; then
        MOOT_FAIL_ALL=1 LD_PRELOAD=$MEMORY MOOT_FAIL_ALLOCATION=$n "$@" >acks 2>err <input
    else
        LD_PRELOAD=$MEMORY MOOT_FAIL_ALLOCATION=$n "$@" >acks 2>err <input
    fi
}

# Two lines at most; what libxlsxwriter says itself is not counted.
says_little()
{
    local line count=0
    while read -r line; do
        case $line in '[ERROR]['*) ;; *) count=$((count + 1)) ;; esac
    done <err
    [ "$count" -le 2 ]
}

# The study is whole, and what was acknowledged is there.
after_trial()
{
    local has ids=
    [ ! -s acks ] || ids=$(grep -E '^[0-9a-f-]{36}$' acks || true)
    [ -n "$ids" ] || ! as_it_was || return 0
    moot check >checked 2>&1 || die "allocation $n of $name: $(cat checked)"
    has=$(entries | grep -o '"id": *"[^"]*"' || true)
    for id in $ids; do
        case $has in *"$id"*) ;; *) die "allocation $n of $name: $id was acknowledged and is lost" ;; esac
    done
}

case_of_logging()
{
    make_meeting
    printf '101: words #ch(diagnostic)\n102: more "of it"\n+103 phone\n> fin\n' >input
    each_allocation log "$MOOT" log M1 --acks
}

case_of_ending_a_meeting_with_its_backup()
{
    make_meeting
    printf '101: words #tn+\n' | moot log M1
    : >input
    each_allocation end "$MOOT" end M1
}

case_of_an_export_as_text()
{
    make_meeting
    printf '101: words #ch\n102: "heard so" said birdw\n' | moot log M1
    : >input
    each_allocation txt "$MOOT" export M1 -o out.txt
}

case_of_an_export_for_atlas_ti()
{
    make_meeting
    printf '101: words #ch\n102: "heard so" said birdw\n' | moot log M1
    : >input
    each_allocation qdpx "$MOOT" export M1 -o out.qdpx
}

# each_format NAME FILE: likewise of one more format.
each_format()
{
    make_meeting
    printf '101: words #ch\n102: "heard so" said birdw #tn+\n' | moot log M1
    : >input
    each_allocation "$1" "$MOOT" export M1 -o "$2"
}

case_an_export_as_a_document() { each_format docx out.docx; }
case_an_export_as_a_sheet() { each_format xlsx out.xlsx; }
case_an_export_as_a_page() { each_format html out.html; }
case_an_export_as_tables() { each_format csv out.csv; }

case_an_import_of_people()
{
    make_meeting
    printf "Name;ID;Role group\nAnna Keller;283;gp\nBen Marx;284;gp\n" >people.csv
    : >input
    each_allocation "import of people" "$MOOT" import people.csv
}

case_codes_that_come_back()
{
    make_meeting
    moot codebook export codes.qdc
    sed -i 's/Challenge/Objection/' codes.qdc
    : >input
    each_allocation "import of codes" "$MOOT" import codes.qdc
}

exec 3>&1
run_cases
