# SPDX-License-Identifier: MIT
# The tests. A unit test stands in tests/unit/FOLDER/ and is linked with that
# folder and what stands left of it, so that the arrows hold in tests too.

unit_sources  := $(wildcard tests/unit/*/test_*.c)
test_objects  := $(unit_sources:%.c=$(B)/%.o)
unit_programs := $(unit_sources:%.c=$(B)/%)

left_core    = core
left_storage = storage core
left_export  = export storage core
left_import  = import export storage core
left_tui     = tui storage core
left_cli     = cli tui storage core
left_of      = $(left_$(1))
pkgs_left    = $(foreach f,$(left_$(1)),$(PKGS_$(f)))

define unit_program
$(B)/tests/unit/$(1)/test_%: $(B)/tests/unit/$(1)/test_%.o $$(patsubst %,$$(B)/%.a,$$(call left_of,$(1)))
	$$(CC) $$(CFLAGS) $$(san) $$(LDFLAGS) -pthread $$^ $$(call pkglibs,$$(call pkgs_left,$(1)) cmocka) -ldl -o $$@
endef
$(foreach f,$(FOLDERS),$(eval $(call unit_program,$(f))))

# `make unit-core` builds and runs the unit tests of one folder.
unit-%:
	@$(MAKE) --no-print-directory $(patsubst %.c,$(B)/%,$(wildcard tests/unit/$*/test_*.c))
	@for t in $(patsubst %.c,$(B)/%,$(wildcard tests/unit/$*/test_*.c)); do echo "== $$t"; "$$t"; done
