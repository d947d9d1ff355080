#!/bin/bash
# SPDX-License-Identifier: MIT
# Sealed studies: the faults that the live screen meets once more, full disks,
# backups, shredding.
. "$(dirname "$0")/sealed.sh"
once_more test_storms test_live_disk test_traces test_disk.sh test_backup.sh test_shred.sh
exit "$failed"
