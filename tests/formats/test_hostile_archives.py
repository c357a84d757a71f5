"""Packs and Word documents that mean harm, or are broken: each is one plain sentence, and nothing is written."""

import socket
from pathlib import Path

import pytest

from quizapp.domain.passage import read_passage
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.problem_texts import packs
from quizapp.services.bank_places import banks_at
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


def test_there_are_enough_of_them_and_every_mistake_of_a_pack_is_among_them(tmp_path: Path) -> None:
    assert len(HOSTILE_PACKS) + len(BROKEN_DOCUMENTS) + len(HARMLESS_DOCUMENTS) >= 130
    told = set()
    path = tmp_path / "a.quizpack"
    for make in HOSTILE_PACKS.values():
        path.write_bytes(make())
        told |= {problem.code for problem in read_bank(banks_at(path)[0]).problems}
    assert packs.TEXTS.keys() - told == {"pack_no_such_bank"}
    path.write_bytes(good_pack())
    (problem,) = read_bank(path / "b.yaml").problems
    assert problem.code == "pack_no_such_bank"
    assert read_bank(path / "a.yaml").bank is not None


@pytest.mark.parametrize("case", HOSTILE_PACKS)
def test_a_pack_that_means_harm_is_told_in_one_sentence(case: str, tmp_path: Path) -> None:
    folder, kept = tmp_path / "in", tmp_path / "kept"
    folder.mkdir()
    kept.mkdir()
    path = folder / "a.quizpack"
    path.write_bytes(HOSTILE_PACKS[case]())
    before = path.read_bytes()
    library = Library([folder], tmp_path / "cache" / "library.json")
    library.read_all()
    (entry,) = library.entries()
    assert entry.problems
    for problem in entry.problems:
        assert problem.what().count("\n") == 0
        assert problem.what().endswith((".", "?"))
        assert problem.remedy()
        assert not any(ord(sign) < 32 or sign in "\u202e\u2066" for sign in str(problem))
    if any(problem.code.startswith("pack_") for problem in entry.problems):
        with pytest.raises(QuizAppError) as caught:
            keep_pack(path, kept)
        assert "\n" not in str(caught.value)
        assert list(kept.iterdir()) == []
    else:  # a whole pack, whose bank has mistakes
        assert keep_pack(path, kept) == kept / "a.quizpack"
    assert path.read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["a.quizpack"]
    assert not (tmp_path.parent / "x.md").exists()


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
