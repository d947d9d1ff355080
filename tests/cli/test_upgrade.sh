#!/bin/bash
# SPDX-License-Identifier: MIT
# A study that an earlier moot made is brought to the newest format when it is
# opened to be written, and nothing of it is lost. tests/fixtures holds a small
# study of each released format.
. "$(dirname "$0")/lib.sh"

newest=$(find "$TOP/storage/schema" -name '*.sql' | wc -l)

case_a_study_of_format_1_is_upgraded_whole()
{
    gunzip -c "$FIXTURES/format1.moot.gz" >study.moot
    chmod 600 study.moot
    is 1 "$(od -An -tu1 -j63 -N1 study.moot | tr -d ' ')"
    refuses 1 "older format" moot list entries M2 # reading alone does not upgrade
    printf '283: still here\n' | moot log M2
    is "$newest" "$(od -An -tu1 -j63 -N1 study.moot | tr -d ' ')"
    moot check
    has "good morning" "$(moot list entries M2)"
    has "still here" "$(moot list entries M2)"
    has "Council of members, spring sitting" "$(moot list meetings)"
}

run_cases
