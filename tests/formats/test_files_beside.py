"""Files beside a bank: found by either form of a name with accents."""

from pathlib import Path
from unicodedata import normalize

import pytest

from quizapp.formats.files_beside import Folder


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
def test_a_name_with_accents_is_found_in_either_form(tmp_path: Path, on_disk: str) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / normalize(on_disk, "café.png")).write_bytes(b"here")
    folder = Folder(tmp_path)
    for form in ("NFC", "NFD"):
        name = normalize(form, "maps/café.png")
        assert folder.why_missing(name) == ""
        assert folder.content(name, 10) == b"here"
    assert folder.why_missing("maps/cafe.png") == "missing"
    assert folder.why_missing(normalize("NFD", "../café.png")) == "outside"
    assert folder.place("é\x00") == tmp_path / "é\x00"
