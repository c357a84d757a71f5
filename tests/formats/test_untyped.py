"""Questions whose type is missing, or a word that is none: nothing else that is wrong waits for it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.formats.native import read_bank
from quizapp.formats.native_writing import write_question
from quizapp.formats.untyped import misnamed
from quizapp.problems import Problem
from quizapp.question_types.catalog import BY_NAME
from tests.examples import examples
from tests.samples import ALL_SAMPLES, Sample

HEAD = "id: bees\ntitle: Bees\npassage:\n  text: The tower stood empty. The vote was unanimous.\nquestions:\n"


def problems(folder: Path, *fields: str) -> list[Problem]:
    """What is wrong in a bank with one question of these fields."""
    path = folder / "bank.yaml"
    path.write_text(HEAD + "  - " + "\n    ".join(fields) + "\n", encoding="utf-8")
    return list(read_bank(path).problems)


def told(folder: Path, *fields: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.field.removeprefix("questions[1]")) for problem in problems(folder, *fields)]


OPTIONS = ("options:", "  - {text: Eve, kye: true}", "  - Ada")


def test_the_type_that_the_fields_belong_to_is_named(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "id: a", "stem: Order.", "items: [one, two, three]")

    assert problem.what() == "The field “type” is missing."
    assert problem.remedy() == "Add “type: ordering” if that is meant; the other fields belong to it."


@pytest.mark.parametrize(
    ("fields", "meant"),
    [
        (["key: true"], "true_false"),
        (["key: 12"], "numeric"),
        (["key: 12", "tolerance: 1"], "numeric"),
        (["options: [{text: Eve, key: true}, {text: Ada, key: true}, Ann]"], "multiple_choice"),
        (["options: [{text: Eve, key: true}, Ada]"], ""),  # so far, of either
        (["text: A [1].", "gaps: [{accepted: [tower]}]"], "gap_fill"),
        (["text: A [1].", "gaps: [{options: [{text: tower, key: true}, vote]}]"], "inline_choice"),
        (["keys: The tower stood empty"], "evidence"),
        (["keys: [tower]", "sentence: The tower stood empty."], "highlight_words"),
        (["key: true", "items: [one, two]"], ""),
        ([], ""),
    ],
)
def test_of_several_types_with_the_same_fields_the_one_that_can_be_read_is_meant(
    tmp_path: Path, fields: list[str], meant: str
) -> None:
    (problem,) = problems(tmp_path, "id: a", "stem: So?", *fields)

    assert problem.code == ("type_missing_suggest" if meant else "missing_field")
    assert problem.values.get("suggestion", "") == meant


def test_without_a_type_what_all_questions_share_is_told(tmp_path: Path) -> None:
    assert told(
        tmp_path, "id: A b", "stem: ' '", "weight: -1", "evidence: Nothing of it", "image: {file: a.png, alt: ''}"
    ) == [
        ("missing_field", ""),
        ("bad_id", ".id"),
        ("empty_text", ".stem"),
        ("number_out_of_range", ".weight"),
        ("evidence_not_found", ".evidence"),
        ("image_without_alt", ".image.alt"),
        ("image_missing", ".image.file"),
    ]


@pytest.mark.parametrize("type_", ["essay", "[true_false]", "''"])
def test_of_a_type_that_is_like_none_no_field_of_its_own_is_told(tmp_path: Path, type_: str) -> None:
    codes = [code for code, _ in told(tmp_path, "id: a", f"type: {type_}", "stem: So?", "scale: 5", *OPTIONS)]

    assert codes in (["not_a_choice"], ["not_a_text"])


def test_a_field_of_all_questions_with_a_slip_is_told_whatever_the_type_is(tmp_path: Path) -> None:
    assert told(tmp_path, "id: a", "type: essay", "stem: So?", "skil: locate", "key: true") == [
        ("not_a_choice", ".type"),
        ("unknown_field_suggest", ".skil"),
    ]


def test_a_type_with_a_slip_hides_nothing_of_its_fields(tmp_path: Path) -> None:
    assert told(tmp_path, "id: a", "type: single_choise", "stem: Who?", *OPTIONS, "shufle: true") == [
        ("not_a_choice_suggest", ".type"),
        ("unknown_field_suggest", ".options[1].kye"),
        ("unknown_field_suggest", ".shufle"),
    ]


def test_a_word_is_taken_for_the_type_that_has_the_fields(tmp_path: Path) -> None:
    problem, *others = problems(tmp_path, "id: a", "type: choice", "stem: Who?", "options: [Eve, Ada]")

    assert problem.remedy() == "Did you mean “single_choice”?"  # and not inline_choice, which has no options
    assert [each.code for each in others] == ["no_key"]


def test_where_word_and_fields_are_of_different_types_no_field_is_called_wrong(tmp_path: Path) -> None:
    assert told(tmp_path, "id: a", "type: orderng", "stem: So.", "key: true") == [("not_a_choice_suggest", ".type")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("tpye", "unknown_field_suggest"),
        ("typ", "unknown_field_suggest"),
        ("Type", "unknown_field_suggest"),
        ("question_type", "unknown_field_suggest"),
        ("type\u00a0", "field_name_space"),
    ],
)
def test_a_slip_in_the_name_of_the_field_is_one_mistake(tmp_path: Path, name: str, code: str) -> None:
    found = problems(tmp_path, "id: a", f"{name}: true_false", "stem: So.", "key: perhaps")

    assert [problem.code for problem in found] == [code, "not_a_choice"]
    assert found[0].remedy() in ("Did you mean “type”?", "Delete it, and type it again with the space bar.")


def test_a_part_of_no_type_is_looked_at_too(tmp_path: Path) -> None:
    parts = ("part_a:", "  stem: ' '", "  points: 0", "part_b:", "  type: true_fals", "  stem: So.", "  key: perhaps")

    assert told(tmp_path, "id: a", "type: two_part", "stem: Both", *parts) == [
        ("missing_field", ".part_a"),
        ("empty_text", ".part_a.stem"),
        ("number_out_of_range", ".part_a.points"),
        ("not_a_choice_suggest", ".part_b.type"),
        ("not_a_choice", ".part_b.key"),
    ]


def test_an_id_is_taken_by_a_question_of_no_type(tmp_path: Path) -> None:
    again = ("- {id: a, type: true_false, stem: So., key: true}",)
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + "  - {id: a, stem: So?}\n  " + again[0] + "\n", encoding="utf-8")

    assert [problem.code for problem in read_bank(path).problems] == ["missing_field", "duplicate_id"]


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.question.id)
def test_a_right_question_without_its_type_lacks_nothing_else(tmp_path: Path, sample: Sample) -> None:
    question = sample.question
    lines = write_question(question).splitlines()
    path = tmp_path / "bank.yaml"
    left = [line for line in lines if not line.startswith("  type: ")]
    assert len(left) == len(lines) - 1
    path.write_text(HEAD + "".join(f"  {line}\n" for line in left), encoding="utf-8")

    codes = [problem.code for problem in read_bank(path).problems if not problem.code.startswith(OF_OTHER_FILES)]

    assert codes in (["type_missing_suggest"], ["missing_field"])
    (named,) = {problem.values.get("suggestion") for problem in read_bank(path).problems if problem.code == codes[0]}
    assert named in (None, question.type_name)


OF_OTHER_FILES = ("evidence_", "image_", "no_such_paragraph", "prefix_", "suffix_")
"""What the samples quote is in another passage."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60), deadline=None)
@given(word=st.sampled_from(sorted(BY_NAME)), slip=st.integers(0, 30), letter=st.sampled_from("abcxyz_"))
def test_a_type_with_one_slip_is_the_one_that_is_meant(tmp_path: Path, word: str, slip: int, letter: str) -> None:
    at = slip % len(word)
    written = f"{word[:at]}{letter}{letter}{word[at + 1 :]}"

    found = problems(tmp_path, "id: a", f"type: {written}", "stem: So?")

    wrong = next(problem for problem in found if problem.code == "not_a_choice_suggest")
    assert wrong.values["suggestion"] == word
    assert {problem.values["name"] for problem in found if problem.code == "missing_field"}  # those of this type


def test_one_slip_in_the_name_of_the_field_and_a_word_that_is_no_type() -> None:
    names = ("typ", "TYPE", "tyype", "ty", "tipo", "stem")
    assert [name for name in names if misnamed({name: "no such"}, BY_NAME)] == ["typ", "TYPE", "tyype"]
    assert misnamed({"stem": "true_false", "mode": "true_false"}, BY_NAME) == "mode"


def test_each_problem_of_a_question_names_it_by_its_id_and_others_name_none(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    second = "  - id: why\n    type: true_false\n    key: maybe\n"
    path.write_text(HEAD + "  - type: true_false\n    key: true\n" + second + "autor: me\n", encoding="utf-8")
    found = {(problem.field, problem.question) for problem in read_bank(path).problems}
    assert found == {
        ("questions[1]", ""),  # without an id, and without a stem
        ("questions[2]", "why"),
        ("questions[2].key", "why"),
        ("autor", ""),
    }
