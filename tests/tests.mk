# SPDX-License-Identifier: MIT
# The tests. Every file test_*.c is a program of its own, every test_*.sh a
# script; tests/run.sh runs them all and counts.
#
#   tests/unit/FOLDER/   one folder of the program, linked with its archive and
#                        those left of it, so that the arrows hold in tests too
#   tests/terminal/      the real program in a pseudo-terminal
#   tests/faults/        the real program with the disk full, killed, locked out
#   tests/cli/           scripts: the real program as other programs use it
#
# A .c file beside them that is not called test_* helps the tests there.

unit_sources  := $(wildcard tests/unit/*/test_*.c)
unit_programs := $(unit_sources:%.c=$(B)/%)

live_sources  := $(wildcard tests/terminal/test_*.c tests/faults/test_*.c)
live_programs := $(live_sources:%.c=$(B)/%)
live_helpers  := $(patsubst %.c,$(B)/%.o,$(filter-out tests/terminal/test_%,$(wildcard tests/terminal/*.c)))
cli_scripts   := $(wildcard tests/cli/test_*.sh tests/faults/test_*.sh)
cli_tools     := $(patsubst %.c,$(B)/%,$(wildcard tests/cli/*.c))
golden_helper := $(patsubst %.c,$(B)/%.o,$(wildcard tests/golden/*.c))

test_sources  := $(wildcard tests/*/*.c tests/unit/*/*.c)
test_objects  := $(test_sources:%.c=$(B)/%.o)

left_core    = core
left_storage = storage core
left_export  = export storage core
left_import  = import export storage core
left_tui     = tui storage core
left_cli     = cli tui storage core
left_of      = $(left_$(1))
pkgs_left    = $(foreach f,$(left_$(1)),$(PKGS_$(f)))
helpers_of   = $(patsubst %.c,$(B)/%.o,$(filter-out tests/unit/$(1)/test_%,$(wildcard tests/unit/$(1)/*.c)))

define unit_program
$(B)/tests/unit/$(1)/test_%: $(B)/tests/unit/$(1)/test_%.o $$(call helpers_of,$(1)) $$(golden_helper) $$(patsubst %,$$(B)/%.a,$$(call left_of,$(1)))
	$$(CC) $$(CFLAGS) $$(san) $$(LDFLAGS) -pthread $$^ $$(call pkglibs,$$(call pkgs_left,$(1)) cmocka libsodium) -ldl -o $$@
endef
$(foreach f,$(FOLDERS),$(eval $(call unit_program,$(f))))

# They know the program by what it shows and prints; storage is there for the one
# thing that opens a sealed study beside it (stage_database()).
$(live_programs): %: %.o $(live_helpers) $(B)/storage.a $(B)/core.a
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) -pthread $^ $(call pkglibs,cmocka vterm jansson $(PKGS_core) $(PKGS_storage)) -lutil -ldl -o $@
$(cli_tools): %: %.o
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) $^ $(call pkglibs,jansson sqlite3 libxml-2.0 libutf8proc) -o $@

# The engine without the program, on a disk and in a memory that fail.
torture_sources  := $(wildcard tests/faults/torture_*.c)
torture_programs := $(torture_sources:%.c=$(B)/%)
torture_helpers  := $(B)/tests/faults/disk.o $(B)/tests/faults/sealed.o $(B)/tests/unit/storage/fixture.o
$(torture_programs): %: %.o $(torture_helpers) $(patsubst %,$(B)/%.a,import export storage core)
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) -pthread $^ \
	    $(call pkglibs,$(PKGS_core) $(PKGS_storage) $(PKGS_module) cmocka libsodium) -ldl -o $@

# A memory that fails, loaded in front of the program's.
memory = $(B)/tests/faults/memory.so
$(memory): $(B)/tests/faults/memory.o
	$(CC) $(CFLAGS) $(LDFLAGS) -shared $^ -o $@

check: all $(unit_programs) $(live_programs) $(torture_programs) $(cli_tools) $(memory)
	@tests/run.sh $(B) $(unit_programs) $(live_programs) $(torture_programs) $(cli_scripts)

# `make torture` takes hours: the long form of the tests under tests/faults, and
# ten minutes of random bytes for every reader; the counts are printed.
# `make torture PART=10` does a tenth of it.
PART = 1
torture_tests = $(B)/tests/faults/test_kill $(B)/tests/faults/test_time $(B)/tests/faults/test_storms $(B)/tests/faults/test_live_memory \
                $(torture_programs) tests/faults/test_memory.sh \
                $(wildcard tests/faults/test_sealed*.sh)
.PHONY: torture
torture: all $(live_programs) $(torture_programs) $(cli_tools) $(memory)
	@MOOT_TORTURE=$(PART) tests/run.sh $(B) $(torture_tests)
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=$$((600 / $(PART)))

# Exports as LibreOffice, R, Chromium and a reader of spreadsheets take them:
# `make deps check-readers` installs those first.
check-readers: all $(cli_tools)
	@tests/run.sh $(B) tests/readers/test_readers.sh

# `make unit-core` builds and runs the unit tests of one folder.
unit-%:
	@$(MAKE) --no-print-directory $(patsubst %.c,$(B)/%,$(wildcard tests/unit/$*/test_*.c))
	@tests/run.sh $(B) $(patsubst %.c,$(B)/%,$(wildcard tests/unit/$*/test_*.c))

# The unit tests once more under valgrind, which also sees what the sanitizers
# do not: values that were never set. What a child that is killed on purpose
# leaves is no leak. test_clock starts itself anew, which valgrind's own copy of
# /proc/self/exe does not allow.
memcheck: $(unit_programs)
	@WRAP="valgrind -q --leak-check=full --errors-for-leak-kinds=definite \
	    --show-leak-kinds=definite --error-exitcode=99" \
	    tests/run.sh $(B) $(filter-out %/test_clock,$(unit_programs))

# `make fuzz`: a minute of random bytes for every reader of foreign ones, two of
# them at a time; `make fuzz FUZZ_SECONDS=$$((600 / $(PART)))` takes longer. What breaks one is
# left in build/fuzz, and becomes a seed with the test that mends it.
FUZZ_SECONDS  = 60
fuzz_sources := $(wildcard tests/fuzz/fuzz_*.c)
fuzz_programs = $(fuzz_sources:%.c=$(B)/%)
$(fuzz_programs): %: %.o $(patsubst %,$(B)/%.a,tui import export storage core)
	$(CC) $(CFLAGS) -fsanitize=fuzzer,address,undefined -pthread $^ \
	    $(call pkglibs,$(PKGS_program) $(PKGS_module)) -ldl -o $@
.PHONY: fuzz-run
fuzz-run: $(fuzz_programs)
	@printf '%s\0' $(fuzz_sources:tests/fuzz/fuzz_%.c=%) | \
	    xargs -0 -n 1 -P 2 tests/fuzz/run.sh $(B)/tests/fuzz $(FUZZ_SECONDS)
fuzz:
	@$(MAKE) --no-print-directory B=build/fuzz CC=clang SAN=fuzzer-no-link,address,undefined fuzz-run
