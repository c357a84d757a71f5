"""Files that other tools wrote: each question of them is imported, or the report says why not."""

import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.gift_syntax import GiftCategory, GiftQuestion, GiftUnread, read_gift
from quizapp.interchange.losses import Imported
from quizapp.interchange.source import Source
from quizapp.services.exchange import read_file
from tests.interchange.outside import FORMATS, needs_outside
from tests.interchange.trips import assert_adds_up, assert_is_bank

GIFT_PAIRS = sorted((FORMATS / "gift-peg").glob("*.gift"))
MOODLE = FORMATS / "moodle"
CANVAS = sorted((FORMATS / "qti12-canvas").glob("*.xml"))

_KINDS = {
    "choice": "MC",
    "short_answer": "Short",
    "true_false": "TF",
    "numeric": "Numerical",
    "matching": "Matching",
    "essay": "Essay",
    "text": "Description",
}


def read_outside(path: Path) -> Imported:
    imported = read_file(path)
    assert_adds_up(imported.losses, imported)
    for bank in imported.banks:
        assert_is_bank(bank)
    return imported


@needs_outside
def test_every_file_adds_up() -> None:
    """Read = imported + reported, in each file, also in those of formats that are not imported."""
    for path in sorted(FORMATS.rglob("*")):
        if path.is_file() and "schemas" not in path.parts:
            imported = read_outside(path)
            assert imported.losses.items or imported.problems or path.suffix == ".gift", path


@needs_outside
def test_gift_files_are_read_as_their_json_says() -> None:
    """Apart from white space, and the spaces around a blank, nothing differs."""
    assert len(GIFT_PAIRS) >= 50
    different = {}
    for path in GIFT_PAIRS:
        expected = [_of_json(entry) for entry in json.loads(path.with_suffix(".json").read_text("utf-8"))]
        found = [_of_gift(entry) for entry in read_gift(path.read_text("utf-8"))]
        if found != expected:
            different[path.stem] = (found, expected)
    assert different == {}


def _words(text: str | None) -> str:
    text = re.sub(r"\s+", " ", (text or "").replace("\\n", " ")).strip()
    return re.sub(r"_____ ?", "_____", text).replace(" _____", "_____")


def _of_gift(entry: GiftQuestion | GiftCategory | GiftUnread) -> Any:
    if isinstance(entry, GiftCategory):
        return ("Category", entry.path)
    assert isinstance(entry, GiftQuestion), entry
    answers: Any = None
    if entry.kind in ("choice", "short_answer"):
        answers = [
            (
                answer.sign == "=",
                answer.share if answer.has_weight else None,
                answer.text.format,
                _words(answer.text.text),
                _words(answer.feedback.text),
            )
            for answer in entry.answers
        ]
    elif entry.kind == "numeric":
        answers = [(near.value, near.within) for near, _ in entry.numbers if near.value is not None]
    elif entry.kind == "matching":
        answers = [(_words(prompt.text), _words(option)) for prompt, option in entry.pairs]
    elif entry.kind == "true_false":
        answers = (entry.is_true, tuple(_words(said.text) for said in entry.feedback if said.text))
    head = (entry.id or None, entry.tags or None, entry.title or None, entry.is_embedded)
    return (_KINDS[entry.kind], *head, entry.stem.format, _words(entry.stem.text), answers, _words(entry.general.text))


def _of_json(entry: dict[str, Any]) -> Any:
    kind = entry["type"]
    if kind == "Category":
        return (kind, entry["title"])
    answers: Any = None
    if kind in ("MC", "Short"):
        answers = [
            (
                choice["isCorrect"],
                None if choice["weight"] is None else Decimal(str(choice["weight"])),
                choice["text"]["format"],
                _words(choice["text"]["text"]),
                _words((choice["feedback"] or {"text": ""})["text"]),
            )
            for choice in entry["choices"]
        ]
    elif kind == "Numerical":
        found = entry["choices"]
        texts = [found] if isinstance(found, dict) else [choice["text"] for choice in found]
        answers = [_near(text) for text in texts if isinstance(text, dict) and text.get("type")]
    elif kind == "Matching":
        answers = [(_words(pair["subquestion"]["text"]), _words(pair["subanswer"])) for pair in entry["matchPairs"]]
    elif kind == "TF":
        said = (entry["trueFeedback"], entry["falseFeedback"])
        answers = (entry["isTrue"], tuple(_words(each["text"]) for each in said if each))
    tags = tuple(entry["tags"]) if entry.get("tags") else None
    head = (entry.get("id"), tags, entry["title"], entry["hasEmbeddedAnswers"])
    general = (entry.get("globalFeedback") or {"text": ""})["text"]
    return (kind, *head, entry["stem"]["format"], _words(entry["stem"]["text"]), answers, _words(general))


def _near(text: dict[str, Any]) -> tuple[Decimal, Decimal]:
    if text["type"] == "high-low":
        high, low = Decimal(str(text["numberHigh"])), Decimal(str(text["numberLow"]))
        return ((low + high) / 2, (high - low) / 2)
    return (Decimal(str(text["number"])), Decimal(str(text.get("range", 0))))


@needs_outside
def test_moodles_examples_of_gift_are_all_imported() -> None:
    imported = read_outside(MOODLE / "gift-examples.txt")
    assert imported.losses.read == 43
    assert imported.losses.left_out == 0
    assert sum(len(bank.questions) for bank in imported.banks) == 43


@needs_outside
def test_of_an_aiken_file_with_errors_the_valid_questions_are_imported() -> None:
    imported = read_outside(MOODLE / "aiken_errors.txt")
    (bank,) = imported.banks
    assert [question.stem for question in bank.questions] == [
        "A good question",
        "A second good question",
        "A third good question with HTML chars such as > < &",
    ]
    assert [item.line for item in imported.losses.items if not item.made] == [1, 5, 7, 14]
    assert len(read_outside(MOODLE / "questions.aiken.txt").banks[0].questions) == 2


@needs_outside
def test_moodle_xml_is_imported_or_named_with_its_line() -> None:
    read: list[str] = []
    left_out: dict[str, str] = {}
    for path in sorted((MOODLE / "xml").glob("*.xml")):
        imported = read_outside(path)
        assert imported.problems == () or not imported.banks
        written = len(re.findall(r'<question type="(?!category)', path.read_text("utf-8")))
        assert imported.losses.read == written, path
        for item in imported.losses.items:
            assert item.line > 0
            read.append(item.name)
            if not item.made:
                left_out[item.name] = item.losses[0].code
    assert len(read) == 24
    assert left_out == {
        "Multianswer question without subquestions": "not_read",
        "Multichoice subquestion without choices": "gap_not_understood",
        "Multichoice subquestion with only one choice": "mistake",
        "Multichoice subquestion with no completely correct answer": "no_key",
        "Numerical subquestion with buggy answer": "not_a_number",
    }


@needs_outside
def test_all_examples_of_wordselect_are_imported() -> None:
    imported = read_outside(MOODLE / "wordselect_examples.xml")
    (bank,) = imported.banks
    assert len(bank.questions) == imported.losses.read == 10
    cat = bank.question("ws3")
    assert cat.image is not None
    assert cat.correct_lines() == ("sat",)


@needs_outside
@pytest.mark.parametrize("name", ["moodle-xml", "gift", "qti12"])
def test_a_second_trip_of_an_outside_file_changes_nothing(name: str) -> None:
    format_ = BY_NAME[name]
    assert format_.exporter is not None
    for path in [*(MOODLE / "xml").glob("*.xml"), MOODLE / "wordselect_examples.xml", *GIFT_PAIRS, *CANVAS]:
        for bank in read_outside(path).banks:
            banks, texts = [bank], []
            for _ in range(3):
                target = io.BytesIO()
                for each in banks:
                    format_.exporter.write(each, target)
                texts.append(target.getvalue())
                banks = list(format_.importer.read(Source.of_bytes(path.name, texts[-1])).banks)
            assert texts[1] == texts[2], path
