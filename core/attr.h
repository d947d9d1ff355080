/* SPDX-License-Identifier: MIT */
/* The compiler attributes that moot uses, under names of its own. */
#ifndef CORE_ATTR_H
#define CORE_ATTR_H

#define NODISCARD __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

#endif
