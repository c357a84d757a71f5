"""A pack as a file: what it must hold, what it says of itself, and that the same files make the same bytes."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from quizapp.formats.pack_file import (
    content_hash,
    is_pack_name,
    is_version,
    read_manifest,
    read_pack,
    read_pack_bytes,
    version_key,
    write_pack,
)
from quizapp.formats.text_file import RefusedError
from tests.hostile_archives import FILES, MANIFEST, good_pack, manifest, pack, patched, zipped


def refusal(data: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(RefusedError) as refused:
        read_pack_bytes(data)
    mistake = refused.value.mistake.mistake
    return mistake.code, dict(mistake.values)


def test_the_same_files_make_the_same_bytes_and_are_read_as_they_were(tmp_path: Path) -> None:
    data = good_pack()
    assert data == write_pack(MANIFEST, dict(reversed(list(FILES.items()))))
    assert content_hash(FILES) == "a3411a354e217c2524338f19e31d1b6f371c11c8f7b72295bda6714acc5e2e41"
    path = tmp_path / "a.quizpack"
    path.write_bytes(data)
    for found in (read_pack(path), read_pack_bytes(data), read_pack(path)):
        assert found.files == FILES
        assert found.manifest == read_manifest(path)
        assert found.manifest.content == content_hash(FILES)
        assert found.manifest.banks == ("a.yaml",)
    assert b'"title": "A"' in data  # stored, so that it can be looked at
    with ZipFile(path) as archive:
        for entry in archive.infolist():
            kept = (entry.create_system, entry.external_attr >> 16, entry.compress_type, entry.date_time)
            assert kept == (3, 0o100644, 0, (1980, 1, 1, 0, 0, 0)), entry
        assert archive.namelist() == ["manifest.json", *FILES]
    with pytest.raises(RefusedError):
        read_pack(tmp_path / "none.quizpack")
    with pytest.raises(RefusedError):
        read_manifest(tmp_path / "none.quizpack")
    with pytest.raises(RefusedError, match="pack_name"):
        write_pack(MANIFEST, {**FILES, "a.exe": b""})


def test_the_hash_tells_names_from_contents_and_knows_no_order() -> None:
    assert content_hash({"a": b"1", "b": b"2"}) == content_hash({"b": b"2", "a": b"1"})
    hashes = {
        content_hash(files)
        for files in ({}, {"a": b""}, {"": b"a"}, {"a": b"b", "c": b"d"}, {"ab": b"", "c": b"d"}, {"a": b"bcd"})
    }
    assert len(hashes) == 6


def test_a_bank_has_the_files_of_its_folder_and_below_it() -> None:
    files = {"a.yaml": b"1", "b/c.yaml": b"2", "b/p.md": b"3", "b/d/e.png": b"4", "bc/p.md": b"5"}
    found = read_pack_bytes(pack(files))
    for bank, inside, outside in (
        ("a.yaml", ("a.yaml", "p.md", "b/p.md", "bc/p.md"), ("c.yaml",)),
        ("b/c.yaml", ("c.yaml", "p.md", "d/e.png"), ("a.yaml", "b/p.md", "e.png")),
    ):
        beside = found.beside(bank)
        assert [beside.why_missing(name) for name in inside] == [""] * len(inside)
        assert [beside.why_missing(name) for name in outside] == ["missing"] * len(outside)
    assert found.beside("b/c.yaml").content("p.md", 9) == b"3"


def test_versions_compare_by_their_numbers() -> None:
    in_order = ("0", "0.0.1", "0.9", "1", "1.0.1", "1.2", "1.10", "2", "10", "999999.1")
    assert sorted(set(in_order), key=version_key) == list(in_order)
    assert version_key("0") == version_key("0.0") == ()
    assert version_key("1") == version_key("1.0.0") == (1,)
    assert version_key("1.0.2.0") == (1, 0, 2)
    for good in (*in_order, "1.2.3.4", "007"):
        assert is_version(good), good
    for bad in ("", "1.", ".1", "1..2", "1.2.3.4.5", "1000000.0", "1.1000000", "v1", "1 ", "1-2", "1,2"):
        assert not is_version(bad), bad


def test_names_are_those_that_any_system_can_have_and_that_a_bank_needs() -> None:
    for good in (
        *("manifest.json", "a.yaml", "a.yml", "a.quizbank", "a.MD", "é.png", "a b/c.jpg", "a/b.jpeg", "a.b.webp"),
        *("a/b/c/d/e/f/g/h.md", "x" * 150 + "/" + "y" * 46 + ".md"),
    ):
        assert is_pack_name(good), good
    for bad in (
        *("", "a", "a.exe", "a.json", "b/manifest.json", "a.md.zip", "/a.md", "a//b.md", "../a.md", "a\\b.md", "a:.md"),
        *(
            ".a.md",
            "a/.b/c.md",
            "con.md",
            "a /b.md",
            "a./b.md",
            "a/b/c/d/e/f/g/h/i.md",
            "x" * 150 + "/" + "y" * 47 + ".md",
        ),
    ):
        assert not is_pack_name(bad), bad


def test_what_a_pack_must_not_hold_is_told_with_its_name() -> None:
    long = "x" * 150 + ".exe"
    cases: list[tuple[bytes, tuple[str, dict[str, object]]]] = [
        (pack({"a.exe": b""}), ("pack_name", {"name": "a.exe"})),
        (pack({long: b""}), ("pack_name", {"name": long[:100]})),
        (pack({"../x.md": b""}), ("pack_name", {"name": "../x.md"})),
        (pack({"P.md": b""}), ("pack_name_twice", {"name": "P.md", "other": "p.md"})),
        (pack({"é.md": b"", "e\u0301.md": b""}), ("pack_name", {"name": "e\u0301.md"})),
        (pack({"b.md": b"a" * 100_000}, method=8), ("pack_bomb", {"name": "b.md"})),
        (zipped(FILES), ("pack_no_manifest", {})),
        (pack(more={"p.md": b"other"}, content=content_hash(FILES)), ("pack_changed", {})),
        (good_pack()[:-1], ("pack_damaged", {})),
        (b"", ("pack_damaged", {})),
        (patched(good_pack(), b"PK\x01\x02", 8, "<H", 1), ("pack_locked", {})),
        (pack({f"{number}.md": b"" for number in range(1998)}), ("pack_too_many_files", {"limit": "2000"})),
        (patched(good_pack(), b"PK\x01\x02", 24, "<L", 2**25 + 1), ("pack_too_large", {"limit": "32"})),
    ]
    for data, expected in cases:
        assert refusal(data) == expected
    assert len(read_pack_bytes(pack({f"{number}.md": b"" for number in range(1997)})).files) == 1999


def test_a_manifest_is_taken_only_if_all_in_it_is_sound() -> None:
    for values in (
        {"id": "x-1"},
        {"title": "a" * 500, "author": "A", "license": "CC BY", "language": "es"},
        {"version": "1.2.3.4"},
        {"banks": ["b.YAML", "a.yaml"]},
        {"unknown": 1},
    ):
        assert read_pack_bytes(pack({"b.YAML": b""}, **values)).manifest.format == 1, values
    for values in (
        *({"format": 0}, {"format": "1"}, {"format": None}, {"id": ""}, {"id": "The Unit"}, {"title": ""}),
        *({"title": " "}, {"title": "a\nb"}, {"title": "a" * 501}, {"author": "a\nb"}, {"license": "\x01"}),
        *({"language": "\u202e"}, {"version": ""}, {"version": "x"}, {"banks": []}, {"banks": ["a.yaml", "a.yaml"]}),
        *({"banks": ["p.md"]}, {"banks": ["b.yaml"]}, {"banks": "a.yaml"}, {"content": 1}),
    ):
        assert refusal(pack(**values)) == ("pack_manifest", {}), values
    assert refusal(pack(format=2, title=7)) == ("pack_newer", {})
    for written in (b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"{}"):
        assert refusal(zipped({"manifest.json": written, **FILES})) == ("pack_manifest", {}), written[:9]
    for length, is_read in ((2**20, True), (2**20 + 1, False)):
        data = zipped({"manifest.json": manifest().ljust(length), **FILES})
        assert read_pack_bytes(data).files == FILES if is_read else refusal(data) == ("pack_manifest", {})
    without = {name: value for name, value in json.loads(manifest()).items() if name != "banks"}
    assert refusal(zipped({"manifest.json": json.dumps(without).encode(), **FILES})) == ("pack_manifest", {})


def test_what_a_pack_says_of_itself_is_read_without_its_files(tmp_path: Path) -> None:
    path = tmp_path / "a.quizpack"
    path.write_bytes(pack(content="another"))
    assert read_manifest(path).title == "A"
    with pytest.raises(RefusedError, match="pack_changed"):
        read_pack(path)
    for data, code in ((zipped(FILES), "pack_no_manifest"), (good_pack()[:-9], "pack_damaged"), (b"x", "pack_damaged")):
        path.write_bytes(data)
        with pytest.raises(RefusedError) as refused:
            read_manifest(path)
        assert refused.value.mistake.mistake.code == code
