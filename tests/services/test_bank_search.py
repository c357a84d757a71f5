"""What a search lists of what it finds, and in which order."""

from pathlib import Path

from msgspec.structs import replace

from quizapp.services.bank_entries import BankEntry
from quizapp.services.bank_index import BankIndex
from quizapp.services.bank_search import search
from quizapp.services.file_stamps import FileStamp
from quizapp.services.found import Found, Wanted
from quizapp.texts import ENGLISH
from tests.samples import BANK

BEES = replace(BANK.question("true-minimal"), stem="Bees sting.")


def found(tmp_path: Path, banks: dict[str, int], words: str = "bees") -> Found:
    """What `words` find among so many banks about each passage, of which all are called bees."""
    index = BankIndex(tmp_path / "library.db")
    entries = [
        BankEntry(Path(f"{key}{at}"), (), f"{key}{at}", "Bees", passage_key=key, passage_title=key)
        for key, count in banks.items()
        for at in range(count)
    ]
    try:
        return search(entries, index, Wanted(words), ((), ()), ENGLISH)
    finally:
        index.close()


def test_the_first_sixty_banks_are_listed_with_their_passages(tmp_path: Path) -> None:
    for banks, listed in (
        ({"a": 2, "b": 1}, [("a", 2), ("b", 1)]),
        ({"a": 59, "b": 5, "c": 1}, [("a", 59), ("b", 1)]),
        ({"a": 20, "b": 40, "c": 1}, [("a", 20), ("b", 40)]),
        ({"a": 70, "b": 1}, [("a", 60)]),
    ):
        shown = found(tmp_path, banks)
        assert [(unit.title, len(unit.banks)) for unit in shown.units] == listed
        assert (shown.banks, shown.total) == (sum(banks.values()), 0)
        assert shown.is_whole == (sum(banks.values()) <= 60)


def test_words_of_no_bank_find_none(tmp_path: Path) -> None:
    assert found(tmp_path, {"a": 2}, "wasps") == Found((), {}, {}, 0, (), ())
    assert Found(()) == ((), {}, {}, 0, (), ())
    assert found(tmp_path, {"a": 2}, "bees wasps").units == ()
    assert found(tmp_path, {"a": 2}, "BEES a1").banks == 1


def test_where_very_many_questions_are_found_the_first_banks_have_all_that_are_listed(tmp_path: Path) -> None:
    index = BankIndex(tmp_path / "library.db")
    entries = []
    for name, count in (("few", 3), ("many", 10_000), ("last", 2)):
        entries.append(BankEntry(Path(name), (), name, name, passage_key=name))
        questions = tuple(replace(BEES, id=f"q{number}") for number in range(count))
        index.write((FileStamp(name, 1, 2, 3, False, "x"),), entries[-1], replace(BANK, questions=questions))
    few, many, last = entries
    for shown, listed in (
        ((few, many), {few: 3, many: 137}),
        ((many, few), {many: 140}),
        ((many,), {many: 25}),  # these are not so many yet
        ((many, last, few), {many: 140}),
        ((last, few), {last: 2, few: 3}),
    ):
        found = search(shown, index, Wanted("bees"), ((), ()), ENGLISH)
        assert {path: len(each) for path, each in found.questions.items()} == {
            each.path: count for each, count in listed.items()
        }
        assert found.total == sum(found.counts.values())
        assert all(each.path == path for path, of_it in found.questions.items() for each in of_it)
    index.close()
