#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs one fuzzer from its seeds for so many seconds and prints how often it
# ran: tests/fuzz/run.sh FOLDER SECONDS NAME. What broke it is shown and kept.
set -eu
folder=$1 seconds=$2 name=$3
program=$folder/fuzz_$name
mkdir -p "$program.corpus" "$folder/none" "$folder/state"
seeds=tests/fuzz/seeds/$name
[ -d "$seeds" ] || seeds=$folder/none
status=0
XDG_STATE_HOME="$PWD/$folder/state" "$program" -max_total_time="$seconds" -verbosity=0 \
    -print_final_stats=1 -rss_limit_mb=1024 -timeout=20 -artifact_prefix="$program." \
    "$program.corpus" "$seeds" >"$program.log" 2>&1 || status=$?
count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$program.log")
if [ "$status" != 0 ] || [ -z "$count" ]; then
    cat "$program.log"
    echo "$name: broken by the file named above"
    exit 1
fi
echo "counted: fuzzing $name for $seconds seconds: $count executions, none failed"
