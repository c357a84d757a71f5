"""What goes along with the program on Linux, held against the program itself."""

import configparser
import gzip
import importlib.util
import os
import pkgutil
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import pytest

import quizapp
import start
from quizapp.commands.catalog import COMMANDS
from quizapp.formats import assignment_file, feedback_file, reopening_file, submission_file
from quizapp.formats.pack_places import BANK_ENDINGS
from quizapp.formats.pack_places import ENDING as PACK
from quizapp.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
SHARE = LINUX / "share"
ID = "org.quizapp.Quizapp"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def script(name: str) -> ModuleType:
    """The script of `packaging/` at this place, imported; it finds those beside it as when it is run."""
    file = ROOT / "packaging" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"packaging_{name.replace('/', '_')}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(file.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(file.parent))
    return module


contents = script("pyinstaller/contents")
icu_data = script("pyinstaller/icu_data")
build = script("pyinstaller/build")
debian = script("debian/deb")
trying = script("debian/try_package")


def own_kinds() -> dict[str, bytes]:
    """The endings of our files, each with how such a file begins."""
    kinds = {module.SUFFIX: module.KIND for module in (assignment_file, submission_file, reopening_file, feedback_file)}
    begin = {ending: f"quizapp-{kind.name} ".encode() for ending, kind in kinds.items()}
    return {**begin, PACK: b"", ".quizbank": b""}


def test_file_managers_know_each_file_of_ours_by_its_ending_and_its_first_line():
    types = ElementTree.parse(SHARE / "mime/packages" / f"{ID}.xml").getroot()
    told, names = {}, set()
    for each in types:
        (glob,) = each.findall(f"{_MIME}glob")
        match = each.find(f"{_MIME}magic/{_MIME}match")
        told[glob.attrib["pattern"].removeprefix("*")] = match.attrib["value"].encode() if match is not None else b""
        names.add(each.attrib["type"])
        languages = {
            comment.get("{http://www.w3.org/XML/1998/namespace}lang") for comment in each.iter(f"{_MIME}comment")
        }
        assert languages == {None, *contents.QT_LANGUAGES}
    assert ".quizbank" in BANK_ENDINGS
    assert told == own_kinds()

    desktop = configparser.ConfigParser(interpolation=None)
    desktop.optionxform = str  # type: ignore[assignment]
    desktop.read(SHARE / "applications" / f"{ID}.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]
    assert set(entry["MimeType"].strip(";").split(";")) == names
    assert entry["Icon"] == ID
    metainfo = ElementTree.parse(SHARE / "metainfo" / f"{ID}.metainfo.xml").getroot()
    assert {each.text for each in metainfo.iter("mediatype")} == names
    assert metainfo.findtext("id") == ID
    assert f'setDesktopFileName("{ID}")' in (ROOT / "quizapp/app.py").read_text("utf-8")
    assert [each.name for each in (SHARE / "icons").rglob(f"{ID}.*")].count(f"{ID}.svg") == 1


def test_the_newest_release_is_the_version_that_runs():
    metainfo = ElementTree.parse(SHARE / "metainfo" / f"{ID}.metainfo.xml").getroot()
    newest = next(metainfo.iter("release")).attrib["version"]
    changelog = (ROOT / "packaging/debian/changelog").read_text("utf-8")
    assert newest == VERSION
    assert changelog.startswith(f"quizapp ({VERSION}) ")


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", SHARE / "applications" / f"{ID}.desktop"),
        ("appstreamcli", "validate", "--no-net", SHARE / "metainfo" / f"{ID}.metainfo.xml"),
    ],
    ids=lambda command: command[0],
)
def test_validators_find_nothing(command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]}")
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, re.findall(r"^[EW]: .*|error: .*", done.stdout, re.MULTILINE)) == (0, [])


def test_all_that_the_source_imports_of_qt_is_in_the_program():
    used = {"QtTextToSpeech", "QtMultimedia"}  # by a name in a text; and what that one imports itself
    for file in (ROOT / "quizapp").rglob("*.py"):
        used.update(re.findall(r"^ *from PySide6\.(\w+)", file.read_text("utf-8"), re.MULTILINE))
    assert used == set(contents.QT_MODULES)
    languages = {file.stem.removeprefix("quizapp_") for file in (ROOT / "resources/translations").glob("*.ts")} - {"en"}
    assert languages == set(contents.QT_LANGUAGES)


def test_each_command_is_found_by_the_build_and_no_module_is_hidden_from_it():
    found = {module.name for module in pkgutil.walk_packages(quizapp.__path__, "quizapp.")}
    assert set(COMMANDS.values()) <= found
    folders = {file.parent for file in (ROOT / "quizapp").rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_a_library_stays_while_something_that_stays_links_to_it():
    plugins = "PySide6/Qt/plugins"
    links = {
        "/w/QtGui.so": ["libA.so.6"],
        "/w/libA.so.6": ["libB.so.6", "libc.so.6"],
        "/w/libqxcb.so": ["libxcb-cursor.so.0"],
        "/w/libqvnc.so": ["libC.so.6"],
    }
    names = {
        "PySide6/QtGui.abi3.so": "/w/QtGui.so",
        "PySide6/QtQml.abi3.so": "/w/QtQml.so",
        "PySide6/Qt/lib/libA.so.6": "/w/libA.so.6",
        "PySide6/Qt/lib/libB.so.6": "/w/libB.so.6",
        "PySide6/Qt/lib/libC.so.6": "/w/libC.so.6",
        f"{plugins}/platforms/libqxcb.so": "/w/libqxcb.so",
        f"{plugins}/platforms/libqvnc.so": "/w/libqvnc.so",
        "libxcb-cursor.so.0": "/usr/lib/x/libxcb-cursor.so.0",
        "libstdc++.so.6": "/usr/lib/x/libstdc++.so.6",
    }
    kept = contents.trimmed([(name, source, "BINARY") for name, source in names.items()], lambda at: links.get(at, []))
    assert [entry[0] for entry in kept] == [
        "PySide6/QtGui.abi3.so",
        "PySide6/Qt/lib/libA.so.6",
        "PySide6/Qt/lib/libB.so.6",
        f"{plugins}/platforms/libqxcb.so",
        "libxcb-cursor.so.0",
    ]
    data = [
        ("PySide6/Qt/translations/qtbase_es.qm", "/w/es", "DATA"),
        ("PySide6/Qt/translations/qtbase_fr.qm", "/w/fr", "DATA"),
        ("libA.so.6", "PySide6/Qt/lib/libA.so.6", "SYMLINK"),
        ("libC.so.6", "PySide6/Qt/lib/libC.so.6", "SYMLINK"),
        ("quizapp-0.1.0.dist-info/METADATA", "/w/m", "DATA"),
        ("quizapp-0.1.0.dist-info/direct_url.json", "/w/d", "DATA"),
        ("quizapp/_data/questions/README.md", "/w/r", "DATA"),
    ]
    assert [entry[0] for entry in contents.trimmed_data(data, {entry[0] for entry in kept})] == [
        "PySide6/Qt/translations/qtbase_es.qm",
        "libA.so.6",
        "quizapp-0.1.0.dist-info/METADATA",
        "quizapp/_data/questions/README.md",
    ]


def icu_table(items: dict[str, bytes]) -> bytes:
    """A table of ICU as it comes, with a header of 32 bytes."""
    header = (b"\x20\0\xda\x27" + bytes(8) + b"CmnD").ljust(32, b"\0")
    return header + icu_data._table([(name.encode(), content) for name, content in items.items()])


def test_unused_data_of_icu_is_left_out_and_all_else_stays_as_it_is():
    items = {"icu/a.cnv": b"1", "icu/coll/es.res": b"22", "icu/root.res": b"333", "icu/unit/es.res": b"4" * 40}
    library = b"\x7fELF" + bytes(60) + icu_table(items)
    kept = icu_data.smaller(icu_data.data_in(library), ("unit/", ".cnv"))
    count, first = struct.unpack_from("<I4xI", kept, 32)
    assert (count, (32 + first) % 16) == (2, 0)
    assert b"icu/coll/es.res\0icu/root.res\0" in kept
    assert kept[32 + first :].startswith(b"22")
    assert kept.rstrip(b"\xaa") == icu_table({name: items[name] for name in ("icu/coll/es.res", "icu/root.res")})
    with pytest.raises(ValueError, match="there is no rbnf/"):
        icu_data.smaller(icu_table(items), ("rbnf/",))
    with pytest.raises(ValueError, match="no data of ICU"):
        icu_data.data_in(b"\x7fELF")


def test_the_package_asks_for_each_library_that_it_leaves_out():
    known = debian.BASE | start.LIBRARIES
    assert [name for name in (*contents.X_LIBRARIES, *contents.PYTHON_LIBRARIES) if name not in known] == []


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def test_the_program_is_built_of_the_packages_that_are_pinned_and_names_them_all():
    needed, building = pinned("requirements-speech.lock"), pinned("requirements-build.lock")
    assert needed.items() <= building.items()
    assert "://" not in (ROOT / "requirements-build.lock").read_text("utf-8")
    papers = (ROOT / "packaging/debian/copyright").read_text("utf-8").lower()
    assert [name for name in needed if name not in papers and name.removeprefix("py") not in papers] == []
    used = set(re.findall(r"^license: (.+)\n(?! )", papers, re.MULTILINE))
    assert used == set(re.findall(r"^license: (.+)\n ", papers, re.MULTILINE))


def test_the_same_files_make_the_same_archive(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    packed = []
    for at, names in enumerate((("b", "a"), ("a", "b"))):
        folder = tmp_path / str(at) / "quizapp"
        (folder / "in").mkdir(parents=True)
        for name in names:
            (folder / "in" / name).write_text(name, encoding="utf-8")
        os.utime(folder / "in" / "a", (at + 1, at + 1))
        build.archive(folder, tmp_path / f"{at}.tar.gz")
        packed.append((tmp_path / f"{at}.tar.gz").read_bytes())
    assert packed[0] == packed[1]
    assert b"quizapp/in/a" in gzip.decompress(packed[0])


@pytest.mark.skipif(sys.platform != "linux", reason="menus of Linux")
def test_the_menu_gets_the_program_where_it_is_and_loses_it_again(tmp_path):
    program, home = tmp_path / 'a "folder" & 100% of $it', tmp_path / "home"
    shutil.copytree(SHARE, program / "share")
    shutil.copy(LINUX / "menu.sh", program)
    own = home / ".local/share/applications/another.desktop"
    own.parent.mkdir(parents=True)
    own.touch()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    before = {path for path in home.rglob("*") if path.is_file()}
    subprocess.run([program / "menu.sh"], env=environment, check=True)
    entry = (own.parent / f"{ID}.desktop").read_text("utf-8")
    (command,) = re.findall(r"^Exec=(.*)$", entry, re.MULTILINE)
    quoted = str(program / "quizapp").replace('"', r'\\"').replace("$", r"\\$").replace("%", "%%")
    assert command == f'"{quoted}" %F'
    subprocess.run([program / "menu.sh", "remove"], env=environment, check=True)
    left = {path for path in home.rglob("*") if path.is_file()} - before
    assert [path.name for path in left if ID in path.name] == []


def test_what_a_package_leaves_behind_is_told(tmp_path):
    (tmp_path / "usr/lib").mkdir(parents=True)
    (tmp_path / "var/log").mkdir(parents=True)
    (tmp_path / "usr/lib/old").write_text("a", encoding="utf-8")
    before = trying.snapshot(tmp_path)
    (tmp_path / "var/log/dpkg.log").touch()
    assert trying.compare(before, trying.snapshot(tmp_path)) == []
    (tmp_path / "usr/lib/old").write_text("ab", encoding="utf-8")
    (tmp_path / "usr/lib/left").mkdir()
    told = trying.compare(before, trying.snapshot(tmp_path))
    assert [line.partition(":")[0] for line in told] == ["usr/lib/left", "usr/lib/old"]
