"""The rows of the index: what is put in is found, in its bank and at its place, and goes with it."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from quizapp.domain.bank import Bank
from quizapp.services.bank_entries import BankEntry
from quizapp.services.bank_index import BankIndex
from quizapp.services.file_stamps import FileStamp
from quizapp.services.question_words import query_of
from tests.samples import ALL_SAMPLES, BANK

CHOICE = next(each.question for each in ALL_SAMPLES if each.question.type_name == "true_false")
STAMPS = (FileStamp("a", 1, 2, 3, False, "x"),)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[BankIndex]:
    index = BankIndex(tmp_path / "cache" / "library.db")
    yield index
    index.close()


def bank_of(stems: Sequence[str]) -> Bank:
    questions = tuple(replace(CHOICE, id=f"q{at}", stem=stem, skill="locate") for at, stem in enumerate(stems, 1))
    return replace(BANK, questions=questions)


def entry(name: str) -> BankEntry:
    return BankEntry(Path(name), (), name, f"Title of {name}")


def words(text: str) -> str:
    return query_of(text, {}, "", "")


def put(index: BankIndex, name: str, *stems: str) -> None:
    index.write(STAMPS, entry(name), bank_of(stems))


def ids(index: BankIndex, query: str, name: str, most: int = 99) -> list[str]:
    return [each.id for each in index.find(words(query), Path(name), most)]


def test_questions_are_found_in_their_banks_and_go_with_them(index: BankIndex) -> None:
    put(index, "a", "zebra one", "zebra two", "lion")
    put(index, "b", "zebra one", "lion", "lion two")
    put(index, "c", "tiger")
    index.write(STAMPS, entry("d"), None)
    index.save()
    passage = BANK.passage.text.split()[0]
    names = [Path(name) for name in "abcd"]
    assert index.indexed == set(names)
    assert index.counts(words("zebra")) == {names[0]: 2, names[1]: 1}
    assert index.counts(words("lion")) == {names[0]: 1, names[1]: 2}
    assert index.counts(words(passage)) == dict.fromkeys(names[:3], 0)  # of the passage, no question is one
    assert [ids(index, "zebra", name) for name in "abcd"] == [["q1", "q2"], ["q1"], [], []]
    assert (ids(index, "zebra", "a", 1), ids(index, "zebra", "a", 0)) == (["q1"], [])
    assert [ids(index, passage, name) for name in "abc"] == [[], [], []]
    (found,) = index.find(words("lion"), Path("a"), 9)
    assert found == (Path("a"), 3, "q3", "true_false", "locate", "lion")
    for most, of_each, expected in (
        (9, 9, ["b/q2", "b/q3", "a/q3"]),
        (2, 9, ["b/q2", "b/q3"]),
        (9, 1, ["b/q2", "a/q3"]),
        (1, 1, ["b/q2"]),
    ):
        each = index.find_in_each(words("lion"), [names[1], names[2], names[0]], most, of_each)
        assert [f"{one.path}/{one.id}" for one in each] == expected
    assert index.find_in_each(words(passage), names, 9, 9) == []
    put(index, "a", "lion")  # in place of what was there
    assert index.counts(words("zebra")) == {names[1]: 1}
    assert index.counts(words("lion")) == {names[0]: 1, names[1]: 2}
    assert index.counts(words(passage)) == dict.fromkeys(names[:3], 0)
    index.forget(names[0])
    index.forget(Path("none"))
    assert index.indexed == set(names[1:])
    assert index.counts(words("lion")) == {names[1]: 2}
    assert index.counts(words(passage)) == dict.fromkeys(names[1:3], 0)
    index.write(STAMPS, entry("c"), None)  # it has mistakes now
    assert index.counts(words("tiger")) == {}
    assert index.indexed == set(names[1:])
    put(index, "e", "tiger")
    assert index.counts(words("tiger")) == {Path("e"): 1}


def test_what_is_known_of_each_bank_is_had_again_by_another_program(index: BankIndex, tmp_path: Path) -> None:
    names = [f"b{number:04}" for number in range(1001)]
    for name in names:
        index.write(STAMPS, entry(name), None)
    later = (FileStamp("a", 1, 5, 5, False, "x"),)
    index.stamp_again(later, entry("b0500"))
    index.save()
    other = BankIndex(tmp_path / "cache" / "library.db")
    other.open()
    assert other.indexed == {Path(name) for name in names}
    known = list(other.known())
    assert [each.id for _, each in known] == names
    assert [each for _, each in known] == [entry(name) for name in names]
    assert {stamps for stamps, each in known if each.id != "b0500"} == {STAMPS}
    assert known[500][0] == later
    other.close()
    for count in (0, 500, 501):
        few = BankIndex(tmp_path / f"{count}.db")
        for name in names[:count]:
            few.write(STAMPS, entry(name), None)
        assert [each.id for _, each in few.known()] == names[:count]
        few.close()


def test_many_questions_are_written_whole_and_long_ones_shown_short(index: BankIndex) -> None:
    stems = [f"zebra {number}" for number in range(1001)]
    stems[:4] = ["x" * 300, "y" * 301, "so *much* zebra\nmore", "zebra " * 51]
    put(index, "a", *stems)
    put(index, "b", "zebra")
    assert index.counts(words("zebra")) == {Path("a"): 999, Path("b"): 1}
    assert ids(index, "zebra", "a", 2000) == [f"q{number}" for number in range(3, 1002)]
    shown = {each.number: each.stem for each in index.find(words("zebra"), Path("a"), 2)}
    assert shown[3] == "so much zebra more"
    assert len(shown[4]) <= 300
    assert shown[4].endswith("…")
    (exact,) = index.find(words("x" * 300), Path("a"), 9)
    assert exact.stem == "x" * 300
    (longer,) = index.find(words("y" * 301), Path("a"), 9)
    assert longer.stem == "y" * 299 + "…"


def test_a_bank_that_is_lost_while_it_is_written_is_not_taken_for_one_that_is_there(index: BankIndex) -> None:
    class Losing:
        """A question, on reading which the index is replaced by an empty one."""

        id, type_name, skill, covers = "q", "true_false", "", ()

        @property
        def stem(self) -> str:
            index._replace(sqlite3.DatabaseError("damaged"))
            return "zebra"

    bank: Any = SimpleNamespace(has_passage=False, questions=(Losing(),))
    index.write(STAMPS, entry("a"), bank)
    assert index.indexed == set()
    assert index.counts(words("zebra")) == {}
    put(index, "b", "zebra")
    assert index.indexed == {Path("b")}
    assert index.counts(words("zebra")) == {Path("b"): 1}


def test_where_nothing_can_be_kept_nothing_is_found_and_nothing_raised(index: BankIndex) -> None:
    put(index, "a", "zebra")
    index.works = False
    put(index, "b", "zebra")
    assert index.indexed == {Path("a")}
    assert (index.counts(words("zebra")), ids(index, "zebra", "a"), list(index.known())) == ({}, [], [])
    assert index.find_in_each(words("zebra"), [Path("a")], 9, 9) == []
    index.save()
    index.works = True
    assert ids(index, "zebra", "a") == ["q1"]


def test_where_sqlite_can_do_nothing_the_index_says_so(index: BankIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def connect(file: object, **options: object) -> None:
        tried.append(file)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite3, "connect", connect)
    put(index, "a", "zebra")
    assert not index.works
    assert index.indexed == set()
    assert index.counts(words("zebra")) == {}
    assert tried[-1] == ":memory:"
    assert len(tried) == 3
