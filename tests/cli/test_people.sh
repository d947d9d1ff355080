#!/bin/bash
# SPDX-License-Identifier: MIT
# People who come in as a table.
. "$(dirname "$0")/lib.sh"

people() { moot list people --json; }
count() { people | grep -o '"id"' | wc -l; }

# What the study holds, as far as people go, without versions.
whole()
{
    sqlite3 study.moot "SELECT number, role_group, name, organisation FROM person p
        LEFT JOIN identity i ON i.person = p.id ORDER BY number;
        SELECT person, kind, text FROM identity_alias ORDER BY person, kind, text;
        SELECT body, person, capacity, version FROM body_person ORDER BY body, person;
        SELECT name, version FROM body ORDER BY name;
        SELECT id, version FROM person ORDER BY id"
}

case_a_table_brings_people_with_who_they_are_and_where_they_sit()
{
    printf 'Name;ID;Role group;Initials;Aliases;Body;Capacity;Organisation\r\n' >people.csv
    printf '"Smith; Anna";283;gp;as;anna,annie;Senate;chair;The Surgery\r\n' >>people.csv
    printf 'Ben Tall;;NHS manager;bt;;Senate;attending;\r\n' >>people.csv
    moot import people.csv >out
    has "people.csv: 2 people added, 0 changed, 0 as they were" "$(cat out)"
    has '283' "$(people)"
    has '284' "$(people)"
    lacks 'Anna' "$(people)"
    has 'Smith; Anna|The Surgery' "$(whole)"
    has 'initials|AS' "$(whole)"
    has 'alias|annie' "$(whole)"
    moot new --title "May" --body Senate >/dev/null
    printf 'annie: words\nbt: more\n' | moot log M1
    has '283	words' "$(moot list entries M1)"
    moot check
}

case_the_same_table_a_second_time_changes_nothing()
{
    printf '\357\273\277id,name,role group,body,aliases\n,Anna Smith,gp,Senate,anna\n,Ben Tall,nm,Senate,\n' >people.csv
    moot import people.csv
    whole >before
    moot import people.csv >out
    whole >after
    cmp before after
    has "0 people added, 0 changed, 2 as they were" "$(cat out)"
}

case_what_a_table_says_anew_is_changed_and_what_it_leaves_empty_stays()
{
    printf 'id,name,role group,organisation\n101,Anna Smith,gp,The Surgery\n' >people.csv
    moot import people.csv
    printf 'id,name,role group,organisation\n101,,nm,\n' >people.csv
    moot import people.csv >out
    has "0 people added, 1 changed, 0 as they were" "$(cat out)"
    has 'Anna Smith|The Surgery' "$(whole)"
    has '"nm"' "$(people)"
}

case_a_bad_row_is_named_by_its_line_and_nothing_is_taken()
{
    moot new --title "May" --people "101 gp ab" >/dev/null
    bad()
    {
        printf 'id,role group,name,initials,body,capacity\n200,gp,Good Row,,,\n\n%s\n' "$1" >people.csv
        refuses 1 "people.csv line 4: $2" moot import people.csv
        is 1 "$(count)"
    }
    bad 'x,gp,,,,' '"x" is no study id'
    bad '201,plumber,,,,' 'no role group "plumber": there are gp, nm'
    bad '201,gp,,,,chair' 'a capacity, "chair", and no body'
    bad '201,gp,,,Senate,king' 'no capacity "king"'
    bad ',gp,,,,' 'no id, no name, no initials'
    bad '201,gp,,a b,,' 'the initials "A B" cannot be typed'
    bad '201,gp,,ab,,' '"AB" is typed for 101 already'
    bad '201,gp,,,,,x' 'it has 7 fields, the header row 6'
    bad '201,gp,"open,,,' 'a quote is opened and never closed'
    printf 'id,name\n201,\377\n' >people.csv
    refuses 1 "people.csv line 2 is not UTF-8" moot import people.csv
    printf 'who,what\n201,x\n' >people.csv
    refuses 1 "has no column id, name or initials" moot import people.csv
    is 1 "$(count)"
    moot check
}

case_one_person_sits_in_several_bodies_by_several_rows()
{
    printf 'id,role group,body,site,capacity\n101,gp,Senate,3,chair\n101,,Cabinet,3,member\n' >people.csv
    moot import people.csv >out
    has "1 person added" "$(cat out)"
    is 2 "$(sqlite3 study.moot 'SELECT count(*) FROM body_person')"
    is 3 "$(sqlite3 study.moot "SELECT DISTINCT s.code FROM body b JOIN site s ON s.id = b.site")"
}

case_a_meeting_of_a_body_takes_what_the_body_has()
{
    make_meeting
    printf 'id,body,site,capacity\n101,Governing Body,3,chair\n' >people.csv
    moot import people.csv
    moot new --title "April" --body "Governing Body" >/dev/null
    is "3" "$(sqlite3 study.moot "SELECT count(*) FROM meeting_person p JOIN meeting m ON m.id = p.meeting WHERE m.number = 2 AND p.expected")"
    is "chair" "$(sqlite3 study.moot "SELECT p.capacity FROM meeting_person p JOIN meeting m ON m.id = p.meeting JOIN person q ON q.id = p.person WHERE m.number = 2 AND q.number = 101")"
    is "3" "$(sqlite3 study.moot "SELECT count(*) FROM agenda WHERE meeting = 2")"
}

run_cases
