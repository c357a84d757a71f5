"""The entry in the menu that a set-up leaves, as each system has it."""

import plistlib
import re
import subprocess
import sys

import pytest
import shortcuts


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / 'a $HOME, with "quotes", `ticks` and 100 %'
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return home


@pytest.mark.skipif(sys.platform != "linux", reason="the menu of Linux")
def test_an_entry_of_linux_names_files_as_the_specification_quotes_them(home, tmp_path):
    folder = home / "program-1"
    shortcuts.make_shortcuts(str(folder), str(home))
    (entry,) = (home / ".local/share/applications").iterdir()
    exec_line = next(line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    # First the escapes of a string are taken back, then the quotes of Exec, last the codes of a field.
    line = exec_line.removeprefix("Exec=").replace("\\\\", "\\")
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    arguments = [re.sub(r"\\(.)", r"\1", part).replace("%%", "%") for part in quoted]
    assert arguments == [sys.executable, f"{folder}/start.py"]
    assert line.endswith(" %F")
    shortcuts.make_shortcuts(str(home / "program-2"), str(home))
    assert [path.name for path in (home / ".local/share/applications").iterdir()] == [entry.name]
    assert "program-2" in entry.read_text("utf-8")
    shortcuts.remove_shortcuts()
    assert not entry.exists()
    shortcuts.remove_shortcuts()  # it may be gone already


@pytest.mark.skipif(sys.platform == "win32", reason="a shell runs it")
def test_an_app_for_macos_starts_the_program(home, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    folder = home / "program-1"
    (folder / "packaging" / "stick").mkdir(parents=True)
    (folder / "packaging" / "stick" / "quizapp.icns").write_bytes(b"icns")
    (folder / "start.py").write_text("print('started')\n", "utf-8")
    shortcuts.make_shortcuts(str(folder), str(home))
    contents = home / "Applications" / "Quizapp.app" / "Contents"
    told = plistlib.loads((contents / "Info.plist").read_bytes())
    assert (contents / "Resources" / f"{told['CFBundleIconFile']}.icns").exists()
    program = contents / "MacOS" / told["CFBundleExecutable"]
    assert subprocess.run([program], capture_output=True, text=True, check=True).stdout == "started\n"
    shortcuts.remove_shortcuts()
    assert not (home / "Applications" / "Quizapp.app").exists()
    (contents / "Resources" / "python").mkdir(parents=True)  # the whole app, which the user has put there
    shortcuts.make_shortcuts(str(folder), str(home))
    shortcuts.remove_shortcuts()
    assert [path.name for path in contents.rglob("*")] == ["Resources", "python"]


def test_a_file_of_commands_for_windows_names_any_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setenv("PATH", "")  # no PowerShell
    shortcuts.make_shortcuts("C:/Users/Zoë 100%/program-1", "C:/Users/Zoë 100%")
    (file,) = tmp_path.rglob("Quizapp.cmd")
    lines = file.read_bytes().decode().splitlines()
    assert lines[0] == "@chcp 65001 >nul"
    assert '"C:/Users/Zoë 100%%/program-1/start.py"' in lines[1]
