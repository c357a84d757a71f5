"""The files that a bank names: in its folder or below it, kept with it, or in its pack; and the places of banks."""

import os
from pathlib import Path
from unicodedata import normalize

import pytest

from quizapp.formats.bank_place import bank_content, bank_text, files_beside
from quizapp.formats.files_beside import Folder, InPack, Memory, leads_out
from quizapp.formats.pack_places import is_pack, on_disk, pack_of
from quizapp.formats.text_file import RefusedError
from tests.hostile_archives import FILES, good_pack

ODD = "caf\u00e9.md"
OUTSIDE = ("../a.md", "b/../../a.md", "/a.md", "..", "b\\a.md", "c:a.md")


def code(refused: pytest.ExceptionInfo[RefusedError]) -> str:
    return refused.value.mistake.mistake.code


def test_a_name_that_leads_out_on_any_system_is_known() -> None:
    for name in OUTSIDE:
        assert leads_out(name), name
    for name in ("a.md", "b/a.md", "...", "b/..a.md", "é.md", "a b.md"):
        assert not leads_out(name), name


def test_a_folder_has_what_is_in_it_and_below(tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    (folder / "b").mkdir(parents=True)
    for path in (folder / "a.md", folder / "b" / "c.md", folder / normalize("NFD", ODD), tmp_path / "out.md"):
        path.write_text(path.name)
    beside = Folder(folder)
    for name, why in (
        ("a.md", ""),
        ("b/c.md", ""),
        (ODD, ""),
        (normalize("NFD", ODD), ""),
        ("b", "missing"),
        ("c.md", "missing"),
        ("th\u00e9.md", "missing"),
        ("x\u00e9/c.md", "missing"),
        ("n\0.md", "missing"),
        ("n\0\u00e9.md", "missing"),
        ("x" * 400, "missing"),
        *((each, "outside") for each in OUTSIDE),
    ):
        assert beside.why_missing(name) == why, name
    assert beside.place("b/c.md") == folder / "b" / "c.md"
    assert beside.content("b/c.md", 4) == b"c.md"
    assert normalize("NFC", beside.content(ODD, 99).decode()) == ODD
    with pytest.raises(RefusedError) as refused:
        beside.content("a.md", 3)
    assert code(refused) == "file_too_large"
    if os.name == "posix":
        (folder / "link.md").symlink_to(tmp_path / "out.md")
        (folder / "circle.md").symlink_to(folder / "circle.md")
        (folder / "inside.md").symlink_to(folder / "a.md")
        assert beside.why_missing("link.md") == "outside"
        assert beside.why_missing("circle.md") == "missing"
        assert beside.why_missing("inside.md") == ""


def test_files_that_were_kept_are_found_however_their_accents_are_written() -> None:
    memory = Memory({normalize("NFD", ODD): b"123", "b/c.md": b""})
    for beside, place in ((memory, Path(ODD)), (InPack(memory, Path("unit")), Path("unit") / ODD)):
        assert beside.place(ODD) == place
        for name in (ODD, normalize("NFD", ODD), "b/c.md"):
            assert beside.why_missing(name) == ""
        assert beside.why_missing("c.md") == "missing"
        assert [beside.why_missing(name) for name in OUTSIDE] == ["outside"] * len(OUTSIDE)
        assert beside.content(ODD, 3) == b"123"
        with pytest.raises(RefusedError) as refused:
            beside.content(ODD, 2)
        assert code(refused) == "file_too_large"


def test_a_bank_is_in_a_folder_or_in_a_pack(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("A passage.")
    file, pack, called_so = tmp_path / "a.yaml", tmp_path / "u.QuizPack", tmp_path / "folder.quizpack"
    file.write_bytes(b"\xef\xbb\xbfid: a\n")
    pack.write_bytes(good_pack())
    called_so.mkdir()
    (called_so / "a.yaml").write_text("id: b\n")

    content, beside = bank_content(file)
    assert (content, beside) == (b"\xef\xbb\xbfid: a\n", Folder(tmp_path))
    assert bank_text(file) == b"id: a\n"
    assert files_beside(file) == Folder(tmp_path)
    assert bank_text(called_so / "a.yaml") == b"id: b\n"
    assert files_beside(called_so / "a.yaml") == Folder(called_so)

    content, beside = bank_content(pack / "a.yaml")
    assert content == FILES["a.yaml"]
    assert isinstance(beside, InPack)
    assert beside.place("p.md") == pack / "p.md"
    assert beside.content("p.md", 999) == FILES["p.md"]
    assert bank_text(pack / "a.yaml") == FILES["a.yaml"]
    assert isinstance(files_beside(pack / "a.yaml"), InPack)
    for none in (pack, pack / "p.md", pack / "b.yaml"):
        with pytest.raises(RefusedError) as refused:
            bank_content(none)
        assert code(refused) == "pack_no_such_bank"
        assert bank_text(none) == b""
    assert files_beside(pack / "b.yaml") == Folder(pack)
    assert bank_text(tmp_path / "none.yaml") == bank_text(tmp_path / "none.quizpack" / "a.yaml") == b""
    assert bank_text(tmp_path) == b""

    for path, expected in ((pack, True), (called_so, True), (file, False), (pack / "a.yaml", False)):
        assert is_pack(path) == expected
    assert pack_of(pack / "b" / "a.yaml") == pack
    assert pack_of(pack) is pack_of(file) is pack_of(tmp_path / "a.quizpack.yaml") is None
    for path, place in (
        (pack / "a.yaml", pack),
        (called_so / "a.yaml", called_so / "a.yaml"),
        (file, file),
        (pack, pack),
        (tmp_path / "a.quizpack.yaml", tmp_path / "a.quizpack.yaml"),
    ):
        assert on_disk(str(path)) == str(place)
