#!/bin/bash
# SPDX-License-Identifier: MIT
# Sealed studies: the faults of the engine once more, kills, and conversions.
. "$(dirname "$0")/sealed.sh"
once_more torture_disk torture_power torture_damage test_kill test_time

# Sealing and making plain, killed at any moment: the study is there whole, the
# one or the other, and nothing else can be read beside a sealed one for good.
interrupt()
{
    local folder rounds=12 plain=0 sealed=0 i
    [ -z "${MOOT_TORTURE:-}" ] || rounds=$((600 / MOOT_TORTURE + 12))
    folder=$(mktemp -d "${TMPDIR:-/tmp}/convert.XXXXXX")
    export MOOT_STUDY=$folder/study.moot MOOT_OBSERVER=AB MOOT_SEAL_COST=least
    export MOOT_PASSPHRASE_FILE=$folder/pass
    printf 'a long walk by the sea\n' >"$folder/pass" && chmod 600 "$folder/pass"
    "$MOOT" new --title Board --people '283 gp ab' >/dev/null || return 1
    seq 1 400 | sed 's/^/283: words of line /' | "$MOOT" log M1 >/dev/null || return 1
    "$MOOT" list entries M1 >"$folder/before"
    for ((i = 0; i < rounds; i++)); do
        local way=seal
        [ "$(head -c 16 "$MOOT_STUDY" | tr -d '\0')" = "SQLite format 3" ] || way=unseal
        timeout -s KILL "0.$(printf %03d $((i * 7919 % 400)))" "$MOOT" $way >/dev/null 2>&1
        "$MOOT" list entries M1 >"$folder/after" 2>"$folder/said" || { cat "$folder/said"; return 1; }
        cmp -s "$folder/before" "$folder/after" || { echo "entries differ after a killed $way"; return 1; }
        if [ "$(head -c 16 "$MOOT_STUDY" | tr -d '\0')" = "moot sealed file" ]; then
            sealed=$((sealed + 1))
            # what an interrupted unsealing left is gone once the study was opened
            ! grep -laF 'words of line 7' "$folder"/study.moot* || { echo "plain words are left"; return 1; }
        else
            plain=$((plain + 1))
        fi
        "$MOOT" check >/dev/null || { echo "check finds something"; return 1; }
    done
    echo "counted: sealed: killed conversions: $rounds (plain afterwards $plain, sealed $sealed)"
    rm -rf "$folder"
}
log=$(mktemp "${TMPDIR:-/tmp}/convert.XXXXXX")
if interrupt >"$log" 2>&1; then
    grep '^counted' "$log"
    echo "ok sealed: a conversion killed at any moment leaves a whole study"
else
    failed=1
    echo "not ok sealed: a conversion killed at any moment leaves a whole study: $(tail -1 "$log")"
fi
exit "$failed"
