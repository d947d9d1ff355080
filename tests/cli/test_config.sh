#!/bin/bash
# SPDX-License-Identifier: MIT
# The config as commands see it: what `moot keys` prints and says, who writes,
# and that the man page describes every setting.
. "$(dirname "$0")/lib.sh"

# config TEXT: the config of this case, "\\n" for a line end
config()
{
    export XDG_CONFIG_HOME=$PWD/config
    mkdir -p config/moot
    printf '%b' "$1" >config/moot/config
}

# The first words of the part of `moot keys` that has this heading.
part() { moot keys 2>/dev/null | sed -n "/^$1/,/^\$/s/^[* ] \([a-z][a-z0-9-]*\) .*/\1/p"; }

case_the_keys_are_marked_where_the_config_changed_them()
{
    config '[keys]\nundo = M-!\nclear =\n[colors]\ncode = #336699\n'
    keys=$(moot keys 2>said)
    is "" "$(cat said)"
    is "* undo               M-!                      Undo the last change of this meeting" \
        "$(grep '^. undo ' <<<"$keys")"
    has "* clear              -  " "$keys"
    has "* code               #336699  " "$keys"
    is 3 "$(grep -c '^\*' <<<"$keys")"
    config ''
    is 0 "$(moot keys | grep -c '^\*' || true)"
}

case_mistakes_are_said_by_file_and_line_and_the_rest_holds()
{
    config 'clock = 13h\nnonsense\n[keys]\nundo = C-k\nredo = M-!\n'
    keys=$(moot keys 2>said)
    is 3 "$(wc -l <said)"
    has "config/moot/config:1: clock wants" "$(sed -n 1p said)"
    has "config/moot/config:2: a line is" "$(sed -n 2p said)"
    has "config/moot/config:4: undo: C-k belongs" "$(sed -n 3p said)"
    has "* redo               M-!" "$keys"
}

case_a_config_that_cannot_be_read_is_said_and_does_no_harm()
{
    config ''
    rm config/moot/config
    mkdir config/moot/config
    moot keys >keys 2>said
    has "it cannot be read" "$(cat said)"
    has "undo" "$(cat keys)"
    rmdir config/moot/config
    head -c 300000 /dev/zero >config/moot/config
    moot keys >keys 2>said
    has "less than 256 KB" "$(cat said)"
    head -c 20000 /dev/urandom >config/moot/config
    moot keys >keys 2>said
    has "undo" "$(cat keys)"
}

case_the_observer_is_the_option_the_variable_the_config()
{
    config 'observer = CD\n'
    moot new --title "One" >number
    echo "101: a line" | moot --observer ZZ log M1
    echo "101: a line" | moot log M1
    unset MOOT_OBSERVER
    echo "101: a line" | moot log M1
    is "ZZ AB CD" "$(moot list entries M1 --json | grep -o '"observer": *"[A-Z]*"' | cut -d'"' -f4 | paste -sd' ')"
}

case_the_man_page_has_every_setting_and_no_other()
{
    config ''
    part Settings | sort >there
    [ "$(wc -l <there)" -ge 3 ] || die "the settings were not found"
    sed -n '/^\.Sh CONFIGURATION/,/^\.Sh/s/^\.It Cm \([a-z-]*\) = .*/\1/p' "$TOP/docs/moot.1" | sort >named
    is "" "$(comm -3 there named)"
}

case_the_man_page_has_every_role_and_no_other()
{
    config ''
    part Looks | sort >there
    [ "$(wc -l <there)" -ge 10 ] || die "the roles were not found"
    sed -n '/^\.Sh CONFIGURATION/,/^\.Sh/p' "$TOP/docs/moot.1" |
        sed -n '/^\.It Li \[colors\]/,/^\.It Li \[mono\]/s/^\.Cm \([a-z-]*\).*/\1/p' | sort >named
    is "" "$(comm -3 there named)"
}

case_the_example_of_the_man_page_is_taken_without_a_word()
{
    config ''
    awk '/^\.Sh CONFIGURATION/ { on = 1 } /^\.Ed/ { lit = 0 } on && lit { print }
        on && /^\.Bd/ { lit = 1 } /^\.Sh ENV/ { on = 0 }' "$TOP/docs/moot.1" \
        >config/moot/config
    [ "$(wc -l <config/moot/config)" -ge 5 ] || die "the example was not found"
    moot keys >keys 2>said
    is "" "$(cat said)"
    has "* " "$(cat keys)"
}

run_cases
