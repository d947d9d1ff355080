#!/bin/bash
# SPDX-License-Identifier: MIT
# The codebook as a file: out, in, changed by hand, refused by line; and what
# was coded with a code that is changed so.
. "$(dirname "$0")/lib.sh"

case_a_codebook_goes_out_and_comes_in_without_a_difference()
{
    make_meeting
    is "codes.csv: 22 codes" "$(moot codebook export codes.csv)"
    is "codes.csv: 0 codes added, 0 changed, 22 as they were" "$(moot import codes.csv)"
    moot codebook export again.csv
    cmp codes.csv again.csv
    MOOT_STUDY=$PWD/other.moot moot import codes.csv
    MOOT_STUDY=$PWD/other.moot moot codebook export third.csv
    cmp codes.csv third.csv
}

case_what_an_import_changes_is_listed()
{
    make_meeting
    printf '\357\273\277Name;Key;Definition\r\nChallenge;ch;Somebody asks\r\nSilence;sl;\r\n' >new.csv
    moot import new.csv >out
    is "new.csv: 1 code added, 1 changed, 0 as they were" "$(sed -n 1p out)"
    has "  changed Challenge: name, definition" "$(cat out)"
    has "  added Silence" "$(cat out)"
    printf '101: why? #ch\n102: no #sl\n' | moot log M1
    has "why? [ch]" "$(moot find --code Challenge)"
    has "no [sl]" "$(moot find --code sl)"
}

case_a_bad_row_is_named_by_its_line_and_nothing_is_taken()
{
    make_meeting
    moot codebook export before.csv
    printf 'key,name,kind\nsl,Silence,point\nxx,Other,line\n' >bad.csv
    refuses 1 "bad.csv line 3: the kind is point or state" moot import bad.csv
    moot codebook export after.csv
    cmp before.csv after.csv
}

case_wrong_usage_is_said()
{
    make_meeting
    refuses 2 "codebook takes export" moot codebook import x.csv
    refuses 1 "a codebook is written as .csv" moot codebook export codes.pdf
    refuses 2 "" moot codebook
    [ ! -e codes.pdf ]
}

run_cases
