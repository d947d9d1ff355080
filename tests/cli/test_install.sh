#!/bin/bash
# SPDX-License-Identifier: MIT
# make install and uninstall: the installed program finds its module wherever
# it was put, the manual page is in place, and nothing stays behind.
. "$(dirname "$0")/lib.sh"

case_what_is_installed_works_and_goes_away_again()
{
    build=${MOOT_BUILD#"$TOP"/}
    san=
    case $build in *address-undefined) san=address,undefined ;; esac
    make -s -C "$TOP" B="$build" SAN=$san DESTDIR="$PWD/root" PREFIX=/opt/field install
    MOOT=$PWD/root/opt/field/bin/moot
    is "bin/moot lib/moot/moot-formats.so share/man/man1/moot.1" \
        "$(cd root/opt/field && find . -type f | sed 's|^\./||' | sort | tr '\n' ' ' | sed 's/ $//')"
    make_meeting
    printf '101: words #ch\n' | moot log M1
    moot export M1 -o m1.qdpx
    unzip -tq m1.qdpx
    if command -v man >/dev/null; then
        man -l root/opt/field/share/man/man1/moot.1 >page 2>warnings
        is "" "$(cat warnings)"
        has "moot" "$(cat page)"
    fi
    make -s -C "$TOP" B="$build" SAN=$san DESTDIR="$PWD/root" PREFIX=/opt/field uninstall
    is "" "$(find root -type f)"
}

case_the_manual_names_every_command()
{
    for command in $(moot --help | sed -n 's/^  \([a-z][a-z]*\)\( .*\)\{0,1\}$/\1/p' | sort -u); do
        grep -qw "$command" "$TOP/docs/moot.1" || die "the manual does not speak of $command"
    done
}

case_a_lost_module_is_said_in_one_line()
{
    make_meeting
    printf '101: words\n' | moot log M1
    cp "$MOOT" alone
    refuses 1 "moot-formats.so" ./alone export M1 -o m1.qdpx
}

run_cases
