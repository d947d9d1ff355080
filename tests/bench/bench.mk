# SPDX-License-Identifier: MIT
# `make bench` prints one table; KEYS=200 RUNS=2 makes it short, GROUPS="commit
# export" restricts it, SCALE=1000000 measures in a study of that many entries
# instead of 100,000, which is made once and kept. Groups: keys busy start lists
# find idle commit paste typed import export whole sealed.

bench_objects := $(patsubst %.c,$(B)/%.o,$(wildcard tests/bench/*.c))
test_objects  += $(bench_objects)
GROUPS         =

# What a screen asks of SQLite is told by a library loaded in front of it, and
# run again.
bench_replay  = $(B)/tests/bench/trace/replay.o
bench_trace   = $(B)/tests/bench/trace/trace.so
$(bench_trace): $(B)/tests/bench/trace/trace.o
	$(CC) $(CFLAGS) $(LDFLAGS) -shared $^ -o $@

$(B)/tests/bench/bench: $(bench_objects) $(bench_replay) $(B)/export.a $(B)/storage.a $(B)/core.a
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) -pthread $^ \
	    $(call pkglibs,$(PKGS_export) $(PKGS_storage) $(PKGS_core) $(PKGS_tui) vterm) -lz -lutil -lm -o $@

# The bare loop links what it needs and no more.
bench_floor = $(B)/tests/bench/floor/floor
$(bench_floor): $(bench_floor).o $(bench_replay)
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) $^ $(call pkglibs,$(PKGS_tui) $(PKGS_storage)) -o $@

SCALE          = 100000

# The peers are installed first where they are missing.
bench: $(B)/tests/bench/bench $(bench_floor) $(bench_trace) all
	@mkdir -p $(B)/bench
	@SCALE=$(SCALE) FLOOR=$(abspath $(bench_floor)) TRACE=$(abspath $(bench_trace)) \
	    XDG_STATE_HOME=$(abspath $(B))/bench $(B)/tests/bench/bench $(abspath $(program)) $(B)/bench \
	    ../shared/meetings "$(GROUPS)"
