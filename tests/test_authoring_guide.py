"""The authoring guide: every example in it is read without mistakes, and every field is in it."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import msgspec.inspect as shapes
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.mark import Points
from quizapp.domain.question import SKILLS, Hint, Question, Role
from quizapp.formats.image_file import LONGEST_SIDE, MOST_BYTES, MOST_BYTES_OF_ALL, MOST_PIXELS
from quizapp.formats.native import read_bank
from quizapp.formats.responses import read_responses
from quizapp.paths import UserPaths, questions_dir
from quizapp.question_types.catalog import BY_NAME
from tests.images import png

GUIDE = (questions_dir() / "README.md").read_text(encoding="utf-8")
WHOLE, *FRAGMENTS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
QUESTIONS = [fragment for fragment in FRAGMENTS if fragment.startswith("id:")]
(ANSWERS,) = (fragment for fragment in FRAGMENTS if fragment.startswith("years-empty:"))
EVIDENCE = [fragment for fragment in FRAGMENTS if fragment.startswith("evidence:")]
(LEVELS,) = (fragment for fragment in FRAGMENTS if fragment.startswith("levels:"))
(TRANSLATION,) = (fragment for fragment in FRAGMENTS if fragment.startswith("translation_of:"))
(GLOSSARY,) = (fragment for fragment in FRAGMENTS if fragment.startswith("glossary:"))

HEADER_FIELDS = {
    "id",
    "title",
    "description",
    "author",
    "license",
    "language",
    "translation_of",
    "passage",
    "about",
    "questions",
    "time_limit",
    "levels",
    "level_locked",
    "glossary",
    "glossary_in_test",
    "silenced",
    "blueprint",
    "format",
}
"""What stands at the top of a bank's file; a test below holds it against the reader."""


def bank_of(folder: Path, text: str) -> Bank:
    for name in re.findall(r"file: (\S+\.png)", text):
        (folder / name).write_bytes(png())
    path = folder / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    result = read_bank(path)
    assert result.problems == ()
    assert result.bank is not None
    return result.bank


def with_question(fields: str) -> str:
    """The guide's bank with one more question."""
    return f"{WHOLE}  - {textwrap.indent(fields, '    ').lstrip()}"


def type_of(question: str) -> str:
    return question.split("\ntype: ")[1].split("\n")[0]


def test_there_is_nothing_in_the_guide_but_a_bank_its_levels_and_glossary_questions_evidence_and_answers() -> None:
    assert len(FRAGMENTS) == len(QUESTIONS) + len(EVIDENCE) + len([ANSWERS, LEVELS, GLOSSARY, TRANSLATION])
    assert len(EVIDENCE) >= 2


def test_the_bank_is_read(tmp_path: Path) -> None:
    assert len(bank_of(tmp_path, WHOLE).questions) == 1


def test_the_translation_is_read(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, TRANSLATION + WHOLE[WHOLE.index("passage:") :])

    assert (bank.language, bank.translation_of) == ("es", re.findall(r"^id: (\S+)", WHOLE, re.MULTILINE)[0])


def test_the_glossary_is_read_and_its_words_are_found(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, WHOLE.replace("questions:\n", f"{GLOSSARY}questions:\n"))

    assert [bank.passage.words_of(place.span) for place in bank.glossary_places] == ["tenants", "unanimous"]


@pytest.mark.parametrize("question", QUESTIONS, ids=type_of)
def test_each_question_is_read(tmp_path: Path, question: str) -> None:
    bank = bank_of(tmp_path, with_question(question))

    assert bank.questions[-1].type_name == type_of(question)


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_each_evidence_is_read(tmp_path: Path, evidence: str) -> None:
    text = with_question(f"id: q\ntype: true_false\nstem: So.\nkey: true\n{evidence}")
    if "levels:" not in evidence:
        bank = bank_of(tmp_path, text)
        assert bank.spans(bank.questions[-1].evidence)
        return
    bank = bank_of(tmp_path, text.replace("questions:\n", f"{LEVELS}questions:\n", 1).replace("stood empty for ", ""))
    levels = [bank.at_level(id_) for id_ in ("standard", "easier")]
    assert [len(each.spans(each.questions[-1].evidence)) for each in levels] == [4, 3]


def test_the_answers_are_read_and_are_right(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, WHOLE + "".join(f"  - {textwrap.indent(each, '    ').lstrip()}" for each in QUESTIONS))
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")

    responses, problems = read_responses(path, bank)

    assert problems == ()
    assert {bank.question(id_).type_name for id_ in responses} == set(BY_NAME)
    marks = {id_: bank.question(id_).mark(response) for id_, response in responses.items()}
    assert {id_ for id_, mark in marks.items() if not (isinstance(mark, Points) and mark.earned == mark.possible)} == {
        "how-persuaded"
    }


def test_each_answer_says_of_which_type_it_is() -> None:
    types = {question.split("\n")[0].removeprefix("id: "): type_of(question) for question in QUESTIONS}

    said = re.findall(r"^([\w-]+):.*# (\w+): ", ANSWERS, re.MULTILINE)

    assert {name for _, name in said} == set(BY_NAME)
    assert [types.get(id_, "short_answer") for id_, _ in said] == [name for _, name in said]


def test_the_folders_of_banks_are_those_of_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    folders = dict(re.findall(r"^\| (Linux|macOS|Windows) \| `(.*)` \|$", GUIDE, re.MULTILINE))
    own = {"Linux": Unix("quizapp", appauthor=False), "macOS": MacOS("quizapp", appauthor=False)}

    for system, paths in own.items():
        assert Path(folders[system]).expanduser() == UserPaths(paths.user_data_path).banks
    assert folders["Windows"].split("\\") == ["%LOCALAPPDATA%", "quizapp", "banks"]


def test_an_image_in_a_passage_is_read_as_the_guide_has_it(tmp_path: Path) -> None:
    (written,) = re.findall(r"`(!\[.*?\]\((?:map).png\))` shows", GUIDE)
    (tmp_path / "map.png").write_bytes(png())

    bank = bank_of(tmp_path, WHOLE.replace("    The vote to keep", f"    {written}\n\n    The vote to keep"))

    assert bank.passage.images == (Image("map.png", "A map of the coast"),)


def test_the_limits_of_images_are_those_that_are_checked() -> None:
    limits = f"{MOST_BYTES // 2**20} MB, {MOST_PIXELS // 10**6} million pixels and {LONGEST_SIDE:,} pixels on a side"
    assert limits in GUIDE
    assert f"{MOST_BYTES_OF_ALL // 2**20} MB together" in GUIDE


@pytest.mark.parametrize("name", BY_NAME)
def test_each_type_has_its_section_and_its_example(name: str) -> None:
    assert re.search(rf"^### `{name}`: ", GUIDE, re.MULTILINE)
    assert name in map(type_of, QUESTIONS)


@pytest.mark.parametrize("name", re.findall(r"^### `(\w+)`", GUIDE, re.MULTILINE))
def test_each_type_that_the_guide_has_is_there(name: str) -> None:
    assert name in BY_NAME


# Fields


def records(shape: shapes.Type) -> Iterator[type]:
    """The records that a field of this shape can hold, and those in them."""
    match shape:
        case shapes.StructType():
            yield shape.cls
            for field in shape.fields:
                yield from records(field.type)
        case shapes.VarTupleType() | shapes.ListType():
            yield from records(shape.item_type)
        case shapes.DictType():
            yield from records(shape.value_type)
        case shapes.UnionType():
            for member in shape.types:
                yield from records(member)


def section(name: str) -> str:
    return GUIDE.split(f"### `{name}`")[1].split("\n### ")[0].split("\n## ")[0]


def fields_of(record: type) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(record)}


COMMON = fields_of(Question)
ELSEWHERE = {
    "shuffle": "## Fields that every question has",
    "role": "### Roles",
    "prefix": "### Evidence",
    "suffix": "### Evidence",
    "quote": "### Evidence",
    "file": "### Images",
    "alt": "### Images",
    "caption": "### Images",
    "levels": "### Reading levels",
}


@pytest.mark.parametrize("name", BY_NAME)
def test_every_field_of_a_type_is_explained(name: str) -> None:
    """In its own section, or where those stand that several types have."""
    text = section(name)
    found = {
        field
        for record in records(shapes.type_info(BY_NAME[name]))
        if record is not Hint  # in the table of what all questions have
        for field in fields_of(record)
        if field not in COMMON or record is not BY_NAME[name]
    }

    for field in found:
        place = GUIDE.split(ELSEWHERE[field])[1] if field in ELSEWHERE else text
        assert re.search(rf"`{field}`|\b{field}:", place), f"{field} of {name}"


@pytest.mark.parametrize("field", [*sorted(COMMON), "type", "shuffle"])
def test_every_field_that_all_questions_have_is_in_the_table(field: str) -> None:
    table = GUIDE.split("## Fields that every question has")[1].split("### ")[0]

    assert re.search(rf"^\| `{field}` \|", table, re.MULTILINE)


def rows(heading: str) -> set[str]:
    table = GUIDE.split(heading)[1].split("\n#")[0]
    return set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))))


def test_the_tables_have_no_field_that_is_not_there() -> None:
    assert rows("## Fields that every question has") == COMMON | {"type", "shuffle"}
    assert rows("### Images") == fields_of(Image)
    assert rows("### Roles of wrong options") == set(get_args(Role)) - {""}
    assert rows("## The bank") == HEADER_FIELDS


def test_the_table_of_the_bank_has_the_fields_that_a_bank_has(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(WHOLE.replace("title:", "wings: 4\ntitle:"), encoding="utf-8")

    (problem,) = read_bank(path).problems

    assert set(problem.values["choices"].split(", ")) == HEADER_FIELDS


@pytest.mark.parametrize("skill", SKILLS)
def test_every_skill_is_named(skill: str) -> None:
    assert f"`{skill}`" in GUIDE


@pytest.mark.parametrize("name", BY_NAME)
def test_every_word_that_can_be_chosen_is_named(name: str) -> None:
    for entry in shapes.type_info(BY_NAME[name]).fields:  # type: ignore[attr-defined]
        words = entry.type.values if isinstance(entry.type, shapes.LiteralType) else ()

        assert [word for word in words if word and f"`{word}`" not in GUIDE] == [], entry.encode_name


def test_the_numbers_in_the_guide_are_those_that_are_checked(tmp_path: Path) -> None:
    """“Two to twenty options”: one more or one less is a mistake."""
    limits = {
        "options": ("Two to twenty options", "options: [{text: key, key: true}, %s]", 1, 19),
        "statements": ("one to forty statements", "categories: [a, b]\nstatements: [%s]", 1, 40),
        "categories": ("Two to six categories", "statements: [{text: a, category: c0}]\ncategories: [%s]", 2, 6),
    }
    types = {"options": "single_choice", "statements": "categorize", "categories": "categorize"}
    entries = {"options": "c{}", "statements": "{{text: c{}, category: a}}", "categories": "c{}"}
    for what, (sentence, fields, least, most) in limits.items():
        assert sentence in GUIDE
        for count, is_right in ((least, True), (most, True), (least - 1, False), (most + 1, False)):
            listed = ", ".join(entries[what].format(number) for number in range(count))
            path = tmp_path / "bank.yaml"
            path.write_text(
                with_question(f"id: q\ntype: {types[what]}\nstem: So?\n{fields % listed}\n"), encoding="utf-8"
            )
            assert (read_bank(path).bank is not None) == is_right, (what, count)
