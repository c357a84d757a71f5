"""The parts of the installers for Windows and macOS; what can only be tried there is not tried here."""

import importlib.util
import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pip
import pytest
import yaml
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImageReader

from quizapp.formats import assignment_file, feedback_file, pack_places, reopening_file, submission_file
from quizapp.version import VERSION

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
ENDINGS = {
    pack_places.BANK_ENDINGS[-1],
    pack_places.ENDING,
    *(file.SUFFIX for file in (assignment_file, submission_file, reopening_file, feedback_file)),
}


def script(name: str) -> ModuleType:
    """Load a script of packaging."""
    spec = importlib.util.spec_from_file_location(name.replace("/", "_"), PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def windows() -> ModuleType:
    return script("windows/build_installer")


@pytest.fixture(scope="module")
def macos() -> ModuleType:
    return script("macos/build_app")


def test_the_icons_have_a_picture_of_each_size():
    icons = script("icons")
    assert (ROOT / "resources" / "quizapp.svg").read_bytes() == icons.DRAWING.read_bytes()
    for kind, data, sizes in (
        ("ico", icons.ico(), icons.ICO_SIZES),
        ("icns", icons.icns(), (16, 32, 64, 128, 256, 512, 1024)),
    ):
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(kind.encode()))
        found = set()
        for number in range(reader.imageCount()):
            reader.jumpToImage(number)
            image = reader.read()
            assert not image.isNull(), (kind, number)
            assert image.pixelColor(image.width() // 2, image.height() // 8).blue() > 100
            assert image.pixelColor(0, 0).alpha() == 0
            found.add(image.width())
        assert found == set(sizes), kind


def test_windows_and_macos_are_told_of_the_files_of_the_program(windows, macos):
    types = windows.file_types()
    assert {each.ending for each in types} == ENDINGS
    assert all(set(each.names) == set(windows.LANGUAGES) for each in types)
    told = windows.types_script(types)
    info = plistlib.loads(plistlib.dumps(macos.info(VERSION, "arm64")))
    declared = {each["UTTypeIdentifier"]: each["UTTypeTagSpecification"] for each in info["UTExportedTypeDeclarations"]}
    opened = {id_ for each in info["CFBundleDocumentTypes"] for id_ in each["LSItemContentTypes"]}
    assert opened - {"public.yaml"} == declared.keys()
    for each in types:
        assert f'WRITE_TYPE "{each.ending}" "org.quizapp.{each.id}" "{each.mime}"' in told
        assert f'DELETE_TYPE "{each.ending}" "org.quizapp.{each.id}"' in told
        assert declared[f"org.quizapp.{each.id}"] == {
            "public.filename-extension": [each.ending[1:]],
            "public.mime-type": [each.mime],
        }
    assert info["CFBundleShortVersionString"] == VERSION


def test_the_app_for_macos_has_its_frame(macos, tmp_path):
    app = tmp_path / "Quizapp.app"
    macos.put_frame(app, VERSION, "arm64")
    contents = app / "Contents"
    info = plistlib.loads((contents / "Info.plist").read_bytes())
    launcher = contents / "MacOS" / info["CFBundleExecutable"]
    assert launcher.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", launcher], check=True)
    assert (contents / "Resources" / info["CFBundleIconFile"]).is_file()
    assert {f"{name}.lproj" for name in info["CFBundleLocalizations"]} <= {
        path.name for path in (contents / "Resources").iterdir()
    }
    (tmp_path / "python" / "bin").mkdir(parents=True)
    (tmp_path / "python" / "bin" / "python3.12").write_text('#!/bin/sh\necho "$@" "$PYTHONPATH"\n')
    (tmp_path / "python" / "bin" / "python3.12").chmod(0o755)
    archive = shutil.make_archive(str(tmp_path / "given"), "gztar", tmp_path, "python")
    assert macos.put_python(Path(archive), app) == "3.12"
    done = subprocess.run([launcher, "a b.quizbank"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("-s -m quizapp a b.quizbank ")
    assert Path(done.stdout.split()[-1]).parent.samefile(contents / "Resources")


def test_a_python_for_windows_finds_the_packages(windows, tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    with pytest.raises(SystemExit, match="no embeddable Python"):
        windows.put_python(given, tmp_path / "none")
    (given / "python312._pth").write_text("python312.zip\n.\n#import site\n")
    assert windows.put_python(given, tmp_path / "python") == "3.12"
    assert (tmp_path / "python" / "python312._pth").read_text().splitlines() == ["python312.zip", ".", "..\\packages"]


def test_windows_gets_what_of_qt_the_program_imports_and_what_that_needs(windows, tmp_path):
    source = "".join(path.read_text("utf-8") for path in (ROOT / "quizapp").rglob("*.py"))
    imported = set(re.findall(r"from PySide6\.(\w+) import|import PySide6\.(\w+)", source))
    assert {one or other for one, other in imported} - {"QtTextToSpeech"} == set(windows.MODULES)
    launcher = (Path(pip.__file__).parent / "_vendor" / "distlib" / "t64.exe").read_bytes()
    assert "KERNEL32.dll" in windows.imports_of(launcher)
    folder = tmp_path / "PySide6"
    libraries = {
        "QtGui.pyd": "Qt6Gui.dll",
        "Qt6Gui.dll": "Qt6Core.dll",
        "Qt6Core.dll": "none.dll",
        "QtQml.pyd": "Qt6Qml.dll",
    }
    libraries |= {
        "Qt6Qml.dll": "Qt6Core.dll",
        "plugins/platforms/qwindows.dll": "qt6network.dll",
        "Qt6Network.dll": "x.dll",
    }
    libraries |= {"plugins/sqldrivers/qsql.dll": "Qt6Sql.dll", "Qt6Sql.dll": "Qt6Core.dll", "msvcp140.dll": "y.dll"}
    for name, needed in libraries.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(launcher.replace(b"KERNEL32.dll\0", needed.encode().ljust(13, b"\0")))
    (folder / "designer.exe").write_bytes(launcher)
    windows.trim_qt(folder)
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    gone = {"QtQml.pyd", "Qt6Qml.dll", "plugins/sqldrivers/qsql.dll", "Qt6Sql.dll"}
    assert left == libraries.keys() - gone


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not there (apt-get install nsis)")
def test_the_installer_for_windows_is_compiled_without_a_warning(windows, tmp_path):
    stage = tmp_path / "Quizapp"
    for name in ("python/pythonw.exe", "packages/quizapp/cli.py", "quizapp.cmd", "LICENSE.txt"):
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_text("stands for it")
    windows.pack(VERSION, tmp_path, made := tmp_path / "made.exe")
    if shutil.which("7z"):
        listed = subprocess.run(["7z", "l", "-ba", made], capture_output=True, text=True, check=True).stdout
        assert {"python/pythonw.exe", "packages/quizapp/cli.py", "quizapp.ico"} <= set(
            re.findall(r"\S+$", listed, re.MULTILINE)
        )
    script = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert not re.search(r"\bHKLM\b|SetShellVarContext all|RMDir /r \"\$INSTDIR\"", script)
    assert all(word in script for word in ("HKCU", "$LOCALAPPDATA\\Programs\\Quizapp"))


@pytest.mark.parametrize("name", ["build", "release"])
def test_a_workflow_is_sound_and_pins_what_it_uses(name):
    text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    used = re.findall(r"uses: (\S+)(?: +# (\S+))?", text)
    for action, version in used:
        if not action.startswith("./"):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r"v\d+\.\d+\.\d+", version), action
    files = re.findall(r"(?<![\w/])((?:packaging|start)[\w/]*\.py)", text)
    assert files
    assert all((ROOT / file).is_file() or file.startswith("packaging/pyinstaller/") for file in files)
