#!/bin/bash
# SPDX-License-Identifier: MIT
# What leaves the study: archives that unzip lists and the official schema
# takes, the words that were marked, the same bytes each time, and no names.
. "$(dirname "$0")/lib.sh"

# unpack FILE FOLDER
unpack()
{
    mkdir "$2"
    unzip -q "$1" -d "$2"
}

# Says whether the schema takes it; where there is no schema, that it is XML.
valid()
{
    if [ -f "$SCHEMA" ]; then
        xmllint --nonet --noout --schema "$SCHEMA" "$1" 2>err.schema || die "$(head -n 1 err.schema)"
    else
        xmllint --nonet --noout "$1"
    fi
}

# A meeting with one of everything that a line can be.
typed_meeting()
{
    make_meeting
    moot log M1 <<'END'
2026-03-04T14:00:00Z >
2026-03-04T14:00:10Z 101: what is the plan if it slips? #ch(diagnostic,deflected)
2026-03-04T14:00:20Z 102>101: "we will manage", said Tobias & <others> #tn+
2026-03-04T14:00:25Z // he looked at the chair
2026-03-04T14:00:30Z > fin
2026-03-04T14:00:35Z ?gp: naïve café 我們 שלום 🙂 end #up
2026-03-04T14:00:40Z #de(deferred)
2026-03-04T14:00:50Z 103: calmer now #tn-
2026-03-04T14:01:00Z -103!
2026-03-04T14:01:10Z =private
2026-03-04T14:01:20Z 101: the secret of the closed session #ch
2026-03-04T14:01:30Z =public
2026-03-04T14:01:40Z @smith: who am I
END
}

case_a_typed_meeting_becomes_a_project_that_the_schema_takes()
{
    typed_meeting
    moot export M1 -o m1.qdpx
    has project.qde "$(unzip -l m1.qdpx)"
    unzip -tq m1.qdpx
    unpack m1.qdpx m1
    valid m1/project.qde
    text=$(cat m1/sources/*.txt)
    has '[14:00:10] GP ID 101: what is the plan if it slips?' "$text"
    has '[14:00:20] Manager ID 102 to GP ID 101: ' "$text"
    has '(comment) he looked at the chair' "$text"
    has 'Finance report' "$text"
    has '[Decision: deferred]' "$text"
    lacks "secret" "$text"
    lacks "secret" "$(cat m1/project.qde)"
    lacks '#ch' "$text"
    lacks '🙂' "$text"
    is 1 "$(ls m1/sources | wc -l)"
}

case_the_codes_of_a_typed_meeting_are_nested_and_used()
{
    typed_meeting
    moot export M1 -o m1.qdpx
    unpack m1.qdpx m1
    codes=$(xmllint --xpath '//*[local-name()="Code"]/@name' m1/project.qde)
    for code in "Challenge from members" "Decision" "GP ID 101"; do has "\"$code\"" "$codes"; done
    has 'Challenge from members: diagnostic' "$codes"
    # every reference leads somewhere
    xmllint --xpath '//*/@guid' m1/project.qde | tr ' ' '\n' | sed -n 's/guid=//p' | sort >guids
    is "" "$(uniq -d guids)"
    xmllint --xpath '//*[local-name()="CodeRef"]/@targetGUID' m1/project.qde | tr ' ' '\n' |
        sed -n 's/targetGUID=//p' | sort -u >used
    is "" "$(comm -13 guids used)"
}

case_a_private_part_leaves_only_when_asked()
{
    typed_meeting
    moot export M1 -o m1.qdpx --private
    unpack m1.qdpx m1
    has "secret" "$(cat m1/sources/*.txt)"
}

case_names_leave_only_when_asked_and_the_history_says_so()
{
    moot import "$TOP/docs/demo/february.jsonl"
    moot export M1 -o named.qdpx --identifiable
    unpack named.qdpx named
    has "Ashcombe" "$(cat named/project.qde named/sources/*.txt)"
    valid named/project.qde
    moot export M1 -o safe.qdpx
    unpack safe.qdpx safe
    lacks "Ashcombe" "$(cat safe/project.qde safe/sources/*.txt)"
}

case_the_same_study_gives_the_same_bytes()
{
    typed_meeting
    moot export M1 -o one.qdpx
    moot export M1 -o one.txt
    (
        export TZ=Asia/Kathmandu MOOT_CLOCK=1893456000000
        moot export M1 -o two.qdpx
        moot export M1 -o two.txt
        cp study.moot copy.moot
        moot --study copy.moot --observer ZZ export M1 -o three.qdpx
    )
    cmp one.qdpx two.qdpx
    cmp one.txt two.txt
    cmp one.qdpx three.qdpx
}

case_an_export_over_an_older_one_replaces_it_whole()
{
    typed_meeting
    echo old >m1.qdpx
    moot export M1 -o m1.qdpx
    unzip -tq m1.qdpx
    is "" "$(ls -A | grep -vE '^(study\.moot.*|agenda\.txt|m1\.qdpx)$' || true)"
}

case_text_for_focus_groups_has_a_line_for_each_entry()
{
    typed_meeting
    moot export M1 -o m1.txt
    has "what is the plan if it slips?" "$(cat m1.txt)"
    lacks "secret" "$(cat m1.txt)"
    is "" "$(grep -n '^$' m1.txt | sed 1q | grep -v ':' || true)"
    moot new --title Second --people 101 >/dev/null
    printf '101: words of the second\n' | moot log M2
    moot export --all -o texts --format txt
    is 2 "$(ls texts | wc -l)"
    ls texts | grep -q 'M1_.*\.txt$'
}

case_the_format_can_be_named()
{
    typed_meeting
    moot export M1 -o archive.zip --format qdpx
    has project.qde "$(unzip -l archive.zip)"
}

case_all_means_every_meeting_that_has_begun()
{
    typed_meeting
    moot new --title Second --people 101 >/dev/null
    printf '101: words of the second\n' | moot log M2
    moot new --title Planned >/dev/null
    moot export --all -o all.qdpx
    unpack all.qdpx all
    valid all/project.qde
    is 2 "$(ls all/sources | wc -l)"
}

case_moots_own_definitions_stay_whatever_people_are_called()
{
    moot new --title "March meeting" --people "116 gp item, 60 nm" >/dev/null
    printf '60: this item is late #ac\n' | moot log M1
    moot export M1 -o m1.qdpx
    unzip -p m1.qdpx project.qde >qde
    has "The body settles an item." "$(cat qde)"
    lacks "[GP ID 116]" "$(cat qde | grep -v PlainTextSelection)"
    has "this [GP ID 116] is late" "$(unzip -p m1.qdpx 'sources/*')"
}

case_the_check_writes_nothing_and_says_what_to_look_at()
{
    moot new --title "March meeting" --site 3 --people "101 gp, 102 gp, 60 nm" >/dev/null
    moot --observer AB import "$TOP/docs/demo/february.jsonl" >/dev/null
    printf '%s\n' '101: the people of Wexbury and the plan' '60: we met Zorvak, then Wexbury' |
        moot log M1
    moot export M1 --check >found
    has "Zorvak  1  M1" "$(cat found)"
    has "Wexbury  2  M1" "$(cat found)"
    has "Manager ID 60 is the only NHS manager at site 3" "$(cat found)"
    lacks "GP ID 101 is the only" "$(cat found)"
    is "" "$(ls | grep -vE '^(study\.moot.*|found)$' || true)"
    has "identity check: 2 words could be names" "$(moot export M1 -o m1.txt)"
    refuses 2 "without -o" moot export M1 --check -o m1.txt
}

case_who_is_the_only_one_of_a_role_at_a_site_is_said_once_over_all_meetings()
{
    moot new --title "March meeting" --site 3 --people "101 gp, 60 nm" >/dev/null
    for month in April May; do
        moot new --title "$month meeting" --site 3 --people "60 nm, $(seq -s ' gp, ' 101 109) gp" >/dev/null
    done
    moot new --title "Elsewhere" --site 4 --people "60 nm, 61 nm, 101 gp" >/dev/null
    for meeting in M1 M2 M3 M4; do printf '101: words\n' | moot log $meeting; done
    moot export --all --check >found
    is 1 "$(grep -c 'Manager ID 60 is the only NHS manager at site 3' found)"
    is 1 "$(grep -c 'GP ID 101 is the only GP at site 4' found)"
    is 2 "$(grep -c 'is the only' found)"
}

case_a_study_whose_key_was_moved_away_is_exported_with_it_alone()
{
    moot import "$TOP/docs/demo/february.jsonl"
    moot identity export my.key
    is 600 "$(stat -c %a my.key)"
    lacks Ashcombe "$(strings -a study.moot study.moot-wal 2>/dev/null | grep -v 'text' || true)"
    refuses 1 "--key FILE" moot export M1 -o m1.qdpx
    moot export M1 -o m1.qdpx --key my.key
    unzip -q m1.qdpx -d m1
    lacks "Ashcombe" "$(cat m1/project.qde m1/sources/*.txt)"
    moot identity import my.key
    moot export M1 -o back.qdpx
    cmp m1.qdpx back.qdpx
    refuses 2 "export or import" moot identity show my.key
}

run_cases
