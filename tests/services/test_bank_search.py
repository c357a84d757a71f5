"""What a search lists of what it finds, and in which order."""

from pathlib import Path

from quizapp.services.bank_entries import BankEntry
from quizapp.services.bank_index import BankIndex
from quizapp.services.bank_search import search
from quizapp.services.found import Found, Wanted
from quizapp.texts import ENGLISH


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
