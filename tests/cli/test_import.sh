#!/bin/bash
# SPDX-License-Identifier: MIT
# Meetings that come in as JSON Lines: two of our own making, and the eight
# real ones where they are at hand.
. "$(dirname "$0")/lib.sh"

# The readers of these tests live for a moment and free nothing.
reads() { ASAN_OPTIONS=detect_leaks=0 "$TOOLS/$@"; }

# no_names UNPACKED TRANSCRIPT...: nobody who spoke is named anywhere in it.
no_names()
{
    # moot's own words: an export in which none of these people occur
    rm -rf vocabulary none.*
    moot --study none.moot new --title "None" --people "101 gp, 102 nm" >/dev/null
    printf '101: words #ch\n' | moot --study none.moot log M1
    moot --study none.moot export M1 -o none.qdpx >/dev/null
    unzip -q none.qdpx -d vocabulary
    local unpacked=$1
    shift
    reads qdpx_names "$unpacked" vocabulary "$@"
}

# The archive of one meeting against the transcript, and against the names.
check_archive()
{
    local archive=$1 transcript=$2
    rm -rf unpacked
    mkdir unpacked
    unzip -q "$archive" -d unpacked
    if [ -f "$SCHEMA" ]; then
        xmllint --nonet --noout --schema "$SCHEMA" unpacked/project.qde 2>err.schema ||
            die "$(head -n 1 err.schema)"
    fi
    reads qdpx_words unpacked "$transcript"
    no_names unpacked "$transcript"
    [ "$(ls unpacked/sources | wc -l)" = 1 ]
}

round_trip()
{
    moot import "$1"
    moot check
    moot export M1 -o m1.qdpx
    check_archive m1.qdpx "$1"
    moot export M1 -o m1.txt
    TZ=America/St_Johns moot export M1 -o again.qdpx
    cmp m1.qdpx again.qdpx
}

case_the_fixtures_go_round()
{
    for file in "$FIXTURES"/*.jsonl "$TOP"/docs/demo/*.jsonl; do
        echo "$file"
        rm -f study.moot*
        round_trip "$file"
    done
}

case_the_readers_of_these_tests_find_what_they_look_for()
{
    moot import "$FIXTURES/council.jsonl"
    moot export M1 -o named.qdpx --identifiable
    unzip -q named.qdpx -d named
    status=0
    (no_names named "$FIXTURES/council.jsonl") >out || status=$?
    is 1 "$status"
    moot export M1 -o m1.qdpx
    unzip -q m1.qdpx -d shifted
    sed -i 's/startPosition="\([0-9]*\)\([0-9]\)"/startPosition="\1\20"/' shifted/project.qde
    status=0
    reads qdpx_words shifted "$FIXTURES/council.jsonl" 2>err || status=$?
    is 1 "$status"
}

case_an_imported_meeting_is_closed_and_has_its_people_and_items()
{
    moot import "$TOP/docs/demo/february.jsonl"
    has '"closed"' "$(moot list meetings --json)"
    has '"governing-body"' "$(moot list meetings --json)"
    people=$(moot list people)
    has 101 "$people"
    has 111 "$people"
    lacks Ashcombe "$people"
    has "Urgent care redesign" "$(moot list entries M1)"
    has '"de"' "$(entries)"
    has laughter "$(moot list codes)"
    lacks Ashcombe "$(entries)"
}

case_the_same_file_twice_changes_nothing_and_says_so()
{
    moot import "$TOP/docs/demo/february.jsonl"
    before=$(moot list meetings --json; moot list people --json; entries)
    cp "$TOP/docs/demo/february.jsonl" "another name.jsonl"
    status=0
    moot import "another name.jsonl" >out 2>&1 || status=$?
    has M1 "$(cat out)"
    is "$before" "$(moot list meetings --json; moot list people --json; entries)"
}

case_imported_lines_are_not_read_for_grammar()
{
    {
        echo '{"meeting": {"title": "T", "body": "B", "type": "x", "date": null, "source": "s", "licence": "l", "language": "en", "participants": [{"id": "p1", "name": "Ada Quill", "role": null}]}}'
        echo '{"t": null, "speaker": "p1", "text": "> next #ch 101: \"x\"", "item": null, "event": null}'
        echo '{"t": null, "speaker": "p1", "text": "s/next/last/", "item": null, "event": null}'
        echo '{"t": null, "speaker": "p1", "text": "red \u001b[31malert\u001b[0m \u009bJ \u202eback", "item": null, "event": null}'
    } >grammar.jsonl
    moot import grammar.jsonl
    all=$(entries)
    has '> next #ch 101:' "$all"
    has 's/next/last/' "$all"
    for text in "$all" "$(moot list entries M1)" "$(moot find red)"; do
        has alert "$text"
        lacks "$(printf '\033')" "$text"
        lacks "$(printf '\302\233')" "$text"
        lacks "$(printf '\342\200\256')" "$text"
    done
    has '--:--:--' "$(moot list entries M1)"
}

case_several_files_at_once_and_one_numbering_of_people()
{
    moot import "$TOP/docs/demo/february.jsonl" "$FIXTURES"/*.jsonl
    moot check
    moot export --all -o all.qdpx
    is "$(moot list meetings --json | grep -o '"closed"' | wc -l)" \
        "$(unzip -l all.qdpx | grep -c 'sources/..*\.txt')"
}

case_the_eight_meetings_go_round_one_by_one()
{
    [ -d "$MEETINGS" ] || skip "../shared/meetings is not there"
    for file in "$MEETINGS"/*.jsonl; do
        echo "$file"
        rm -f study.moot*
        round_trip "$file"
    done
}

case_the_eight_meetings_leave_as_one_project()
{
    [ -d "$MEETINGS" ] || skip "../shared/meetings is not there"
    moot import "$MEETINGS"/*.jsonl
    is 8 "$(moot list meetings --json | grep -o '"closed"' | wc -l)"
    moot export --all -o all.qdpx
    moot export --all -o texts --format txt
    is 8 "$(ls texts | wc -l)"
    unzip -q all.qdpx -d all
    is 8 "$(ls all/sources | wc -l)"
    no_names all "$MEETINGS"/*.jsonl
    moot check
    [ -f "$SCHEMA" ] || skip "../shared/refi-qda is not there: no schema to validate with"
    xmllint --nonet --noout --schema "$SCHEMA" all/project.qde 2>err.schema ||
        die "$(head -n 1 err.schema)"
}

case_the_schema_is_there_to_validate_with()
{
    [ -f "$SCHEMA" ] || skip "../shared/refi-qda is not there: what validates with the schema only reads as XML"
}

run_cases
