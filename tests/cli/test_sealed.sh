#!/bin/bash
# SPDX-License-Identifier: MIT
# Sealed studies from the command line: made, used by every command, converted,
# given another passphrase; what is wrong is said in one line.
. "$(dirname "$0")/lib.sh"
export MOOT_SEAL_COST=least

words='the budget slipped'

# A sealed study with two lines in M1; its passphrase in pass.txt.
make_sealed()
{
    printf 'a long walk by the sea\n' >pass.txt && chmod 600 pass.txt
    export MOOT_PASSPHRASE_FILE=$PWD/pass.txt
    moot init --sealed >/dev/null
    moot new --title Board --people '283 gp ab, 60 nm' >/dev/null
    printf '283: %s #ch\n60: we know\n' "$words" | moot log M1 >/dev/null
}

# Nothing of the study can be read in any file below this folder.
no_words()
{
    for word in "$words" 'CREATE TABLE' 'SQLite format' 'Board'; do
        found=$(grep -rlaF "$word" . --exclude='*.txt' --exclude-dir=out || true)
        is "" "$found"
    done
}

case_every_command_works_on_a_sealed_study()
{
    make_sealed
    has "$words" "$(moot list entries M1)"
    has "$words" "$(moot find budget)"
    is ok "$(moot check)"
    moot end M1 >/dev/null
    mkdir out
    moot export M1 -o out/notes.txt >/dev/null
    grep -q "$words" out/notes.txt || die "the export lacks the words"
    backup=$(moot backup)
    no_words
    moot restore "$backup" >/dev/null
    has "$words" "$(moot list entries M1)"
    moot recover "$MOOT_STUDY" -o again.moot >/dev/null
    has "$words" "$(moot --study again.moot list entries M1)"
    no_words
}

case_what_is_read_in_taken_out_and_erased_leaves_nothing_to_read()
{
    make_sealed
    mkdir out
    moot import "$FIXTURES/council.jsonl" >out.txt
    has 'M2, 13 entries' "$(cat out.txt)"
    has '2 meetings' "$(moot report)"
    has "$words" "$(moot extracts --code ch)"
    moot codebook export out/codes.csv >/dev/null
    moot import out/codes.csv >/dev/null
    no_words
    moot list people >people.txt
    moot identity export out/key.moot-identities >/dev/null 2>&1
    no_words
    moot identity import out/key.moot-identities >/dev/null
    moot list people >again.txt
    cmp people.txt again.txt || die "the identities came back otherwise"
    moot backup >/dev/null
    printf 'M1\nshred\n' | moot shred M1 >shred.txt
    has 'M1 was shredded' "$(cat shred.txt)"
    has 'still in ' "$(cat shred.txt)" # the backup is looked into
    lacks "$words" "$(moot find budget)"
    is ok "$(moot check)"
    no_words
}

case_where_keys_cannot_be_locked_in_memory_it_is_said()
{
    make_sealed
    case $MOOT_BUILD in *address*) skip "the sanitizer locks no memory" ;; esac
    setpriv --bounding-set=-ipc_lock true 2>/dev/null || skip "a process cannot be kept from locking memory here"
    (ulimit -l 0 && setpriv --bounding-set=-ipc_lock "$MOOT" list meetings) >out.txt 2>err.txt
    has Board "$(cat out.txt)"
    has 'keys cannot be kept out of the swap space' "$(cat err.txt)"
    is 1 "$(wc -l <err.txt)"
    lacks swap "$(moot list meetings 2>&1)"
}

case_the_file_and_what_stands_beside_it_are_private()
{
    make_sealed
    is "600" "$(stat -c %a "$MOOT_STUDY")"
    moot backup >/dev/null
    is "" "$(find . -name '*.moot' -perm /077)"
    is "" "$(find . -name '*.backups' -perm /077)"
}

case_a_wrong_passphrase_is_said_in_one_line()
{
    make_sealed
    for wrong in '' 'a long walk' "$(head -c 10240 /dev/zero | tr '\0' x)" $'\xff\xfe\x80'; do
        printf '%s\n' "$wrong" >wrong.txt && chmod 600 wrong.txt
        MOOT_PASSPHRASE_FILE=$PWD/wrong.txt moot list meetings >out.txt 2>err.txt && die "it was let in"
        is 1 "$(wc -l <err.txt)"
        has 'that is not its passphrase' "$(cat err.txt)"
    done
}

case_a_passphrase_comes_from_a_descriptor_and_what_follows_it_does_not()
{
    make_sealed
    unset MOOT_PASSPHRASE_FILE
    printf 'a long walk by the sea\n283: by descriptor\n' | moot log M1 --passphrase-fd 0 >/dev/null
    moot list entries M1 --passphrase-fd 3 3<pass.txt >entries.txt
    has 'by descriptor' "$(cat entries.txt)"
    ! grep -q 'long walk' entries.txt || die "the passphrase was logged"
    moot list entries M1 --passphrase-fd 9 2>err.txt 9<&- && die "a closed descriptor was read"
    has 'no open descriptor' "$(cat err.txt)"
}

case_without_a_passphrase_it_is_said_how_to_give_one()
{
    make_sealed
    unset MOOT_PASSPHRASE_FILE
    setsid -w "$MOOT" list meetings 2>err.txt && die "it was let in"
    has 'is sealed: give the passphrase by --passphrase-fd' "$(cat err.txt)"
}

case_a_file_that_others_can_read_is_no_place_for_a_passphrase()
{
    make_sealed
    chmod 644 pass.txt
    moot list meetings 2>err.txt && die "it was taken"
    has 'chmod 600' "$(cat err.txt)"
}

case_a_recovery_code_opens_the_study()
{
    printf 'a long walk by the sea\n' >pass.txt && chmod 600 pass.txt
    moot init --sealed --recovery-code --passphrase-fd 3 3<pass.txt 2>/dev/null | tail -1 >code.txt
    chmod 600 code.txt
    MOOT_PASSPHRASE_FILE=$PWD/code.txt moot new --title Board >/dev/null
    tr A-Z- 'a-z ' <code.txt >typed.txt && chmod 600 typed.txt
    has Board "$(MOOT_PASSPHRASE_FILE=$PWD/typed.txt moot list meetings)"
}

case_a_passphrase_is_changed()
{
    make_sealed
    backup=$(moot backup)
    printf 'another one\n' >new.txt && chmod 600 new.txt
    moot passphrase --new-passphrase-fd 3 3<new.txt >/dev/null
    moot list meetings 2>err.txt && die "the former one still opens it"
    has 'not its passphrase' "$(cat err.txt)"
    has Board "$(MOOT_PASSPHRASE_FILE=$PWD/new.txt moot list meetings)"
    has Board "$(moot --study "$backup" list meetings)" # as it was made
}

case_a_study_is_sealed_and_made_plain_again()
{
    moot new --title Board --people '283 gp ab' >/dev/null
    printf '283: %s\n' "$words" | moot log M1 >/dev/null
    moot backup >/dev/null
    moot list entries M1 >before.txt
    printf 'a long walk by the sea\n' >pass.txt && chmod 600 pass.txt
    export MOOT_PASSPHRASE_FILE=$PWD/pass.txt
    moot seal >out.txt
    has 'not sealed: ' "$(cat out.txt)" # the backup from before
    grep -aqF "$words" "$MOOT_STUDY" && die "the words can be read"
    moot list entries M1 >after.txt
    cmp before.txt after.txt || die "sealing changed the entries"
    is ok "$(moot check)"
    moot seal 2>err.txt && die "it was sealed twice"
    has 'sealed already' "$(cat err.txt)"
    moot unseal >/dev/null
    unset MOOT_PASSPHRASE_FILE
    moot list entries M1 >after.txt
    cmp before.txt after.txt || die "making it plain changed the entries"
    is ok "$(moot check)"
}

case_nothing_is_made_where_something_stands_or_no_passphrase_is_given()
{
    setsid -w "$MOOT" init --sealed 2>err.txt && die "it was made"
    has 'give the passphrase' "$(cat err.txt)"
    [ ! -e "$MOOT_STUDY" ] || die "something was made"
    printf '\n' | moot init --sealed --passphrase-fd 0 2>err.txt && die "it was made"
    has 'an empty passphrase' "$(cat err.txt)"
    [ ! -e "$MOOT_STUDY" ] || die "something was made"
    moot new --title Board >/dev/null
    printf 'x\n' | moot init --sealed --passphrase-fd 0 2>err.txt && die "it was replaced"
    has 'is there already' "$(cat err.txt)"
}

run_cases
