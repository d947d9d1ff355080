#!/bin/bash
# SPDX-License-Identifier: MIT
# A meeting that was shredded is nowhere in the files of the study: their bytes
# are searched.
. "$(dirname "$0")/../cli/lib.sh"

# A study with two meetings; the words of the first are in no other place.
two_meetings()
{
    make_meeting
    printf '101: the peregrine was sold #ch(diagnostic)\n@newcomer: about the zanzibar plan\n// a quixotic mood\n+102 phone\n> fin\ns/zanzibar/kalahari/\n' | moot log M1
    for i in $(seq 300); do echo "101: peregrine number $i"; done | moot log M1
    moot new --title "Second meeting" >/dev/null
    printf '102: the albatross stays\n' | moot log M2
}

# Searches all files of a folder, whatever their names.
nowhere()
{
    for word in "$@"; do
        if grep -rqai "$word" "$PWD"/study.moot*; then die "$word is still in $(grep -rlai "$word" "$PWD"/study.moot*)"; fi
    done
}

case_the_words_of_a_shredded_meeting_are_in_no_file()
{
    [ -z "${MOOT_SEALED:-}" ] || skip "a sealed study shows no words before either"
    two_meetings
    "$TOOLS/study_set" study.moot "INSERT INTO entry_draft (entry, observer, text, saved)
        SELECT min(id), 1, 'half a xylophone', 0 FROM entry"
    grep -qai peregrine study.moot || die "it was never there"
    printf 'M1\nshred\n' | moot shred M1 >out
    has "M1 was shredded" "$(cat out)"
    nowhere peregrine zanzibar kalahari quixotic xylophone "March meeting" "Finance report"
    moot check
    has albatross "$(moot list entries M2)"
    has albatross "$(moot find albatross)"
    is "" "$(moot find peregrine)"
    lacks M1 "$(moot list meetings)"
    # the history says so, or the table below is not made
    "$TOOLS/study_set" study.moot "CREATE TEMP TABLE said (n INTEGER CHECK (n = 1));
        INSERT INTO said SELECT count(*) FROM history WHERE what = 'shredded' AND detail = 'M1'"
    is "M3" "$(moot new --title Third)"
}

case_the_number_of_a_shredded_meeting_is_not_given_again()
{
    two_meetings
    printf '2\nshred\n' | moot shred M2
    is "M3" "$(moot new --title Third)"
    refuses 1 "M2" moot list entries M2
}

case_both_confirmations_are_needed()
{
    two_meetings
    before=$(entries)
    refuses 1 "nothing was shredded" moot shred M1 </dev/null
    printf 'M2\nshred\n' >lines
    refuses 1 "nothing was shredded" moot shred M1 <lines
    printf 'M1\n' >lines
    refuses 1 "nothing was shredded" moot shred M1 <lines
    printf 'M1\nyes\n' >lines
    refuses 1 "nothing was shredded" moot shred M1 <lines
    refuses 1 "M9" moot shred M9 </dev/null
    refuses 2 "" moot shred
    is "$before" "$(entries)"
}

case_the_files_that_still_hold_it_are_listed()
{
    two_meetings
    backup=$(moot backup)
    printf 'M1\nshred\n' | moot shred M1 >out
    has "still in $backup" "$(cat out)"
    moot backup >second
    printf 'M2\nshred\n' | moot shred M2 >out
    has "still in $(cat second)" "$(cat out)"
}

case_a_study_that_is_open_elsewhere_is_not_shredded()
{
    two_meetings
    mkfifo lines
    "$MOOT" log M2 --acks <lines >acks &
    log=$!
    exec 3>lines
    echo "102: held" >&3
    for _ in $(seq 500); do
        [ ! -s acks ] || break
        sleep 0.01
    done
    status=0
    printf 'M1\nshred\n' | moot shred M1 2>err || status=$?
    exec 3>&-
    wait $log
    is 1 "$status"
    has "another program" "$(cat err)"
    has peregrine "$(moot find peregrine)"
}

case_every_meeting_of_the_shared_ones_can_be_shredded()
{
    [ -d "$MEETINGS" ] || skip "../shared/meetings is absent"
    moot import "$MEETINGS"/w3c*.jsonl "$MEETINGS"/taiwan*.jsonl "$MEETINGS"/knesset*.jsonl >/dev/null
    for m in 1 2 3; do printf '%s\nshred\n' $m | moot shred M$m >/dev/null; done
    moot check
    is "" "$(moot list meetings)"
}

run_cases
