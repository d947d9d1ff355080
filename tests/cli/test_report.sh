#!/bin/bash
# SPDX-License-Identifier: MIT
# The report: meetings, hours, people and codes in numbers, as tables, as JSON
# and as comma-separated values.
. "$(dirname "$0")/lib.sh"

# Three meetings: two of a governing body at site 3 that began and ended, one
# of a committee at site 4 that is still live.
make_study()
{
    moot new --title "March" --site 3 --body Senate --function governing-body --date 2026-03-04 \
        --people "101 gp, 102 nm, 103 lay"
    moot new --title "April" --site 3 --body Senate --date 2026-04-01
    moot new --title "Audit" --site 4 --body Audit --function committee --date 2026-05-06 --people "104 gp"
    moot new --title "Still planned" --site 5 --function council --date 2027-01-01
    export MOOT_CLOCK=1772632800000 # 2026-03-04 14:00
    printf '2026-03-04T14:00:00Z 101: one #ch\n2026-03-04T14:30:00Z 102: two #ch #de\n' | moot log M1
    MOOT_CLOCK=1772638200000 moot end M1 # an hour and a half
    MOOT_CLOCK=1775052000000 moot log M2 <<<'2026-04-01T14:00:00Z 101: one'
    MOOT_CLOCK=1775055600000 moot end M2 # an hour
    MOOT_CLOCK=1778076000000 moot log M3 <<<'104: two #de'
}

case_meetings_and_hours_stand_by_site_and_by_function()
{
    make_study
    moot report >report.txt
    has "3 meetings, about 2.5 hours (1 without hours), 4 entries, March 2026 to May 2026" "$(head -n 1 report.txt)"
    grep -qP '^3\t2\t2\.5\t0\t3\t2026-03 to 2026-04$' report.txt || die "site 3: $(cat report.txt)"
    grep -qP '^4\t1\t-\t1\t1\t2026-05$' report.txt || die "site 4: $(cat report.txt)"
    grep -qP '^governing body\t2\t2\.5\t0\t3\t' report.txt || die "function: $(cat report.txt)"
    grep -qP '^3\tgoverning body\t2\t2\.5\t3$' report.txt || die "both: $(cat report.txt)"
    grep -qP '^all\t3\t2\.5\t1\t4\t2026-03 to 2026-05$' report.txt || die "total: $(cat report.txt)"
    lacks council "$(cat report.txt)"
}

case_people_seen_and_codes_are_counted()
{
    make_study
    moot report >report.txt
    grep -qP '^GP\t2$' report.txt || die "$(cat report.txt)"
    grep -qP '^all\t4$' report.txt || die "$(cat report.txt)"
    grep -qP '^Decision\tgoverning body\t1$' report.txt || die "$(cat report.txt)"
    grep -qP '^Decision\tall\t2$' report.txt || die "$(cat report.txt)"
    grep -qP '^AB\t3\t4$' report.txt || die "$(cat report.txt)"
}

case_the_json_is_whole()
{
    make_study
    moot report --json >report.json
    python3 - <<'END' 2>err || { command -v python3 >/dev/null || skip "no python3"; die "$(cat err)"; }
import json
report = json.load(open("report.json"))
assert report["total"]["meetings"] == 3 and report["total"]["sitting_seconds"] == 9000, report["total"]
assert report["total"]["months"] == 3
assert [s["site"] for s in report["sites"]] == ["3", "4"]
assert sum(s["entries"] for s in report["sites_and_functions"]) == 4
assert {c["key"]: c["uses"] for c in report["codes"]} == {"ch": 2, "de": 2}
assert {p["role"]: p["people"] for p in report["people"]} == {"gp": 2, "nm": 1, "lay": 1}
END
}

case_the_table_for_r_has_a_number_a_row()
{
    make_study
    moot report --csv >report.csv
    is "table,site,function,item,measure,value" "$(head -n 1 report.csv)"
    has "meetings,3,governing body,,hours,2.50" "$(cat report.csv)"
    has "codes,,committee,Decision,uses,1" "$(cat report.csv)"
    has "people,,,GP,people,2" "$(cat report.csv)"
    has "observers,,,AB,entries,4" "$(cat report.csv)"
    refuses 2 "contradict" moot report --csv --json
}

case_what_was_undone_or_not_attended_does_not_count()
{
    make_meeting
    printf -- '-103 apologies\n101: words #ch\n' | moot log M1
    report=$(moot report)
    lacks "lay member" "$report"
    has "GP" "$report"
}

case_the_real_meetings_are_counted()
{
    [ -d "$MEETINGS" ] || skip "no ../shared/meetings"
    moot import "$MEETINGS"/*.jsonl >out
    report=$(moot report)
    has "8 meetings" "$report"
    has "5448 entries" "$report"
}

run_cases
