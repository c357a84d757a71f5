"""The lines of the library: banks by their passages, and a bank and its translations as one."""

from pathlib import Path

import pytest

from quizapp.problems import Problem
from quizapp.services.bank_entries import NO_TEXT, BankEntry, level_names, units_of

BROKEN = (Problem("file_missing", "x", 0, "", {}),)
OTHER = (Problem("missing_field", "x", 0, "", {"name": "id"}),)


def entry(id_: str, language: str = "en", of: str = "", **more: object) -> BankEntry:
    return BankEntry(Path(f"{id_}.yaml"), (), id_, id_.upper(), language=language, translation_of=of)._replace(**more)


A = entry("a", passage_key="k", passage_title="Bees", words=300, minutes=2, description="Told.")
A_ES, A_PT = entry("a-es", "es", "a"), entry("a-pt", "pt-BR", "a", description="Dito.")
B = entry("b", passage_key="k", passage_title="Other title", words=9)
C = entry("c")
BAD = BankEntry(Path("bad.yaml"), BROKEN)
ALL = (C, A_ES, BAD, A, B, A_PT)


def told(units) -> list[tuple[str, int, int, list[str]]]:
    return [(unit.title, unit.words, unit.minutes, [bank.path.stem for bank in unit.banks]) for unit in units]


@pytest.mark.parametrize(
    ("language", "preferred", "shown"),
    [
        ("", (), "a"), ("en", (), "a"), ("es", (), "a-es"), ("es-MX", (), "a-es"), ("pt", (), "a-pt"), ("fr", (), "a"),
        ("es", (Path("a-pt.yaml"),), "a-pt"), ("", (Path("b.yaml"),), "a"),
    ],
)  # fmt: skip
def test_a_bank_and_its_translations_are_one_line_by_passage(
    language: str, preferred: tuple[Path, ...], shown: str
) -> None:
    units = units_of(ALL, None, language, preferred)
    assert [(unit.title, [bank.path.stem for bank in unit.banks]) for unit in units] == [
        (NO_TEXT, ["c"]),
        (units[1].title, [shown, "b"]),
        ("", ["bad"]),
    ]
    line = units[1].banks[0]
    assert line.description == ("Dito." if shown == "a-pt" else "Told.")
    assert {(each.language, each.path.stem, each.id) for each in line.also_in} == {
        (each.language, each.id, each.id) for each in (A, A_ES, A_PT) if each.id != shown
    }
    assert units[1].banks[1].also_in == ()


def test_units_have_the_title_and_the_length_of_their_first_bank() -> None:
    assert told(units_of((A, B))) == [("Bees", 300, 2, ["a", "b"])]
    assert told(units_of((B, A, BAD, BAD))) == [("Other title", 9, 0, ["b", "a"]), ("", 0, 0, ["bad", "bad"])]
    assert units_of(()) == ()


def test_of_those_that_fit_one_is_shown_and_a_second_one_in_a_language_stands_for_itself() -> None:
    def fits(*names: str):
        return lambda each: each.path.stem in names

    assert told(units_of(ALL, fits("a-es", "a-pt"), "en")) == [(NO_TEXT, 0, 0, ["a-es"])]
    assert told(units_of(ALL, fits("a-pt"), "es"))[0][3] == ["a-pt"]
    assert told(units_of(ALL, fits("bad"))) == [("", 0, 0, ["bad"])]
    assert units_of(ALL, fits()) == ()
    second = entry("second", "es", "a")
    for one, other in ((A_ES, second), (second, A_ES)):
        units = units_of((A, one, other), None, "es")
        assert [bank.path.stem for unit in units for bank in unit.banks] == [one.path.stem, other.path.stem]
        assert [len(bank.also_in) for unit in units for bank in unit.banks] == [1, 0]


def test_a_line_knows_its_name_its_questions_and_what_it_is_of() -> None:
    assert (A.name, BAD.name, entry("x", title="").name) == ("A", "bad.yaml", "x.yaml")
    assert (A.source_id, A_ES.source_id) == ("a", "a")
    assert (BAD.is_missing, BAD._replace(problems=OTHER).is_missing, A.is_missing) == (True, False, False)
    assert BAD._replace(problems=(*OTHER, *BROKEN)).is_missing
    assert (A.questions, A._replace(counts=(("x", 3), ("y", 4))).questions) == (0, 7)
    for word in ("told", "bees", "a.yaml"):
        assert word in A.searchable
    assert "writer" in A._replace(author="Écrit WRITER").searchable


def test_levels_have_the_name_that_the_first_bank_gives_them() -> None:
    one = entry("a", levels=(("easy", "Easy", 3), ("standard", "As it is", 5)))
    two = entry("b", levels=(("easy", "Simple", 3), ("hard", "", 5)))
    assert level_names((one, two)) == {"easy": "Easy", "hard": "hard"}
    assert level_names(iter((two, one))) == {"easy": "Simple", "hard": "hard"}
    assert level_names(()) == {}
