#!/bin/bash
# SPDX-License-Identifier: MIT
# Extracts: quotations with their printed labels, exactly the words that were
# coded, and nobody's name.
. "$(dirname "$0")/lib.sh"

case_an_extract_has_its_speaker_and_its_printed_label()
{
    make_meeting
    printf '101>102: what is the plan if it slips? #ch(diagnostic)\n102: no plan\n' | moot log M1
    moot extracts --code ch >out
    is "GP ID 101: what is the plan if it slips?
[Extract from field notes governing body meeting March 2026 M1]" "$(cat out)"
    is 3 "$(wc -l <out)" # an empty line behind it
    is "$(cat out)" "$(moot extracts --code 'challenge from members')"
}

case_the_label_says_what_kind_of_meeting_it_was()
{
    moot new --title "A" --function executive --date 2012-03-05 --people "101 gp" >out
    moot new --title "B" --function public-event --date 2012-04-05 --people "101" >out
    moot new --title "C" --function other --people "101" >out
    for m in M1 M2 M3; do printf '101: words #ch\n' | moot log $m; done
    moot --study study.moot extracts --code ch >out
    has "[Extract from field notes executive meeting March 2012 M1]" "$(cat out)"
    has "[Extract from field notes public event April 2012 M2]" "$(cat out)"
    has "[Extract from field notes meeting March 2026 M3]" "$(cat out)" # the day it was begun
    is "M1 M2 M3" "$(grep -o 'M[0-9]*\]' out | tr -d ']' | paste -sd' ')"
}

case_full_dates_only_where_the_study_allows_them()
{
    make_meeting
    printf '101: words #ch\n' | moot log M1
    "$TOOLS/study_set" study.moot "UPDATE study SET show_dates = 1"
    has "governing body meeting 4 March 2026 M1]" "$(moot extracts --code ch)"
}

case_a_state_is_its_stretch_and_comments_stand_apart()
{
    make_meeting
    printf '%s\n' '101: it begins #tn+' '102: it goes on' '// and I wonder' '103: it ends #tn-' '101: after' | moot log M1
    moot extracts --code tn >out
    is "GP ID 101: it begins
Manager ID 102: it goes on
(comment) and I wonder
Lay member ID 103: it ends
[Extract from field notes governing body meeting March 2026 M1]" "$(cat out)"
    printf '%s\n' '101: words #ch' '// said looking at the chair' | moot log M1
    is "GP ID 101: words
[Extract from field notes governing body meeting March 2026 M1]
(comment) said looking at the chair" "$(moot extracts --code ch)"
}

case_only_the_words_that_are_coded()
{
    make_meeting
    printf '101: before the words after #ch\n' | moot log M1
    "$TOOLS/study_set" study.moot "UPDATE coding_revision SET start = 7, length = 9"
    is "GP ID 101: the words
[Extract from field notes governing body meeting March 2026 M1]" "$(moot extracts --code ch)"
}

case_no_name_leaves()
{
    moot new --title "March" --function governing-body --date 2026-03-04 >out
    printf '@quorndale: words #ch\n' | moot log M1
    "$TOOLS/study_set" study.moot "INSERT INTO identity (person, uuid, version, observer, name)
        SELECT id, randomblob(16), 1, 1, 'Anna Quorndale' FROM person WHERE true ON CONFLICT (person) DO UPDATE SET name = 'Anna Quorndale'"
    printf '%s\n' '101: ask Anna Quorndale, said Quorndale #ch' | moot log M1
    moot extracts --code ch >out
    lacks Quorndale "$(cat out)"
    has "ID 101]" "$(cat out)"
    has "March 2026" "$(cat out)"
}

case_private_parts_and_what_was_taken_back_stay_out()
{
    make_meeting
    printf '%s\n' '101: open #ch' '=private' '101: secret #ch' '=public' '102: regretted #ch' '101: open again #tn+' \
        '=private' '101: hidden' '=public' '102: shown #tn-' | moot log M1
    "$TOOLS/study_set" study.moot "UPDATE entry_revision SET retracted = 1 WHERE text = 'regretted'"
    moot extracts --code ch >out
    has "open" "$(cat out)"
    lacks secret "$(cat out)"
    lacks regretted "$(cat out)"
    moot extracts --code tn >out
    has shown "$(cat out)"
    lacks hidden "$(cat out)"
    is 2 "$(grep -c '^\[Extract' out)" # split where the private part was
}

case_the_filters_of_find_choose()
{
    make_meeting
    printf '%s\n' '101: the budget #ch' '102: the plan #ch' | moot log M1
    moot new --title "Other" --site 4 --function committee --date 2026-05-01 --people 101 >out
    printf '101: the budget again #ch\n' | moot log M2
    is 3 "$(moot extracts --code ch | grep -c Extract)"
    is 2 "$(moot extracts --code ch budget | grep -c Extract)"
    is 1 "$(moot extracts --code ch --function committee | grep -c Extract)"
    is 1 "$(moot extracts --code ch --role nm | grep -c Extract)"
    is 1 "$(moot extracts --code ch --from 2026-05 --person 101 | grep -c Extract)"
    refuses 2 "needs --code" moot extracts budget
    refuses 1 "no code" moot extracts --code zz
    is "" "$(moot extracts --code de 2>err)"
    has "nothing is coded so" "$(cat err)"
}

case_the_real_meetings_give_their_words_and_no_names()
{
    [ -d "$MEETINGS" ] || skip "no ../shared/meetings"
    moot import "$MEETINGS"/icsi-bmr016.jsonl "$MEETINGS"/austria-2021-05-26.jsonl >out
    moot extracts --code question >out
    is 115 "$(grep -c '^\[Extract from field notes ' out)"
    moot extracts --code interruption >out
    has Zwischenruf "$(cat out)"
    is 174 "$(grep -c '^\[Extract from field notes meeting May 2021 M' out)"
    for name in Mückstein Belakowitsch Amesbauer Melchior; do lacks "$name" "$(cat out)"; done
}

run_cases
