#!/bin/bash
# SPDX-License-Identifier: MIT
# Sealed studies: failing memory once more.
. "$(dirname "$0")/sealed.sh"
once_more test_live_memory test_memory.sh
exit "$failed"
