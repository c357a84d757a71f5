"""Leaves a way on this computer to start Quizapp without the stick: an entry of the menu, as each system has it."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress

NAME = "Quizapp"
_ID = "org.quizapp.Quizapp"

_DESKTOP = """\
[Desktop Entry]
Type=Application
Name=Quizapp
Comment=Read a passage, answer questions, and see in the text why
Exec={command} %F
Icon={icon}
Terminal=false
Categories=Education;
"""

_PLIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleName</key><string>Quizapp</string>
<key>CFBundleIdentifier</key><string>org.quizapp.Quizapp</string>
<key>CFBundleExecutable</key><string>quizapp</string>
<key>CFBundleIconFile</key><string>quizapp</string>
<key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
"""

# The texts come in through the surroundings, so that no folder's name is taken for a command.
_POWERSHELL = """\
$shell = New-Object -ComObject WScript.Shell
foreach ($folder in 'Programs', 'Desktop') {
  $link = $shell.CreateShortcut((Join-Path ([Environment]::GetFolderPath($folder)) 'Quizapp.lnk'))
  $link.TargetPath = $env:QUIZAPP_TARGET
  $link.Arguments = $env:QUIZAPP_ARGUMENTS
  $link.WorkingDirectory = $env:QUIZAPP_FOLDER
  if (Test-Path $env:QUIZAPP_ICON) { $link.IconLocation = $env:QUIZAPP_ICON }
  $link.Save()
}
"""


def make_shortcuts(folder: str, own: str) -> None:
    """Write the entry that starts the program in `folder`; one of an earlier set-up is replaced. Raises OSError."""
    script = os.path.join(folder, "start.py")
    if sys.platform == "win32":
        _windows(folder, script)
    elif sys.platform == "darwin":
        _mac(script, _icon(folder, ".icns"))
    else:
        command = f"{_quoted(sys.executable)} {_quoted(script)}"
        icon = os.path.join(folder, "resources", "quizapp.svg")
        _write(_desktop_file(), _DESKTOP.format(command=command, icon=icon))


def remove_shortcuts() -> None:
    """Remove the entry. What is not there any more is no failure."""
    for path in (_desktop_file(), *_windows_files()):
        with suppress(OSError):
            os.remove(path)
    if sys.platform == "darwin" and not _is_whole_app():
        shutil.rmtree(_mac_app(), ignore_errors=True)


def _icon(folder: str, ending: str) -> str:
    return os.path.join(folder, "packaging", "stick", "quizapp" + ending)


def _write(path: str, text: str, mode: int = 0o644) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path + ".part", mode)
    os.replace(path + ".part", path)


def _desktop_file() -> str:
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(data, "applications", f"{_ID}.desktop")


def _quoted(text: str) -> str:
    """An argument of Exec, by the Desktop Entry Specification: quoted, then with the backslashes of a string."""
    for sign in '\\"`$':
        text = text.replace(sign, "\\" + sign)
    return '"' + text.replace("\\", "\\\\").replace("%", "%%") + '"'


def _mac_app() -> str:
    return os.path.join(os.path.expanduser("~"), "Applications", f"{NAME}.app")


def _is_whole_app() -> bool:
    """Tell whether the app there is one with a Python of its own, which was put there by hand and stays."""
    return os.path.exists(os.path.join(_mac_app(), "Contents", "Resources", "python"))


def _mac(script: str, icon: str) -> None:
    import shlex

    if _is_whole_app():
        return
    contents = os.path.join(_mac_app(), "Contents")
    if os.path.exists(icon):
        os.makedirs(os.path.join(contents, "Resources"), exist_ok=True)
        shutil.copyfile(icon, os.path.join(contents, "Resources", "quizapp.icns"))
    _write(os.path.join(contents, "Info.plist"), _PLIST)
    line = f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(script)}\n"
    _write(os.path.join(contents, "MacOS", "quizapp"), line, 0o755)


def _windows_files() -> "list[str]":
    programs = os.path.join(os.environ.get("APPDATA", ""), "Microsoft", "Windows", "Start Menu", "Programs")
    desktop = os.path.join(os.path.expanduser("~"), "Desktop")
    names = (f"{NAME}.lnk", f"{NAME}.cmd")
    return [os.path.join(top, name) for top in (programs, desktop) for name in names] if sys.platform == "win32" else []


def _windows(folder: str, script: str) -> None:
    python = os.path.join(os.path.dirname(sys.executable), "pythonw.exe")
    texts = {
        "QUIZAPP_TARGET": python,
        "QUIZAPP_ARGUMENTS": f'"{script}"',
        "QUIZAPP_FOLDER": os.path.dirname(folder),
        "QUIZAPP_ICON": _icon(folder, ".ico"),
    }
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL]
    with suppress(OSError):
        if not subprocess.run(command, env={**os.environ, **texts}, capture_output=True, check=False).returncode:
            return
    # A school may forbid scripts of PowerShell; a file of commands in the menu does the same, with a flash.
    line = f'@start "" "{python}" "{script}"'.replace("%", "%%")
    _write(_windows_files()[1], f"@chcp 65001 >nul\n{line}\n")  # or else it would read a name with accents otherwise
