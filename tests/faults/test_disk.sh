#!/bin/bash
# SPDX-License-Identifier: MIT
# The disk is full, cannot be written, or the program is killed: one clear
# line, and nothing that was stored before is lost.
. "$(dirname "$0")/../cli/lib.sh"

# An ordinary user, for permissions mean nothing to root. The build may stand
# where that user cannot look, so the program is copied.
as_ordinary_user()
{
    if [ "$(id -u)" != 0 ]; then
        "$@"
        return
    fi
    command -v setpriv >/dev/null || skip "root, and no setpriv to become an ordinary user"
    setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$PWD" "$@"
}

# A folder that an ordinary user can reach, with the program in it.
open_folder()
{
    cd "$(mktemp -d /tmp/moot-test.XXXXXX)" || exit 1
    trap 'cd /; chmod -R u+rwx "$OLDPWD"; rm -rf "$OLDPWD"' EXIT
    cp "$MOOT" "$(dirname "$MOOT")/moot-formats.so" .
    MOOT=$PWD/moot
    mkdir state study
    export MOOT_STUDY=$PWD/study/study.moot XDG_STATE_HOME=$PWD/state
    printf 'a long walk by the sea\n' >pass && chmod 600 pass
    [ "$(id -u)" != 0 ] || chown -R 65534:65534 .
    chmod 755 .
    [ -z "${MOOT_SEALED:-}" ] || seal_open_study
}

seal_open_study()
{
    export MOOT_PASSPHRASE_FILE=$PWD/pass MOOT_SEAL_COST=least
    as_ordinary_user ./moot init --sealed >/dev/null
}

case_a_read_only_folder_can_be_read_and_not_written()
{
    open_folder
    as_ordinary_user ./moot new --title "First"
    printf '101: words\n' >line
    as_ordinary_user ./moot log M1 <line
    chmod 500 study
    chmod 400 study/study.moot
    has First "$(as_ordinary_user ./moot list meetings)"
    has words "$(as_ordinary_user ./moot list entries M1)"
    touch err.refused out.refused
    refuses 1 "study.moot" as_ordinary_user ./moot new --title "Second"
    refuses 1 "study.moot" as_ordinary_user ./moot log M1
    as_ordinary_user ./moot check
    lacks Second "$(as_ordinary_user ./moot list meetings)"
}

case_a_folder_without_permission_takes_no_study_and_no_export()
{
    open_folder
    as_ordinary_user ./moot new --title "First" >/dev/null
    printf '101: words\n' >line
    as_ordinary_user ./moot log M1 <line
    mkdir locked
    chmod 555 locked
    [ "$(id -u)" != 0 ] || chown 65534:65534 locked
    refuses 1 "locked" as_ordinary_user ./moot export M1 -o locked/out.qdpx
    refuses 1 "locked" as_ordinary_user ./moot --study locked/study.moot new --title "First"
    is "" "$(ls locked)"
    chmod 0 study
    refuses 1 "study.moot" as_ordinary_user ./moot list meetings
    chmod 700 study
}

case_keys_that_the_system_may_swap_out_are_told()
{
    case $MOOT_BUILD in *address*) skip "the sanitizer locks no memory" ;; esac
    open_folder
    [ -e study/study.moot ] || seal_open_study
    touch said
    as_ordinary_user ./moot list meetings 2>said
    is "" "$(cat said)"
    as_ordinary_user prlimit --memlock=0:0 ./moot new --title "First" >/dev/null 2>said
    has "keys cannot be kept out of the swap space" "$(cat said)"
    is 1 "$(wc -l <said)"
    has First "$(as_ordinary_user ./moot list meetings)"
}

# The size limit of a file stands for the full disk: writes fail when it is reached.
limited()
{
    (
        ulimit -f "$1"
        trap '' XFSZ
        shift
        "$@"
    )
}

case_a_full_disk_while_logging_loses_nothing_that_was_acknowledged()
{
    make_meeting
    for i in $(seq 3000); do echo "101: line $i of a meeting that is longer than the disk"; done >lines
    size=$(($(stat -c %s study.moot) / 1024))
    status=0
    limited $((size + 100)) "$MOOT" log M1 --acks <lines >acks 2>err || status=$?
    is 1 "$status"
    is 1 "$(wc -l <err)"
    has "moot: " "$(cat err)"
    [ "$(wc -l <acks)" -lt 3000 ] || die "the limit was never reached"
    moot check
    all=$(entries)
    for id in $(cat acks); do has "$id" "$all"; done
}

case_a_full_disk_while_importing_leaves_the_study_as_it_was()
{
    make_meeting
    before=$(moot list meetings --json; entries)
    {
        echo '{"meeting": {"title": "Long", "body": "B", "type": "x", "date": null, "source": "s", "licence": "l", "language": "en", "participants": [{"id": "p1", "name": "Ada Quill", "role": null}]}}'
        for i in $(seq 5000); do echo '{"t": null, "speaker": "p1", "text": "a turn of the meeting, number '"$i"'", "item": null, "event": null}'; done
    } >long.jsonl
    size=$(($(stat -c %s study.moot) / 1024))
    status=0
    limited $((size + 200)) "$MOOT" import long.jsonl >out 2>err || status=$?
    is 1 "$status"
    is 1 "$(wc -l <err)"
    is "$before" "$(moot list meetings --json; entries)"
    moot check
    moot import long.jsonl
}

case_a_full_disk_while_exporting_leaves_nothing_and_keeps_the_older_file()
{
    make_meeting
    for i in $(seq 2000); do echo "101: line $i $RANDOM $RANDOM $RANDOM $RANDOM"; done | moot log M1
    moot export M1 -o out.qdpx
    cp out.qdpx before
    moot export M1 -o out.txt
    for format in qdpx txt; do
        status=0
        limited 16 "$MOOT" export M1 -o "out.$format" >out 2>err || status=$?
        is 1 "$status"
        is 1 "$(wc -l <err)"
    done
    cmp out.qdpx before
    is "agenda.txt before err out out.qdpx out.txt" \
        "$(ls | grep -v '^study' | tr '\n' ' ' | sed 's/ $//')"
}

case_standard_output_that_is_full_is_said()
{
    make_meeting
    printf '101: words\n' | moot log M1
    for command in "list meetings" "list entries M1 --json" "find words" "keys" "--help"; do
        status=0
        # shellcheck disable=SC2086
        moot $command >/dev/full 2>err || status=$?
        is 1 "$status"
        is 1 "$(wc -l <err)"
    done
    status=0
    printf '101: more\n' | moot log M1 --acks >/dev/full 2>err || status=$?
    is 1 "$status"
}

case_kill_9_in_the_middle_of_log_keeps_what_was_acknowledged()
{
    make_meeting
    mkfifo lines
    "$MOOT" log M1 --acks <lines >acks &
    log=$!
    exec 3>lines
    for i in $(seq 1000); do echo "101: line $i #ch" >&3 || break; done 2>/dev/null &
    writer=$!
    for _ in $(seq 500); do
        [ "$(wc -l <acks)" -lt 40 ] || break
        sleep 0.01
    done
    kill -9 $log
    wait $log 2>/dev/null || true
    exec 3>&-
    kill $writer 2>/dev/null || true
    wait $writer 2>/dev/null || true
    [ "$(wc -l <acks)" -ge 40 ] || die "it was killed before it acknowledged anything"
    moot check
    all=$(entries)
    # a last line without its end was never read by anybody
    for id in $(head -n "$(wc -l <acks)" acks); do has "$id" "$all"; done
    printf '101: it goes on\n' | moot log M1
}

case_a_second_writer_of_a_meeting_is_refused_and_a_killed_one_frees_it()
{
    make_meeting
    moot new --title "Another" >/dev/null
    mkfifo lines
    "$MOOT" log M1 --acks <lines >acks &
    log=$!
    exec 3>lines
    echo "101: held" >&3
    for _ in $(seq 500); do
        [ ! -s acks ] || break
        sleep 0.01
    done
    refuses 1 "M1" moot log M1 </dev/null
    printf 'a note\n' | moot log M2
    has held "$(entries)"
    kill -9 $log
    wait $log 2>/dev/null || true
    exec 3>&-
    printf '101: free again\n' | moot log M1
    has "free again" "$(entries)"
}

run_cases
