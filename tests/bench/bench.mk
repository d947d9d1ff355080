# SPDX-License-Identifier: MIT
# `make bench` prints one table of ratios; KEYS=200 RUNS=2 makes it short,
# GROUPS="commit export" restricts it (commit import export screens start idle keys).

bench_objects := $(patsubst %.c,$(B)/%.o,$(wildcard tests/bench/*.c))
test_objects  += $(bench_objects)
GROUPS         =

$(B)/tests/bench/bench: $(bench_objects) $(B)/export.a $(B)/storage.a $(B)/core.a
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) -pthread $^ \
	    $(call pkglibs,$(PKGS_export) $(PKGS_storage) $(PKGS_core) vterm) -lz -lutil -o $@

bench: $(B)/tests/bench/bench all
	@mkdir -p $(B)/bench
	@XDG_STATE_HOME=$(abspath $(B))/bench $(B)/tests/bench/bench $(abspath $(program)) $(B)/bench \
	    ../shared/meetings "$(GROUPS)"
