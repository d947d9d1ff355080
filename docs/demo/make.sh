#!/bin/bash
# SPDX-License-Identifier: MIT
# Makes the demonstration study: docs/demo/make.sh PROGRAM STUDY
#
# A commissioning group's governing body, invented: the February meeting as an
# imported transcript, the March meeting as an observer typed it and still to
# be written up, the April meeting planned. The study is made in a folder beside
# its place and moved there whole.
set -eu
program=$1 study=$2
here=$(dirname "$0")
folder=$study.new
export MOOT_STUDY=$folder/${study##*/} MOOT_OBSERVER=DEMO

rm -rf "$folder"
mkdir -p "$folder"
exec 3>&1 >/dev/null # what goes well needs no words
"$program" import "$here/february.jsonl"

# The clock stands at the meeting, so that its hours are those of the notes.
MOOT_CLOCK=1772632800000 "$program" new --title "Governing body, March" --site 3 \
    --body "Governing Body" --function governing-body --date 2026-03-04 \
    --venue "Town hall, room 2" --people 101,102,103,104,105,106,107,108,109,110,111 \
    --agenda "$here/march-agenda.txt"
MOOT_CLOCK=1772632800000 "$program" log M2 <"$here/march.txt"
MOOT_CLOCK=1772633940000 "$program" end M2

"$program" new --title "Governing body, April" --site 3 --body "Governing Body" \
    --function governing-body --date 2026-04-01 --venue "Town hall, room 2" \
    --people 101,102,103,104,105,106,107,108,109,110,111 --agenda "$here/april-agenda.txt"
"$program" check
mv "$MOOT_STUDY" "$study"
rm -rf "$folder"
echo "made $study, a study to walk around in" >&3
