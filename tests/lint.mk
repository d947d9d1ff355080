# SPDX-License-Identifier: MIT
# `make lint`: the warnings of clang (gcc's are errors in every build), then
# clang-tidy and cppcheck, then the arrows between the folders. What was found
# clean is not looked at again until it or a header it includes changes.

lint_build = build/clang
lint_files = $(sources) $(test_sources)
tidy_marks = $(lint_files:%.c=$(B)/%.tidy)

# A source is clean when clang compiles it without a warning and clang-tidy
# finds nothing; the object's own dependencies tell when to look again.
$(B)/%.tidy: %.c $(B)/%.o .clang-tidy tests/.clang-tidy
	@clang-tidy --quiet $< -- $(cflags) $(call pkgflags,$(call pkgs_for,$<)) $(CPPFLAGS) >$@.log 2>&1 || \
	    { grep -v 'warnings generated\|^Suppressed\|^Use -header' $@.log; exit 1; }
	@touch $@

.PHONY: lint-files lint-cppcheck
lint-files: $(tidy_marks)
	@echo "clang and clang-tidy: $(words $(lint_files)) files"

lint-cppcheck:
	@mkdir -p $(B)/cppcheck
	@cppcheck -q -j2 --std=c11 --language=c --enable=warning,performance,portability \
	    --error-exitcode=1 --inline-suppr --suppressions-list=tests/cppcheck.supp \
	    --cppcheck-build-dir=$(B)/cppcheck --template='{file}:{line}: {severity}: {message} [{id}]' \
	    -D_DEFAULT_SOURCE -DMOOT_VERSION='"$(VERSION)"' -I. -I$(B) $(lint_files)
	@echo "cppcheck: $(words $(lint_files)) files"

lint:
	@tests/arrows.sh
	@$(MAKE) --no-print-directory --keep-going B=$(lint_build) CC=clang CFLAGS=-O1 lint-files
	@$(MAKE) --no-print-directory B=$(lint_build) CC=clang CFLAGS=-O1 lint-cppcheck
	@echo "lint: clean"
