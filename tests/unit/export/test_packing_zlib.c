/* SPDX-License-Identifier: MIT */
/* The tests of packing with zlib, wherever ISA-L is used otherwise. */
#undef PACKING_ISAL
#include "export/packing.c" /* NOLINT: it takes the place of the one in the archive */
#include "tests/unit/export/test_packing.c" /* NOLINT */
