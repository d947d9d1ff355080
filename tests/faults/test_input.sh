#!/bin/bash
# SPDX-License-Identifier: MIT
# Bad input: one clear line on standard error, status 1, nothing half-written,
# the study as it was.
. "$(dirname "$0")/../cli/lib.sh"

meeting='{"meeting": {"title": "T", "body": "B", "type": "committee", "date": "2026-03-04", "source": "s", "licence": "l", "language": "en", "participants": [{"id": "p1", "name": "Ada Quill", "role": null}]}}'
turn='{"t": null, "speaker": "p1", "text": "good", "item": null, "event": null}'

# keeps_study COMMAND...: what the study lists before is what it lists after
refuses_and_keeps()
{
    local before
    before=$(moot list meetings --json; moot list people --json)
    refuses 1 "$@"
    is "$before" "$(moot list meetings --json; moot list people --json)"
    moot check
}

case_text_that_is_not_utf8_names_the_line()
{
    make_meeting
    { printf '%s\n%s\n' "$meeting" "$turn"; printf '{"t": null, "speaker": "p1", "text": "caf\351", "item": null, "event": null}\n'; } >latin.jsonl
    refuses_and_keeps "line 3" moot import latin.jsonl
    has "UTF-8" "$said"
}

case_truncated_json_names_the_line()
{
    make_meeting
    { printf '%s\n%s\n' "$meeting" "$turn"; printf '{"t": null, "speaker": "p1", "te'; } >cut.jsonl
    refuses_and_keeps "line 3" moot import cut.jsonl
}

case_a_malformed_line_is_named()
{
    make_meeting
    printf '%s\n%s\nnot json\n%s\n' "$meeting" "$turn" "$turn" >bad.jsonl
    refuses_and_keeps "line 3" moot import bad.jsonl
    printf '%s\n[1, 2]\n' "$meeting" >bad.jsonl
    refuses_and_keeps "line 2" moot import bad.jsonl
    printf '%s\n{"t": "soon", "speaker": "p1", "text": "x"}\n' "$meeting" >bad.jsonl
    refuses_and_keeps "line 2" moot import bad.jsonl
    printf '%s\n{"t": 1, "speaker": 7, "text": "x"}\n' "$meeting" >bad.jsonl
    refuses_and_keeps "line 2" moot import bad.jsonl
}

case_a_file_without_a_meeting_is_refused()
{
    make_meeting
    printf '%s\n' "$turn" >bad.jsonl
    refuses_and_keeps "line 1" moot import bad.jsonl
    : >empty.jsonl
    refuses_and_keeps "empty.jsonl" moot import empty.jsonl
    printf 'Dear all,\n' >letter.jsonl
    refuses_and_keeps "letter.jsonl" moot import letter.jsonl
}

case_one_bad_file_does_not_stop_the_good_ones_half_way()
{
    make_meeting
    printf '%s\n%s\n' "$meeting" "$turn" >good.jsonl
    printf '%s\nnot json\n' "$meeting" >bad.jsonl
    refuses 1 "bad.jsonl" moot import bad.jsonl good.jsonl
    moot check
    moot import good.jsonl >/dev/null 2>&1 || true
    has '"T"' "$(moot list meetings --json)"
}

case_a_file_that_is_absent_or_a_folder_is_refused()
{
    make_meeting
    refuses_and_keeps "nowhere.jsonl" moot import nowhere.jsonl
    mkdir folder.jsonl
    refuses_and_keeps "folder.jsonl" moot import folder.jsonl
}

case_deep_nesting_is_refused_and_does_not_crash()
{
    make_meeting
    { printf '%s\n{"text": ' "$meeting"; head -c 200000 /dev/zero | tr '\0' '['; printf '\n'; } >deep.jsonl
    refuses_and_keeps "line 2" moot import deep.jsonl
}

case_a_zero_byte_in_a_text_is_refused_or_dropped()
{
    make_meeting
    printf '%s\n{"t": null, "speaker": "p1", "text": "a\\u0000b", "item": null, "event": null}\n' "$meeting" >zero.jsonl
    moot import zero.jsonl >out 2>err || refuses 1 "line 2" moot import zero.jsonl
    moot check
}

case_an_unknown_meeting_is_named()
{
    make_meeting
    refuses_and_keeps "M7" moot log M7
    refuses_and_keeps "M7" moot end M7
    refuses_and_keeps "M7" moot export M7 -o out.qdpx
    refuses_and_keeps "M7" moot list entries M7
    [ ! -e out.qdpx ]
}

case_a_study_that_is_none_is_refused_and_left_alone()
{
    printf 'This is a letter, not a study.\n%0.sx' $(seq 2000) >study.moot
    cp study.moot before
    refuses 1 "study.moot" moot list meetings
    refuses 1 "study.moot" moot new --title "First"
    cmp study.moot before
}

case_another_programs_database_is_refused_and_left_alone()
{
    "$TOOLS/study_set" study.moot "CREATE TABLE t (a); INSERT INTO t VALUES (1); PRAGMA application_id = 5"
    cp study.moot before
    refuses 1 "study.moot" moot new --title "First"
    refuses 1 "study.moot" moot list meetings
    cmp study.moot before
}

case_a_study_of_a_newer_version_is_left_as_it_was()
{
    make_meeting
    "$TOOLS/study_set" study.moot "PRAGMA user_version = 999"
    cp study.moot before
    refuses 1 "later version" moot new --title "Second"
    refuses 1 "later version" moot list meetings
    refuses 1 "later version" moot export M1 -o out.qdpx
    cmp study.moot before
}

case_an_absent_study_is_no_reason_to_make_one_for_reading()
{
    refuses 1 "study.moot" moot list meetings
    refuses 1 "study.moot" moot export --all -o out.qdpx
    [ ! -e study.moot ] || die "reading made a study"
}

case_a_damaged_study_is_found_by_check()
{
    make_meeting
    printf '101: words\n' | moot log M1
    "$TOOLS/study_set" study.moot "UPDATE entry_revision SET text = 'other ' || text"
    status=0
    moot check >out 2>&1 || status=$?
    is 1 "$status"
    [ -s out ] || die "check says nothing"
}

case_bad_values_of_options_are_named()
{
    make_meeting
    refuses_and_keeps "2026-02-30" moot new --title T --date 2026-02-30
    refuses_and_keeps "senate" moot new --title T --function senate
    refuses_and_keeps "nowhere.txt" moot new --title T --agenda nowhere.txt
    refuses_and_keeps "zz" moot find plan --code zz
}

case_a_study_cut_short_is_not_sent_to_check_by_check()
{
    make_meeting
    truncate -s 5000 study.moot
    refuses 1 "moot check" moot list meetings
    refuses 1 "restore a backup" moot check
    lacks "moot check" "$said"
}

case_an_output_that_is_a_folder_is_refused()
{
    make_meeting
    printf '101: words\n' | moot log M1
    mkdir out.qdpx
    touch out.qdpx/mine
    refuses 1 "out.qdpx" moot export M1 -o out.qdpx
    is mine "$(ls out.qdpx)"
    refuses 1 "" moot export M1 -o nowhere/out.qdpx
    refuses 1 "" moot export M1 -o out.pages
    is "$(printf 'agenda.txt\nerr.refused\nout.qdpx\nout.refused\nstudy.moot')" \
        "$(ls | grep -v '^study.moot.\+')"
}

run_cases
