#!/bin/sh
# Install, install again and remove with the installer for Windows in Wine (wine64 and wine32, and a screen such as
# xvfb-run's), in a Windows of its own; tells what is not as it should be. Nothing of the program itself is run.
#
#     xvfb-run -a packaging/windows/try_in_wine.sh dist/quizapp-0.1.0-windows-x86_64.exe
set -eu
export WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml='
WINEPREFIX=$(mktemp -d)/wine
export WINEPREFIX

has_key() { wine reg query "$1" ${2:+/ve} 2>/dev/null | grep -q "${2:-HKEY}"; }
has_shortcut() { find "$WINEPREFIX/drive_c/users" -name Quizapp.lnk | grep -q .; }
must() { "$@" || { echo "Not so: $*" >&2; exit 1; }; }
must_not() { if "$@"; then echo "Should not be so: $*" >&2; exit 1; fi; }

wineboot -i >/dev/null 2>&1
wine winecfg -v win10
wineserver -w
local=$(find "$WINEPREFIX/drive_c/users" -path '*/AppData/Local' -type d | head -n 1)
place=$local/Programs/Quizapp
listing='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\org.quizapp.Quizapp'
mkdir -p "$local/quizapp"
echo kept >"$local/quizapp/journal.db"

for time in first second; do
    wine "$1" /S
    wineserver -w
    must test -f "$place/python/pythonw.exe"
    must test -f "$place/packages/quizapp/cli.py"
    must has_key 'HKCU\Software\Classes\.quizbank' org.quizapp.bank
    must has_key 'HKCU\Software\Classes\org.quizapp.bank\shell\open\command' pythonw.exe
    must has_key "$listing"
    must has_shortcut
    echo "installed a $time time: $(du -sm "$place" | cut -f 1) MB"
done
wine reg add 'HKCU\Software\Classes\.quizpack' /ve /d other.program /f >/dev/null
wine "$place/uninstall.exe" /S
wineserver -w
while [ -e "$place" ]; do sleep 1; done # a copy of the uninstaller does it
wineserver -w
must_not has_key 'HKCU\Software\Classes\.quizbank'
must_not has_key 'HKCU\Software\Classes\org.quizapp.bank'
must_not has_key "$listing"
must has_key 'HKCU\Software\Classes\.quizpack' other.program
must test -f "$local/quizapp/journal.db"
must_not has_shortcut
echo 'removed: what learners did is kept, and so is a type of files that another program took over'
rm -rf "$(dirname "$WINEPREFIX")"
