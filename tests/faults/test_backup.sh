#!/bin/bash
# SPDX-License-Identifier: MIT
# Backups and their restoring, as a researcher uses them.
. "$(dirname "$0")/../cli/lib.sh"

case_the_end_of_a_meeting_makes_a_backup_and_it_can_be_restored()
{
    make_meeting
    printf '101: words\n' | moot log M1
    moot end M1
    is 1 "$(ls study.moot.backups | wc -l)"
    before=$(entries)
    rm study.moot
    moot restore study.moot.backups/*.moot
    is "$before" "$(entries)"
    moot check
}

case_a_backup_is_printed_by_its_name_and_is_a_study_itself()
{
    make_meeting
    printf '101: words\n' | moot log M1
    backup=$(moot backup)
    has words "$(moot --study "$backup" list entries M1)"
    is "$(printf '600')" "$(stat -c %a "$backup")"
    is "$(basename "$backup")" "$(ls -A study.moot.backups)"
}

case_a_newer_study_is_not_replaced_without_asking()
{
    make_meeting
    backup=$(moot backup)
    printf '101: newer words\n' | moot log M1
    refuses 1 "has what the backup lacks" moot restore "$backup"
    has "newer words" "$(moot list entries M1)"
}

case_another_study_is_not_replaced_without_asking()
{
    make_meeting
    printf '101: words\n' | moot log M1
    moot --study other.moot new --title "Other"
    backup=$(moot --study other.moot backup)
    refuses 1 "different study" moot restore "$backup"
    has words "$(moot list entries M1)"
}

case_what_is_no_backup_is_refused()
{
    make_meeting
    printf 'a letter\n' >letter
    refuses 1 "letter" moot restore letter
    refuses 1 "nowhere" moot restore nowhere.moot
    refuses 2 "" moot restore
}

case_a_study_that_is_open_elsewhere_is_not_replaced()
{
    make_meeting
    backup=$(moot backup)
    mkfifo lines
    "$MOOT" log M1 --acks <lines >acks &
    log=$!
    exec 3>lines
    echo "101: held" >&3
    for _ in $(seq 500); do
        [ ! -s acks ] || break
        sleep 0.01
    done
    status=0
    moot restore "$backup" 2>err || status=$?
    exec 3>&-
    wait $log
    is 1 "$status"
    has held "$(moot list entries M1)"
}

case_a_damaged_study_can_be_restored_and_is_kept_aside()
{
    make_meeting
    printf '101: words\n' | moot log M1
    backup=$(moot backup)
    head -c 5000 study.moot >short
    cat short >study.moot
    moot restore "$backup" >out 2>err
    has "before-restore" "$(cat out)"
    has words "$(moot list entries M1)"
    cmp short study.before-restore-*.moot
}

case_a_backup_of_an_unwritable_folder_says_so()
{
    make_meeting
    printf '101: words\n' | moot log M1
    touch study.moot.backups
    refuses 1 "study.moot.backups" moot backup
    moot end M1 2>err
    has "no backup was made" "$(cat err)"
    has write-up "$(moot list meetings --json)"
}

case_the_folder_of_the_config_takes_them_and_may_vanish()
{
    make_meeting
    export XDG_CONFIG_HOME=$PWD/config
    mkdir -p config/moot stick
    printf 'backup_folder = %s/stick\n' "$PWD" >config/moot/config
    backup=$(moot backup)
    is "$PWD/stick" "$(dirname "$backup")"
    printf '101: words\n' | moot log M1
    printf 'M1\nshred\n' | moot shred M1 >out
    has "still in $backup" "$(cat out)"
    rm -r stick
    backup=$(moot backup 2>said)
    has "beside the study" "$(cat said)"
    has "stick" "$(cat said)"
    is 1 "$(wc -l <said)"
    is study.moot.backups "$(basename "$(dirname "$backup")")"
    [ ! -e stick ] || die "the folder of a stick was made"
}

run_cases
