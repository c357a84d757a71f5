"""Packs and Word documents that mean harm, or are broken: each is one plain sentence, and nothing is written."""

import socket
from pathlib import Path

import pytest

from quizapp.domain.passage import read_passage
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.problem_texts import packs
from quizapp.services.library import Library
from quizapp.services.packs import keep_pack
from quizapp.services.passage_import import import_passage
from tests.hostile_archives import BROKEN_DOCUMENTS, HARMLESS_DOCUMENTS, HOSTILE_PACKS, good_pack


@pytest.fixture(autouse=True)
def asks_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an address was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_a_pack_that_means_harm_is_told_in_one_sentence(tmp_path: Path) -> None:
    assert len(HOSTILE_PACKS) + len(BROKEN_DOCUMENTS) + len(HARMLESS_DOCUMENTS) >= 130
    told: set[str] = set()
    for number, (case, make) in enumerate(HOSTILE_PACKS.items()):
        told |= codes_of_a_refused_pack(make(), tmp_path / str(number), case)
    assert packs.TEXTS.keys() - told == {"pack_no_such_bank"}
    path = tmp_path / "a.quizpack"
    path.write_bytes(good_pack())
    (problem,) = read_bank(path / "b.yaml").problems
    assert problem.code == "pack_no_such_bank"
    assert read_bank(path / "a.yaml").bank is not None


def codes_of_a_refused_pack(data: bytes, place: Path, case: str) -> set[str]:
    """The codes of what is told of a pack, in the library and when it is kept."""
    folder, kept = place / "in", place / "kept"
    folder.mkdir(parents=True)
    kept.mkdir()
    path = folder / "a.quizpack"
    path.write_bytes(data)
    library = Library([folder], place / "cache" / "library.json")
    library.read_all()
    (entry,) = library.entries()
    library.close()
    assert entry.problems, case
    for problem in entry.problems:
        assert problem.what().count("\n") == 0, case
        assert problem.what().endswith((".", "?")), case
        assert problem.remedy(), case
        assert not any(ord(sign) < 32 or sign in "\u202e\u2066" for sign in str(problem)), case
    codes = {problem.code for problem in entry.problems}
    if any(code.startswith("pack_") for code in codes):
        with pytest.raises(QuizAppError) as caught:
            keep_pack(path, kept)
        assert "\n" not in str(caught.value), case
        assert list(kept.iterdir()) == [], case
    else:  # a whole pack, whose bank has mistakes
        assert keep_pack(path, kept) == kept / "a.quizpack", case
    assert path.read_bytes() == data, case
    assert [each.name for each in folder.iterdir()] == ["a.quizpack"], case
    assert {each.name for each in place.iterdir()} <= {"in", "kept", "cache"}, case
    return codes


@pytest.mark.parametrize("case", BROKEN_DOCUMENTS)
def test_a_document_that_means_harm_is_told_in_one_sentence(case: str) -> None:
    with pytest.raises(QuizAppError) as caught:
        import_passage("a.docx", BROKEN_DOCUMENTS[case]())
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("case", HARMLESS_DOCUMENTS)
def test_of_a_document_the_words_alone_are_read(case: str) -> None:
    imported = import_passage("a.docx", HARMLESS_DOCUMENTS[case]())
    assert read_passage(imported.markdown).text == "It is so."
