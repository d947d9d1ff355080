#!/bin/bash
# SPDX-License-Identifier: MIT
# Exports as readers that are not ours take them: LibreOffice opens the .docx,
# a reader of spreadsheets the .xlsx, R the tables, Chromium the page and, with
# its own text track, the cues. `make deps check-readers` installs them all.
# On the demonstration, and on the eight real meetings where they are at hand.
. "$(dirname "$0")/../cli/lib.sh"

PYTHON=/usr/bin/python3 # Debian's, which has Debian's modules

need()
{
    command -v "$1" >/dev/null || skip "$1 is not installed: make deps check-readers"
}

# A study with the demonstration and, where they are, the real meetings.
make_study()
{
    make_meeting >/dev/null
    number=1
    moot log "M$number" <<'END'
2026-03-04T14:00:00Z >
2026-03-04T14:00:10Z 101: what is the plan if it slips? #ch(diagnostic,deflected)
2026-03-04T14:01:20Z 102>101: "we will manage", said Tobias & <others> #tn+
2026-03-04T14:02:25Z // he looked at the chair
2026-03-04T14:03:30Z > fin
2026-03-04T14:04:35Z ?gp: naïve café 我們 שלום 🙂 end #up
2026-03-04T14:06:40Z #de(deferred)
2026-03-04T14:08:50Z 103: calmer now #tn-
2026-03-04T14:10:00Z -103!
END
    moot import "$TOP"/docs/demo/*.jsonl >/dev/null
    if [ -d "$MEETINGS" ]; then moot import "$MEETINGS"/*.jsonl >/dev/null; fi
}

office()
{
    timeout 300 soffice --headless "-env:UserInstallation=file://$PWD/office" "$@" >office.log 2>&1 ||
        die "$(tail -n 1 office.log)"
}

# run_browser ARGUMENT...: at home in the folder of the case, but for its socket,
# whose path is at most 107 bytes long.
run_browser()
{
    HOME=$PWD XDG_CONFIG_HOME=$PWD XDG_CACHE_HOME=$PWD TMPDIR=/tmp \
        timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$PWD/browser" "$@" 2>browser.log
}

browser() { run_browser "$@" || die "the browser ended with $?: $(told_by_browser)"; }

# The line in which it says why it ended.
told_by_browser() { grep -m 1 FATAL browser.log || tail -n 1 browser.log; }

# Where it does not even show an empty page, ours cannot be tested.
need_browser()
{
    need chromium
    echo '<title>begun</title>' >empty.html
    run_browser --dump-dom "file://$PWD/empty.html" >empty.dom ||
        skip "chromium does not begin here: $(told_by_browser)"
}

case_a_document_opens_in_an_office_and_says_the_same()
{
    need soffice
    make_study
    moot export "M$number" -o note.docx
    office --convert-to txt:Text note.docx
    text=$(cat note.txt)
    has "what is the plan if it slips?" "$text"
    has "GP ID 101" "$text"
    has "naïve café 我們 שלום [slight smile] end" "$text"
    has "Finance report" "$text"
    has "he looked at the chair" "$text"
    has "Challenge from members (kind=diagnostic; response=deflected)" "$text"
    office --convert-to pdf note.docx
    [ "$(wc -c <note.pdf)" -gt 5000 ] || die "the pdf is empty"
}

case_all_meetings_open_as_one_document_and_one_each()
{
    need soffice
    make_study
    few="M1 M2"
    if [ -d "$MEETINGS" ]; then few="$few M3"; fi
    # shellcheck disable=SC2086 # several
    moot export $few -o all.docx
    # shellcheck disable=SC2086
    moot export $few --format docx -o each
    office --convert-to txt:Text --outdir texts all.docx each/*.docx
    for file in each/*.docx; do
        title=$(sed -n '1s/^\xEF\xBB\xBF//p;1q' "texts/$(basename "$file" .docx).txt")
        has "$title" "$(cat texts/all.txt)"
    done
}

case_a_sheet_is_read_by_a_reader_of_spreadsheets()
{
    $PYTHON -c 'import openpyxl' 2>/dev/null || skip "openpyxl is not installed: make deps check-readers"
    make_study
    moot export --all -o all.xlsx
    moot export --all -o all.csv
    $PYTHON - >read <<'END'
import csv, openpyxl
book = openpyxl.load_workbook("all.xlsx", read_only=True)
entries, codes = book.worksheets[:2]
rows = list(entries.iter_rows(values_only=True))
assert rows[0][0] == "!Name" and rows[0][11] == "Field note", rows[0]
names = [row[0] for row in rows[1:]]
assert len(names) == len(set(names)), "a document's name stands twice"
table = list(csv.DictReader(open("all.csv/entries.csv", newline="", encoding="utf-8")))
texts = [row[11] for row in rows[1:] if not row[0].endswith(")")]
assert len(texts) == len(table), (len(texts), len(table))
for text, row in zip(texts, table):
    assert row["text"].startswith(text[:1000]), (text, row["text"])
head = next(codes.iter_rows(values_only=True))
assert head == ("Code", "Comment", "Code Group 1"), head
print("read", len(names))
END
    has "read" "$(cat read)"
}

case_the_tables_are_read_by_r()
{
    need Rscript
    make_study
    moot export --all -o all.csv
    moot export --all -o all.json
    Rscript -e '
        tables <- c("meetings", "entries", "codings", "attendance", "people")
        study <- jsonlite::fromJSON("all.json")
        stopifnot(study$moot$schema == 1)
        for (name in tables) {
            table <- read.csv(file.path("all.csv", paste0(name, ".csv")), encoding = "UTF-8")
            # jsonlite leaves out a column in which nothing is known
            stopifnot(nrow(table) == nrow(study[[name]]),
                      names(study[[name]]) %in% names(table))
        }
        entries <- read.csv("all.csv/entries.csv", encoding = "UTF-8")
        codings <- read.csv("all.csv/codings.csv", encoding = "UTF-8")
        stopifnot(!any(duplicated(entries$id)), codings$entry %in% entries$id,
                  codings$last_entry %in% entries$id)
        cat("read", nrow(entries), "\n")' >read 2>r.log || die "$(cat r.log)"
    has "read" "$(cat read)"
}

case_cues_are_read_by_the_text_track_of_a_browser()
{
    need_browser
    make_study
    moot export "M$number" -o note.vtt
    {
        echo '<!DOCTYPE html><meta charset="utf-8"><video></video><script>var text = '
        $PYTHON -c 'import json; print(json.dumps(open("note.vtt", encoding="utf-8").read()).replace("<", "\\u003c"))'
        cat <<'END'
var track = document.createElement("track");
track.kind = "captions";
track.default = true;
track.onload = function () {
  var cues = track.track.cues, said = [];
  for (var i = 0; i < cues.length; i++) said.push(cues[i].startTime + ">" + cues[i].endTime + " " + cues[i].text);
  document.title = "loaded " + cues.length;
  document.body.textContent = said.join("\n");
};
track.onerror = function () { document.title = "refused"; };
track.src = URL.createObjectURL(new Blob([text], { type: "text/vtt" }));
document.querySelector("video").appendChild(track);
track.track.mode = "showing";
</script>
END
    } >cues.html
    browser --virtual-time-budget=10000 --dump-dom "file://$PWD/cues.html" >dom
    has "<title>loaded $(grep -c -- '-->' note.vtt)</title>" "$(cat dom)"
    has "10&gt;80 GP ID 101: what is the plan if it slips?" "$(cat dom)"
    has "80&gt;145" "$(cat dom)"
}

# What the page does is tried by a script at its end, and told in its title.
case_a_page_works_in_a_browser_without_a_request()
{
    need_browser
    make_study
    moot export "M$number" -o note.html
    {
        cat note.html
        cat <<'END'
<script>
(function () {
  var marks = document.querySelectorAll(".timeline a"), said = [], last = -1, time = -1;
  marks[0].focus();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  said.push(document.activeElement === marks[1] ? "keys" : "no keys");
  said.push(document.querySelectorAll("li.at").length === 1 || marks[1].getAttribute("href") ? "follows" : "lost");
  for (var i = 0; i < marks.length; i++)
    if (!document.getElementById(marks[i].getAttribute("href").slice(1))) said.push("leads nowhere");
  var code = document.getElementById("by-code"), all = document.querySelectorAll("li[id]").length;
  code.selectedIndex = 1;
  code.dispatchEvent(new Event("change"));
  var shown = document.querySelectorAll("li[id]:not(.off)").length;
  said.push(shown > 0 && shown < all ? "filters" : "no filter " + shown);
  var turns = document.querySelectorAll(".timeline rect.turn"), places = {};
  document.querySelectorAll(".timeline a").forEach(function (mark) {
    var shape = mark.querySelector("rect.turn"), note = document.getElementById(mark.getAttribute("href").slice(1));
    if (shape) places[note.querySelector("time").textContent] = parseFloat(shape.getAttribute("x"));
  });
  Object.keys(places).sort().forEach(function (at) { if (places[at] < last) said.push("wrong place"); last = places[at]; });
  said.push("turns " + turns.length, "requests " + performance.getEntriesByType("resource").filter(function (r) { return !/^data:/.test(r.name); }).length);
  document.title = said.join(", ");
}());
</script>
END
    } >tried.html
    browser --enable-logging=stderr --dump-dom "file://$PWD/tried.html" >dom
    title=$(grep -o '<title>[^<]*</title>' dom | head -n 1)
    has "keys, follows, filters" "$title"
    has "requests 0" "$title"
    lacks "nowhere" "$title"
    lacks "wrong place" "$title"
    lacks "CONSOLE" "$(cat browser.log)"
    browser --window-size=1200,900 "--screenshot=$PWD/page.png" "file://$PWD/note.html" >/dev/null
    [ "$(wc -c <page.png)" -gt 20000 ] || die "the page is blank"
}

case_a_page_is_whole_without_scripts()
{
    need_browser
    make_study
    moot export "M$number" -o note.html
    sed '/^<script>$/,/^<\/script>$/d' note.html >plain.html
    browser --dump-dom "file://$PWD/plain.html" >dom
    has "what is the plan if it slips?" "$(cat dom)"
    has 'id="filters" hidden' "$(cat dom)"
}

run_cases
