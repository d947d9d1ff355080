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

case_what_an_import_would_change_is_listed_before_it_is_taken()
{
    make_meeting
    moot codebook export before.csv
    printf 'Name;Key;Definition\r\nChallenge;ch;Somebody asks\r\nSilence;sl;\r\n' >new.csv
    moot import --check new.csv >out
    is "new.csv: 1 code to add, 1 to change, 0 as they are" "$(sed -n 1p out)"
    has "  to change Challenge: name, definition" "$(cat out)"
    has "  to add Silence" "$(cat out)"
    script -qec "$MOOT import new.csv" typescript <<<n >out
    has "  to add Silence" "$(cat out)"
    has "nothing changed" "$(cat out)"
    moot codebook export after.csv
    cmp before.csv after.csv
    script -qec "$MOOT import new.csv" typescript <<<y >out
    has "new.csv: 1 code added, 1 changed" "$(cat out)"
    printf 'Name;ID\nAnna Keller;283\n' >people.csv
    refuses 1 "is no codebook" moot import --check people.csv
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

# valid FILE: the official schema takes it, where it is at hand.
valid()
{
    local schema=$TOP/../shared/refi-qda/Codebook.xsd
    if [ -f "$schema" ]; then
        xmllint --nonet --noout --schema "$schema" "$1" 2>err.schema || die "$(head -n 1 err.schema)"
    else
        xmllint --nonet --noout "$1"
    fi
}

case_a_codebook_leaves_for_other_programs_and_comes_back_unchanged()
{
    make_meeting
    moot codebook export codes.qdc
    valid codes.qdc
    moot codebook export again.qdc
    cmp codes.qdc again.qdc
    has "0 codes added, 0 changed, 22 as they were" "$(moot import codes.qdc)"
    moot --study other.moot new --title other >/dev/null
    has "0 codes added, 0 changed, 22 as they were" "$(moot --study other.moot import codes.qdc)"
    moot codebook export codes.xlsx
    moot codebook export again.xlsx
    cmp codes.xlsx again.xlsx
}

case_what_the_analysis_changed_is_listed_and_taken()
{
    make_meeting
    printf '101: why? #ch(diagnostic)\n' | moot log M1
    moot codebook export codes.qdc
    sed -e 's/name="Challenge from members"/name="Questioning"/' \
        -e 's/The body settles an item\./The body closes an item./' \
        -e 's/color="#B5473C"/color="#abc"/' \
        -e 's|^</Codes>|<Code guid="{0F0F0F0F-1111-2222-3333-444444444444}" name="New one" isCodable="true"><Description>Seen in the analysis.\nDo not use when: in doubt</Description><Code guid="0F0F0F0F-1111-2222-3333-444444444445" name="Below it" isCodable="true"/></Code>\n</Codes>|' \
        codes.qdc >back.qdc
    valid back.qdc
    moot import back.qdc >out
    has "2 codes added" "$(cat out)"
    has "changed Questioning: name, color" "$(cat out)"
    has "changed Decision: definition" "$(cat out)"
    has "added New one" "$(cat out)"
    has "why? [ch(diagnostic)]" "$(moot find --code Questioning)"
    moot codebook export now.csv
    has "Seen in the analysis.,,in doubt" "$(grep 'New one' now.csv)"
    has "point,New one" "$(grep 'Below it' now.csv)"
}

case_the_codes_of_a_project_come_back()
{
    make_meeting
    printf '101: why? #ch(diagnostic)\n102: because #de(taken)\n' | moot log M1
    moot export M1 -o m1.qdpx >/dev/null
    has "0 codes added, 0 changed, 22 as they were" "$(moot import m1.qdpx)"
    mkdir in
    unzip -q m1.qdpx -d in
    sed -i -e 's/name="Decision"/name="Decision taken"/' -e 's/name="GP ID 101"/name="Doctor 101"/' in/project.qde
    (cd in && mv project.qde "My analysis.qde" && zip -qr ../back.qdpx .)
    moot import back.qdpx >out
    has "0 codes added, 1 changed" "$(cat out)"
    has "changed Decision taken: name" "$(cat out)"
}

case_what_another_program_keeps_in_a_codebook_for_itself_is_passed_over()
{
    make_meeting
    moot codebook export codes.qdc
    sed 's|<Codes>|<Codes><x:Code xmlns:x="urn:other" guid="1" name="Theirs"><x:Description>d</x:Description></x:Code>|' codes.qdc >more.qdc
    grep -q Theirs more.qdc || die "nothing was put in"
    has "0 codes added, 0 changed" "$(moot import more.qdc)"
    moot codebook export after.csv
    lacks Theirs "$(cat after.csv)"
}

case_a_bad_file_gives_one_line_and_changes_nothing()
{
    make_meeting
    moot codebook export codes.qdc
    moot codebook export before.csv
    head -c 3000 codes.qdc >cut.qdc
    refuses 1 "cut.qdc" moot import cut.qdc
    sed 's/codebook:1.0/codebook:9.0/' codes.qdc >other.qdc
    refuses 1 "is no REFI-QDA codebook" moot import other.qdc
    printf '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0">&b;</CodeBook>' >entity.qdc
    refuses 1 "entity.qdc" moot import entity.qdc
    first=$(grep -o 'guid="[^"]*"' codes.qdc | sed -n 1p)
    second=$(grep -o 'guid="[^"]*"' codes.qdc | sed -n 2p)
    sed "s/$second/$first/" codes.qdc >twice.qdc
    refuses 1 "another code has already" moot import twice.qdc
    sed 's/name="Decision"/name=" "/' codes.qdc >nameless.qdc
    refuses 1 "without a name" moot import nameless.qdc
    { printf '<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
      yes '<Code>' 2>/dev/null | head -n 100; } >deep.qdc
    refuses 1 "deep.qdc" moot import deep.qdc
    printf 'PK\003\004 and nothing else' >torn.qdpx
    refuses 1 "torn.qdpx" moot import torn.qdpx
    printf 'x' >some.txt
    zip -q plain.zip some.txt
    refuses 1 "without a REFI-QDA project" moot import plain.zip
    moot codebook export after.csv
    cmp before.csv after.csv
}

# project FILE: a project of what stands in project.qde.
project()
{
    rm -f "$1"
    zip -q -1 "$1" project.qde
}

# likewise a project with 300 MB of the line TEXT in the place of its codes.
project_full_of()
{
    { printf '%s' "$head"
      yes "$1" 2>/dev/null | head -c 300000000; } | zip -q -1 "$2" -
    printf '@ -\n@=project.qde\n' | zipnote -w "$2"
}

case_a_bad_project_gives_one_line_and_changes_nothing()
{
    make_meeting
    moot codebook export before.csv
    moot export M1 -o whole.qdpx
    unzip -q whole.qdpx project.qde
    cp project.qde good.qde
    head=$(sed '/<Codes>/q' good.qde)
    first=$(grep -o 'Code guid="[^"]*"' good.qde | sed -n 1p)
    second=$(grep -o 'Code guid="[^"]*"' good.qde | sed -n 2p)

    head -c $(($(stat -c %s whole.qdpx) / 2)) whole.qdpx >half.qdpx
    refuses 1 "half.qdpx" moot import half.qdpx
    sed 's/project:1.0/project:9.0/' good.qde >project.qde && project other.qdpx
    refuses 1 "is no REFI-QDA project" moot import other.qdpx
    sed 's/?>/?><!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "cccc">]>/' good.qde >project.qde
    project entity.qdpx
    refuses 1 "document type" moot import entity.qdpx
    sed "s/$second/$first/" good.qde >project.qde && project twice.qdpx
    refuses 1 "another code has already" moot import twice.qdpx
    head -c 2000 good.qde >project.qde && project cut.qdpx
    refuses 1 "cut.qdpx" moot import cut.qdpx
    project_full_of '<b>' deep.qdpx
    refuses 1 "in one another" moot import deep.qdpx
    project_full_of '                                                  ' bomb.qdpx
    refuses 1 "more than 256 MB of XML" moot import bomb.qdpx
    cp good.qde project.qde && echo x >escaped.txt && zip -q up.qdpx project.qde escaped.txt
    rm escaped.txt
    printf '@ escaped.txt\n@=../escaped.txt\n' | zipnote -w up.qdpx
    refuses 1 "a path that leads out of it" moot import up.qdpx
    [ ! -e ../escaped.txt ] || die "a file was unpacked"
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
