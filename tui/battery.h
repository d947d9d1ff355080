/* SPDX-License-Identifier: MIT */
/* How full the laptop's battery is, while it is being used up. */
#ifndef TUI_BATTERY_H
#define TUI_BATTERY_H

enum { BATTERY_LOW = 20, BATTERY_VERY_LOW = 10, BATTERY_EVERY = 60000 }; /* percent; ms */

/* Percent of all batteries together, from files as Linux has them under
 * /sys/class/power_supply (or `root`, if not NULL); -1 where there is none or
 * none is being used up. */
int battery_read(const char *root);

#endif
