# SPDX-License-Identifier: MIT
# Builds moot. One makefile, no recursion into folders; each kind of build has
# a folder of its own, so `make SAN=address,undefined check` needs no clean.
#
#   make deps run      installs what is missing, builds, opens the demonstration
#   make deps check    installs what is missing, builds, runs every test
#   make torture       the long form of the tests against faults; takes hours
#   make check-readers  exports as LibreOffice, R and Chromium take them
#   make memcheck      the unit tests under valgrind
#   make fuzz          a minute of random bytes for every reader of foreign ones
#   make bench         speed and memory, as ratios to a floor of the same run
#   make lint          gcc and clang warnings, clang-tidy, cppcheck, the include arrows
#   make install       to $(DESTDIR)$(PREFIX)

VERSION = 0.1.0
PREFIX  = /usr/local
CFLAGS  = -O2 -g
SAN     =
B       = build/$(if $(SAN),$(subst $(comma),-,$(SAN)),plain)

comma  := ,
SHELL   = /bin/bash
.SHELLFLAGS = -eu -o pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
# As many jobs as there are processors; a -j on the command line wins.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif

# --- what is built of what -------------------------------------------------
# core <- storage <- export <- import <- tui <- cli. The program itself is
# core, storage, tui and cli; export and import are a module that is loaded
# when a command needs it, so that the live screen does not pay for libxml2,
# libzip and jansson.

FOLDERS      = core storage export import tui cli
PKGS_core    = libutf8proc uuid
PKGS_storage = sqlite3
PKGS_export  = libxml-2.0 libzip zlib jansson xlsxwriter $(isal)
PKGS_import  =
PKGS_tui     = ncursesw
PKGS_cli     =
PKGS_program = $(PKGS_core) $(PKGS_storage) $(PKGS_tui)
PKGS_module  = $(PKGS_export) $(PKGS_import)
PKGS_test    = cmocka vterm libsodium

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wvla -Wstrict-prototypes \
       -Wmissing-prototypes -Wwrite-strings -Wno-overlength-strings -Werror
san      = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
cflags   = -std=c17 -D_DEFAULT_SOURCE -DMOOT_VERSION='"$(VERSION)"' -I. -I$(B) -fPIC -pthread $(WARN)
# Each list of packages is asked about once, and not before `deps` has run.
space   := $(subst ,, )
asked    = $(subst $(space),_,$(strip $(1) $(2)))
ask      = $(or $($(asked)),$(eval $(asked) := $(shell pkg-config $(1) $(2)) $(space))$($(asked)))
pkgflags = $(if $(strip $(1)),$(call ask,--cflags,$(1)))
pkglibs  = $(if $(strip $(1)),$(call ask,--libs,$(1)))

# Debian has ISA-L for some processors; on others zlib alone deflates.
isal = $(if $(filter asked,$(isal_asked)),,$(eval isal_found := $(shell pkg-config --exists libisal && echo libisal))$(eval isal_asked := asked))$(isal_found)
$(B)/export/packing.o $(B)/export/packing.tidy: cflags += $(if $(isal),-DPACKING_ISAL)

# The folder a source stands in decides which packages it may see.
folder_of = $(firstword $(subst /, ,$(1)))
pkgs_for  = $(if $(filter tests,$(call folder_of,$(1))),$(PKGS_program) $(PKGS_module) $(PKGS_test),$(PKGS_$(call folder_of,$(1))))

sources  := $(foreach f,$(FOLDERS),$(wildcard $(f)/*.c))
objects  := $(sources:%.c=$(B)/%.o)
obj_of    = $(filter $(B)/$(1)/%,$(objects))
program   = $(B)/moot
module    = $(B)/moot-formats.so

.PHONY: all deps run check check-readers bench lint fuzz memcheck install uninstall clean
all: $(program) $(module)

# The demonstration: a study of its own, made anew only where it is absent.
demo = build/demo.moot
run: all $(demo)
	$(program) --study $(demo) --observer DEMO
$(demo): | all
	docs/demo/make.sh $(program) $@

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(cflags) $(call pkgflags,$(call pkgs_for,$<)) $(CPPFLAGS) $(CFLAGS) $(san) -MMD -MP -c $< -o $@

$(B)/%.inc: %.sql # the schema is compiled in, and stays SQL
	@mkdir -p $(@D)
	sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $< > $@
$(B)/%.inc: % # the style and the script of a page likewise
	@mkdir -p $(@D)
	sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $< > $@
page_files := export/page.css export/page.js
$(B)/export/html.o: $(page_files:%=$(B)/%.inc)
# libsodium is loaded by this name when the first sealed study is met.
sodium = $(shell readelf -d "$$($(CC) -print-file-name=libsodium.so)" 2>/dev/null | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
$(B)/storage/sodium.o $(B)/storage/sodium.tidy: cflags += -DSODIUM_LIBRARY='"$(or $(sodium),libsodium.so.23)"'
schema_files := $(wildcard storage/schema/*.sql)
$(B)/storage/schema.o: $(schema_files:%.sql=$(B)/%.inc)

define archive
$(B)/$(1).a: $$(call obj_of,$(1))
	rm -f $$@
	$$(AR) rcs $$@ $$^
endef
$(foreach f,$(FOLDERS),$(eval $(call archive,$(f))))

# core and storage whole, for the module stands on them too.
$(program): $(call obj_of,core) $(call obj_of,storage) $(call obj_of,tui) $(call obj_of,cli)
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) -pthread -Wl,--export-dynamic $^ $(call pkglibs,$(PKGS_program)) -ldl -o $@
$(module): $(call obj_of,export) $(call obj_of,import)
	$(CC) $(CFLAGS) $(san) $(LDFLAGS) -pthread -shared $^ $(call pkglibs,$(PKGS_module)) -o $@

include tests/tests.mk
include tests/lint.mk
-include tests/bench/bench.mk
-include $(shell find $(B) -name '*.d' 2>/dev/null)

# --- packages ----------------------------------------------------------------
DEBIAN_BUILD = gcc libc6-dev pkg-config libncurses-dev libsqlite3-dev uuid-dev libutf8proc-dev \
               libxml2-dev libzip-dev zlib1g-dev libjansson-dev libxlsxwriter-dev libsodium-dev \
               $(if $(filter amd64 arm64,$(shell dpkg --print-architecture 2>/dev/null)),libisal-dev)
DEBIAN_TEST  = libcmocka-dev libvterm-dev libxml2-utils unzip zip
DEBIAN_LINT  = clang clang-tidy cppcheck
DEBIAN_FUZZ  = clang libclang-rt-dev
DEBIAN_READERS = libreoffice-writer-nogui r-base-core r-cran-jsonlite python3-openpyxl chromium
DEBIAN_BENCH = nano vim
wants  = $(filter $(1),$(MAKECMDGOALS))
wanted = $(DEBIAN_BUILD) \
         $(if $(call wants,check lint memcheck fuzz torture bench),$(DEBIAN_TEST)) \
         $(if $(call wants,check-readers),$(DEBIAN_READERS)) \
         $(if $(call wants,lint),$(DEBIAN_LINT)) \
         $(if $(call wants,fuzz torture),$(DEBIAN_FUZZ)) \
         $(if $(call wants,memcheck),valgrind) \
         $(if $(call wants,bench),$(DEBIAN_BENCH))

# Says and does nothing when nothing is missing.
deps:
	@if ! command -v apt-get >/dev/null; then \
	    echo "moot: this system has no apt. Install, under the names it has here:"; \
	    echo "  $(strip $(wanted))"; exit 0; fi; \
	missing=; for p in $(wanted); do \
	    case "$$(dpkg-query -W -f='$${Status}' $$p 2>/dev/null)" in \
	    *'ok installed') ;; *) missing="$$missing $$p" ;; esac; done; \
	if [ -n "$$missing" ]; then \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    echo "installing$$missing"; \
	    $$sudo apt-get update -q && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; fi

# In `make deps check` nothing is compiled or run before the packages are there;
# `make bench` sees to its peers by itself.
ifneq ($(filter deps bench,$(MAKECMDGOALS)),)
$(objects) $(test_objects) $(schema_files:%.sql=$(B)/%.inc) $(page_files:%=$(B)/%.inc): | deps
lint fuzz: | deps
endif

# --- installing ----------------------------------------------------------------
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/moot $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(program) $(DESTDIR)$(PREFIX)/bin/moot
	install -m 644 $(module) $(DESTDIR)$(PREFIX)/lib/moot/moot-formats.so
	install -m 644 docs/moot.1 $(DESTDIR)$(PREFIX)/share/man/man1/moot.1

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/moot $(DESTDIR)$(PREFIX)/lib/moot/moot-formats.so \
	      $(DESTDIR)$(PREFIX)/share/man/man1/moot.1
	-rmdir $(DESTDIR)$(PREFIX)/lib/moot

clean:
	rm -rf build
