"""Banks held against each other: translations and levels, in the files that a teacher has."""

import json
from pathlib import Path

from quizapp.commands import check
from quizapp.formats.native import read_bank
from quizapp.problems import Problem
from quizapp.services.checking import problems_across

ENGLISH = """\
id: bees
title: The Bees
passage:
  text: |
    # The Bees

    The harbour closed in 1974.

    Marta asked for one summer.

questions:
  - id: asked
    type: single_choice
    stem: What did Marta ask for?
    options:
      - {text: One summer, key: true, evidence: one summer}
      - {text: A new tower, role: unsupported}
  - id: kept
    type: true_false
    stem: The tower was kept.
    key: true
    explanation: The vote was for it.
"""
SPANISH = """\
id: bees-es
title: Las abejas
language: es
translation_of: bees
passage:
  text: |
    # Las abejas

    El puerto cerró en 1974.

    Marta pidió un verano.

questions:
  - id: asked
    type: single_choice
    stem: ¿Qué pidió Marta?
    options:
      - {text: Un verano, key: true, evidence: un verano}
      - {text: Una torre nueva, role: unsupported}
  - id: kept
    type: true_false
    stem: La torre se conservó.
    key: true
    explanation: La votación fue a favor.
"""


def problems(folder: Path, *banks: str) -> list[Problem]:
    results = []
    for number, bank in enumerate(banks):
        path = folder / f"{number}.yaml"
        path.write_text(bank, encoding="utf-8")
        results.append(read_bank(path))
        assert not results[-1].problems
    return problems_across(results)


def test_a_translation_that_lines_up_has_nothing_to_tell(tmp_path: Path) -> None:
    assert problems(tmp_path, ENGLISH, SPANISH) == []
    assert problems(tmp_path, SPANISH, ENGLISH) == []


def test_each_difference_is_told_with_the_lines_of_both_files(tmp_path: Path) -> None:
    table = [
        (SPANISH.replace("key: true\n    exp", "key: false\n    exp"), "translation_value", 23, "questions[2].key", 21),
        (SPANISH.replace("    explanation: La votación fue a favor.\n", ""), "translation_missing", 20,
         "questions[2].explanation", 22),
        (SPANISH.replace(", role: unsupported", ""), "translation_value", 19, "questions[1].options[2].role", 17),
        (SPANISH[: SPANISH.index("  - id: kept")], "translation_question_missing", 13, "questions", 18),
        (SPANISH.replace("id: kept", "id: guardada"), "translation_question_extra", 20, "questions[2]", 11),
        (SPANISH.replace("\n    Marta pidió un verano.\n", "\n    > Marta pidió un verano.\n\n    Fin.\n"),
         "translation_paragraphs", 5, "passage", 3),
    ]  # fmt: skip
    for translation, code, line, field, source_line in table:
        found = [problem for problem in problems(tmp_path, ENGLISH, translation) if problem.code == code]
        assert [(each.line, each.field) for each in found] == [(line, field)], code
        assert found[0].file == str(tmp_path / "1.yaml")
        where = f"{tmp_path / '0.yaml'}:{source_line}"
        assert where in found[0].what() or code == "translation_question_extra", str(found[0])
        assert not found[0].is_warning


def test_what_a_translation_says_of_its_source_is_held_against_it(tmp_path: Path) -> None:
    (lonely,) = problems(tmp_path, SPANISH)
    assert (lonely.code, lonely.is_warning, lonely.line) == ("translation_source_unread", True, 4)
    english = SPANISH.replace("language: es", "language: en")
    again = SPANISH.replace("id: bees-es", "id: bees-es-2")
    chain = SPANISH.replace("id: bees-es", "id: bees-pt").replace("language: es\ntranslation_of: bees", "language: pt\n"
                                                                  "translation_of: bees-es")  # fmt: skip
    both = ENGLISH.replace("id: bees\n", "id: bees\ntranslation_of: bees-es\n")
    mexican = again.replace("language: es", "language: es-MX")
    for banks, codes in (
        ((ENGLISH, english), ["translation_same_language"]),
        ((ENGLISH, SPANISH, again), ["translation_twice"]),
        ((ENGLISH, SPANISH, mexican), []),
        ((ENGLISH, SPANISH, chain), ["translation_of_translation"]),
        ((both, SPANISH), ["translation_of_each_other"] * 2),
        ((ENGLISH, SPANISH, SPANISH), ["duplicate_id", "translation_twice"]),
    ):
        assert [problem.code for problem in problems(tmp_path, *banks)] == codes
    british = ENGLISH.replace("id: bees\n", "id: bees-gb\nlanguage: en-GB\ntranslation_of: bees\n")
    assert problems(tmp_path, ENGLISH, british) == []  # much stays as it is
    untranslated = SPANISH.replace("¿Qué pidió Marta?", "What did Marta ask for?")
    assert [(each.code, each.is_warning) for each in problems(tmp_path, ENGLISH, untranslated)] == [
        ("translation_same_text", True)
    ]


_EASY, _HARD = (
    "The cat sat. It ran off. " * 30,
    "Considerable municipal deliberation unavoidably preceded everything. " * 20,
)
_LEVELS = """\
id: levels
title: Levels
passage:
  text: {standard}
levels:
  - id: easier
    name: Easier to read
    text: {easier}
  - id: other
    name: Another
    text: {other}
questions:
  - {{id: q1, type: true_false, stem: It is so., key: true}}
"""


def test_a_language_that_is_none_is_warned_of(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, ENGLISH.replace("title:", "language: English\ntitle:", 1))
    assert (found.code, found.line, found.is_warning) == ("language_doubtful", 2, True)


def test_a_level_that_is_no_easier_is_warned_of(tmp_path: Path) -> None:
    fine = _LEVELS.format(standard=_HARD, easier=_EASY, other=_EASY)
    assert problems(tmp_path, fine) == []
    wrong = _LEVELS.format(standard=_EASY, easier=_HARD, other=_EASY + "A dog.")
    found = problems(tmp_path, wrong)
    assert [(each.code, each.line) for each in found] == [("level_not_easier", 6), ("level_alike", 9)]
    assert all(each.is_warning for each in found)
    assert problems(tmp_path, _LEVELS.format(standard="Too short.", easier="Short.", other="It is.")) == []
    middle = _EASY + _HARD
    for standard, easier, other, codes in (
        (middle, _EASY, _HARD, []),  # another level may be harder
        (middle, middle, _HARD, ["level_not_easier"]),
        (middle, middle + "It ran off.", middle, ["level_alike", "level_alike"]),
        (middle, _EASY, middle + "Considerable deliberation.", ["level_alike"]),
        (middle, _EASY, middle + "The cat sat. " * 2, ["level_alike"]),  # 2.1 points of ease
        (middle, _EASY, middle + "The cat sat. " * 3, []),  # 3.1
        (middle + "The cat sat. " * 3, _EASY, middle, []),
        ("Too short.", _EASY, _HARD, []),
        (middle, "Too short.", middle, ["level_alike"]),
    ):
        found = problems(tmp_path, _LEVELS.format(standard=standard, easier=easier, other=other))
        assert [each.code for each in found] == codes, (easier[:9], other[:9])
    for id_, code in (("ele", "level_not_easier"), ("simpler", "level_not_easier"), ("plain", "level_alike")):
        written = _LEVELS.format(standard=middle, easier=middle, other=_HARD).replace("easier", id_)
        (same,) = problems(tmp_path, written)
        assert same.code == code
        assert (same.values["value"], same.values["grade"]) == (id_, same.values["expected"])


def test_check_tells_differences_and_how_hard_texts_are(tmp_path: Path, capsys) -> None:
    (tmp_path / "bees.yaml").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "es").mkdir()
    spanish = tmp_path / "es" / "bees.yaml"
    spanish.write_text(SPANISH.replace("role: unsupported", "role: misreading"), encoding="utf-8")
    (tmp_path / "levels.yaml").write_text(_LEVELS.format(standard=_HARD, easier=_EASY, other=_EASY), encoding="utf-8")

    assert check.run([str(tmp_path), "--readability"]) == 1
    out = capsys.readouterr().out
    assert f"{spanish}:19: question asked: questions[1].options[2].role: “role” is “misreading” here, and" in out
    assert "levels.yaml, Easier to read: grade -2" in out
    assert "grades easier" in out
    assert "3 banks, 5 questions: 1 problem, " in out

    check.run([str(tmp_path / "levels.yaml"), "--readability", "--json"])
    told = {each["level"]: each for each in json.loads(capsys.readouterr().out)["readability"]}
    assert told["easier"]["scores"][0]["formula"] == "flesch_kincaid"
    assert told["easier"]["scores"][0]["value"] < told["standard"]["scores"][0]["value"] - 2
