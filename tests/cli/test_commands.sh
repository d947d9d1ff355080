#!/bin/bash
# SPDX-License-Identifier: MIT
# The commands, as scripts use them: a meeting from new to export.
. "$(dirname "$0")/lib.sh"

case_new_prints_the_number_of_the_meeting()
{
    is M1 "$(moot new --title "First")"
    is M2 "$(moot new --title "Second" --site 3 --body Senate --function "governing body")"
    has '"First"' "$(moot list meetings --json)"
    has Second "$(moot list meetings)"
}

case_a_new_study_has_the_starter_codebook()
{
    moot new --title "First" >/dev/null
    codes=$(moot list codes)
    has "Challenge from members" "$codes"
    is 22 "$(moot list codes --json | grep -o '"definition"' | wc -l)"
}

case_log_reads_the_grammar_of_the_live_line()
{
    make_meeting
    moot log M1 <<'END'
101: what is the plan? #ch(diagnostic)
102>101: "we will manage"
// said looking at the chair
> fin
-103 phone
#de
END
    all=$(entries)
    has '"what is the plan?"' "$all"
    lacks '#ch' "$all"
    has '"ch"' "$all"
    has 'diagnostic' "$all"
    has '"comment"' "$all"
    has 'said looking at the chair' "$all"
    has '"event"' "$all"
}

case_acks_are_the_ids_of_durable_entries_one_a_line()
{
    make_meeting
    printf '101: one\n102: two\n\n#de\n' | moot log M1 --acks >acks
    is 4 "$(wc -l <acks)"
    is - "$(sed -n 3p acks)"
    all=$(entries)
    for id in $(grep -v '^-$' acks); do has "$id" "$all"; done
}

case_a_line_may_begin_with_its_time()
{
    make_meeting
    printf '2026-03-04T14:05:12Z 101: earlier\n2026-03-04T15:07:00+01:00 102: later\n' | moot log M1
    has "14:05:12" "$(moot list entries M1)"
    has '"at":1772633112000' "$(entries | tr -d ' ')" # 14:05:12 UTC
    has '"at":1772633220000' "$(entries | tr -d ' ')" # 14:07:00 UTC
}

case_end_closes_open_states_and_leaves_it_to_write_up()
{
    make_meeting
    printf '101: raised voices #tn+\n' | moot log M1
    moot end M1
    has '"to-write-up"' "$(moot list meetings --json | tr '_' '-')"
    has '"tn"' "$(entries)"
    has 'close' "$(entries)"
    moot check
}

case_an_ended_meeting_can_be_written_up_by_log()
{
    make_meeting
    printf '101: in the room\n' | moot log M1
    moot end M1
    printf '2026-03-04T14:00:30Z 102: remembered that evening\n' | moot log M1
    has remembered "$(entries)"
}

case_undoing_nothing_check_finds_nothing_wrong()
{
    make_meeting
    printf '101: a\n102: b #de\n103: "c" #tn+\n' | moot log M1
    moot check
}

case_find_ignores_accents_and_case_and_knows_filters()
{
    make_meeting
    printf '101: the Gärtner café\n102: the budget slips #ch\n102: the budget holds\n' | moot log M1
    has "café" "$(moot find GARTNER)"
    has slips "$(moot find budget --code ch)"
    lacks holds "$(moot find budget --code ch)"
    has holds "$(moot find budget --person 102)"
    lacks budget "$(moot find budget --person 101)"
    has slips "$(moot find 'budg*' --role nm --site 3 --function governing-body --json)"
    lacks slips "$(moot find budget --from 2027-01-01)"
    has slips "$(moot find budget --from 2026-03-04 --to 2026-03-04)"
    has slips "$(moot find budget --from 2026-03 --to 2026)"
    lacks slips "$(moot find budget --to 2026-02)"
    printf '?: the budget from the floor\n' | moot log M1
    has floor "$(moot find budget --person '?')"
    lacks slips "$(moot find budget --person '?')"
    refuses 1 "is no study id" moot find --person smith
    refuses 1 "is no date" moot find --from soon
}

case_find_finds_han_words_of_two_characters_inside_a_run()
{
    make_meeting
    printf '101: 我們會分成兩個部分\n102: 今天的議程\n' | moot log M1
    has "兩個部分" "$(moot find 部分)"
    lacks "議程" "$(moot find 部分)"
}

case_people_of_a_meeting_are_listed_by_id()
{
    make_meeting
    people=$(moot list people)
    has 101 "$people"
    has 103 "$people"
    has '101' "$(moot list people --json)"
}

case_keys_prints_the_key_map()
{
    keys=$(moot keys)
    has "undo" "$(printf '%s' "$keys" | tr '[:upper:]' '[:lower:]')"
    has "Tab" "$keys"
}

case_help_and_version_are_everywhere()
{
    has usage "$(moot --help)"
    moot --version | grep -qE '^moot [0-9]+\.[0-9]+'
    for command in new log end import export list find check keys live; do
        has usage "$(moot "$command" --help)"
        has "$command" "$(moot --help)"
    done
    [ ! -e study.moot ] || die "help made a study"
}

case_the_first_study_stands_under_the_data_folder()
{
    unset MOOT_STUDY
    is M1 "$(moot new --title "First")"
    [ -f "$XDG_DATA_HOME/moot/study.moot" ] || die "no study under XDG_DATA_HOME"
    is 600 "$(stat -c %a "$XDG_DATA_HOME/moot/study.moot")"
}

case_the_study_can_be_named_by_option()
{
    is M1 "$(moot --study other.moot new --title "First")"
    [ -f other.moot ]
    [ ! -e study.moot ]
}

case_a_copied_study_does_not_carry_the_laptop_along()
{
    moot new --title "First" >/dev/null
    [ -d "$XDG_STATE_HOME/moot" ] || die "no laptop under XDG_STATE_HOME"
}

case_wrong_usage_ends_with_2()
{
    refuses 2 "" moot frobnicate
    refuses 2 "" moot new --nonsense
    refuses 2 "" moot log
    refuses 2 "" moot end soon
    refuses 2 "" moot export --all
    refuses 2 "" moot list cows
    refuses 2 "" moot new --title
    [ ! -e study.moot ] || die "wrong usage made a study"
}

case_escape_sequences_never_reach_the_terminal()
{
    make_meeting
    printf '101: red \033[31malert\033[0m bell \a and \302\233J csi\n' | moot log M1
    for text in "$(moot list entries M1)" "$(moot find bell)" "$(entries)"; do
        has alert "$text"
        lacks "$(printf '\033')" "$text"
        lacks "$(printf '\a')" "$text"
        lacks "$(printf '\302\233')" "$text"
    done
}

case_two_observers_keep_records_of_their_own()
{
    make_meeting
    printf '101: seen by the first\n' | moot log M1
    printf '101: seen by the second\n' | moot --observer CD log M1
    all=$(entries)
    has '"AB"' "$all"
    has '"CD"' "$all"
}

case_a_line_of_any_length_is_kept_whole()
{
    make_meeting
    { printf '101: '; head -c 100000 /dev/zero | tr '\0' 'x'; printf '\n'; } | moot log M1
    is 100000 "$(entries | grep -oE 'xx+' | tr -d '\n' | wc -c)"
}

run_cases
