"""QTI 1.2, as Canvas, Respondus and Blackboard write it: what each kind means here, and what is told."""

import io
import re
import zipfile
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.mark import Points
from quizapp.domain.passage import read_passage
from quizapp.interchange.losses import Imported
from quizapp.interchange.qti12_writing import Qti12Exporter
from quizapp.interchange.source import Source
from quizapp.services.exchange import read_file, read_source
from tests.images import png
from tests.interchange.outside import FORMATS, needs_outside
from tests.interchange.qti12_samples import CASES, REFUSED, Q, choice, equal, item, quiz, rule, said, text
from tests.interchange.trips import assert_adds_up, assert_is_bank

CANVAS = FORMATS / "qti12-canvas"


def read(*items: str) -> Imported:
    imported = read_source(Source.of_bytes("school.xml", quiz(*items)))
    assert imported.problems == ()
    assert_adds_up(imported.losses, imported)
    for bank in imported.banks:
        assert_is_bank(bank)
    return imported


def codes(imported: Imported) -> set[str]:
    return {loss.code for each in imported.losses.items for loss in each.losses}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_marked_as_its_conditions_say(name: str) -> None:
    written, type_, marks, losses = CASES[name]
    imported = read(written)
    assert codes(imported) - {"model_answer_missing"} == losses
    (bank,) = imported.banks
    (question,) = bank.questions
    assert question.type_name == type_
    for response, earned in marks.items():
        mark = question.mark(response)
        assert isinstance(mark, Points)
        assert (response, str(mark.earned / mark.possible)) == (response, earned)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_carried_is_named_with_its_line(name: str) -> None:
    written, code = REFUSED[name]
    imported = read_source(Source.of_bytes("school.xml", quiz(written)))
    assert imported.banks == ()
    (told,) = imported.losses.items
    assert (told.made, told.line, [loss.code for loss in told.losses]) == (0, 3, [code])


def test_what_belongs_to_a_key_comes_along() -> None:
    def question(name: str) -> Any:
        return read(CASES[name][0]).banks[0].questions[0]

    assert question("one option").stem == "Who **asked**?"
    assert question("Blackboard").points == 4
    assert question("an essay").model_answer == "Names \\*Marta\\*."
    assert question("an order").correct_lines() == ("1. Monday", "2. Friday", "3. Tuesday")
    assert question("several blanks").correct_lines() == ("1. white", "2. town")
    assert question("several menus").text == "The [1] tower stood in [2]."
    assert question("several menus").correct_lines() == ("1. red", "2. town")
    assert question("blanks in a text").text == "Now is the [1] of our [2]"
    pairs = question("pairs")
    assert [(each.text, each.option, each.feedback) for each in pairs.prompts] == [
        ("Marta", "asked", "Read again."),
        ("The council", "sold", ""),
    ]
    assert sorted(pairs.options) == ["asked", "kept", "sold"]
    assert question("a formula").stem == "What is 9 + 1?"


def test_feedback_and_points_come_along() -> None:
    imported = read(
        item(
            Q + choice("Marta", "Council", render='shuffle="Yes"'),
            rule("<other/>", feedback="general_fb", more='continue="Yes"')
            + rule(equal("c"), feedback="c_fb", more='continue="Yes"')
            + rule(equal("m"), "100", feedback="correct_fb", more='continue="No"'),
            said("general_fb", "See <i>there</i>.") + said("c_fb", "No.") + said("correct_fb", "Well done."),
            points_possible="2.5",
            calculator_type="basic",
        )
    )
    ((question,),) = (bank.questions for bank in imported.banks)
    assert (question.explanation, float(question.points), question.shuffle) == ("See *there*.", 2.5, True)  # type: ignore[attr-defined]
    assert [option.feedback for option in question.options] == ["", "No."]  # type: ignore[attr-defined]
    assert codes(imported) == {"general_feedback", "setting"}


def test_a_text_is_the_passage_of_the_questions_that_name_it() -> None:
    one = CASES["one option"][0]
    text_item = item(text("<p>Marta asked.</p>"), ident="t1", title="The tower", question_type="text_only_question")
    named = one.replace("<qtimetadata>", "<qtimetadata><qtimetadatafield><fieldlabel>parent_stimulus_item_ident"
                        "</fieldlabel><fieldentry>t1</fieldentry></qtimetadatafield>")  # fmt: skip
    follows = read(one, text_item, one, one)
    assert sorted((bank.passage.title, len(bank.questions)) for bank in follows.banks) == [
        ("Bees", 1),
        ("The tower", 2),
    ]
    by_name = read(text_item, one, named)
    assert sorted((bank.passage.title, len(bank.questions)) for bank in by_name.banks) == [
        ("Bees", 1),
        ("The tower", 1),
    ]


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def package(tmp_path: Path, **files: bytes) -> Imported:
    path = tmp_path / "school.imscc"
    path.write_bytes(zipped(**files))
    imported = read_file(path)
    assert_adds_up(imported.losses, imported)
    return imported


def test_a_package_is_read_with_its_images_and_nothing_is_told_twice(tmp_path: Path) -> None:
    shown = '<p>Who? <img src="$IMS-CC-FILEBASE$/Uploaded%20Media/map.png?canvas_download=1" alt="A map"></p>'
    one = item(text(shown) + choice("Marta", "Council"), rule(equal("m"), "100"))
    data = quiz(one, ident="g1")
    imported = package(
        tmp_path,
        **{
            "imsmanifest.xml": b'<?xml version="1.0"?><manifest identifier="m"><resources/></manifest>',
            "g1/assessment_meta.xml": b'<?xml version="1.0"?><quiz identifier="g1" '
            b'xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>Bees</title></quiz>',
            "g1/assessment_qti.xml": data,
            "non_cc_assessments/g1.xml.qti": data,
            "web_resources/Uploaded Media/map.png": png(),
            **{f"wiki_content/page-{number}.html": b"<html><body>Hello</body></html>" for number in range(30)},
        },
    )
    (bank,) = imported.banks
    (question,) = bank.questions
    assert question.image is not None
    assert (question.image.alt, bank.images[question.image.file]) == ("A map", png())
    assert [loss.code for _, loss in imported.losses.notes] == ["same_again", "package_files", "files_not_understood"]
    assert "30 files" in imported.losses.notes[-1][1].sentence()
    assert codes(imported) == set()


def test_an_image_is_looked_for_in_the_package_alone(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(png())
    sources = ("../map.png", str(tmp_path / "map.png"), f"file://{tmp_path}/map.png", "http://example.org/map.png")
    one = [
        item(text(f'Who? <img src="{source}" alt="x">') + choice("Marta", "Council"), rule(equal("m"), "100"))
        for source in sources
    ]
    imported = package(tmp_path, **{"q/quiz.xml": quiz(*one)})
    assert [[loss.code for loss in each.losses] for each in imported.losses.items] == [["image_missing"]] * 4


def test_a_written_package_names_all_its_files() -> None:
    bank = read(CASES["one option"][0]).banks[0]
    images = {"bees/map 1.png": png()}
    bank = msgspec.structs.replace(
        bank, passage=read_passage("# Bees\n\nOne.\n\n![A map](bees/map 1.png)\n"), images=images
    )
    target = io.BytesIO()
    Qti12Exporter().write(bank, target)
    with zipfile.ZipFile(target) as archive:
        named = {each.attrib["href"] for each in ElementTree.fromstring(archive.read("imsmanifest.xml")).iter()
                 if each.tag.endswith("}file")}  # fmt: skip
        assert {"imsmanifest.xml", *named} == set(archive.namelist())
        assert archive.read("web_resources/bees/map 1.png") == png()
    (again,) = read_source(Source.of_bytes("bees.zip", target.getvalue())).banks
    assert list(again.images.values()) == [png()]


def test_missing_end_tags_are_mended_and_told() -> None:
    whole = quiz(CASES["one option"][0])
    broken = whole.replace(b"</resprocessing>", b"").replace(b'"1.0" ', b'"1.0"')
    imported = read_source(Source.of_bytes("school.xml", broken))
    assert [len(bank.questions) for bank in imported.banks] == [1]
    assert [loss.code for _, loss in imported.losses.notes] == ["xml_mended"]


def test_questions_that_are_drawn_are_all_there_and_it_is_told() -> None:
    one = CASES["one option"][0]
    section = (
        '<section title="Group"><selection_ordering><selection><selection_number>1</selection_number></selection>'
        f"</selection_ordering>{one}{one}</section>"
    )
    imported = read(section)
    assert [loss.code for _, loss in imported.losses.notes] == ["drawn"]
    assert len(imported.banks[0].questions) == 2


@needs_outside
def test_outside_files_are_imported_or_named_by_what_they_need() -> None:
    files = sorted(CANVAS.glob("*.xml"))
    assert len(files) == 49
    left_out: dict[str, set[str]] = {}
    for path in files:
        imported = read_file(path)
        assert imported.problems == ()
        assert_adds_up(imported.losses, imported)
        written = path.read_text("utf-8", "replace")
        assert imported.losses.read == written.count("<item ") + written.count("<bankentry_item ")
        for bank in imported.banks:
            assert_is_bank(bank)
        told = {loss.code for each in imported.losses.items if not each.made for loss in each.losses}
        if told:
            assert all(each.line > 1 for each in imported.losses.items)
            left_out[path.stem] = told
    assert left_out == {
        "bank_entry_item": {"needs"},
        "choice_vary_points_by_answer_zero_points": {"no_key"},
        "hot_spot": {"type_unknown"},
        "nq_multiple_fib_scoring_algorithms": {"needs"},
        "stimulus": {"text_without_questions"},
        "stimulus_passage": {"text_without_questions"},
        "text.no.question": {"text_without_questions"},
        "upload": {"type_unknown"},
        "upload_with_custom_settings": {"type_unknown"},
    }


def of_outside(name: str) -> Bank:
    (bank,) = read_file(CANVAS / f"{name}.xml").banks
    return bank


@needs_outside
def test_the_keys_of_outside_files_are_those_that_they_say() -> None:
    """Read from the files by hand."""
    expected = {
        "canvas_multiple_dropdowns_correct_choice_is_not_the_first": [("1. d", "2. a")],
        "canvas_multiple_fib_extra_brackets": [("1. D", "2. E", "3. B", "4. C", "5. A")],
        "multiple_answer_canvas": [("A", "C", "D")],
        "ordering": [("1. Monday", "2. Tuesday", "3. Wednesday", "4. Thursday", "5. Friday")],
        "fib": [("1. Winter", "2. Summer", "3. York")],
        "mc_feedback": [("A",)],
        "true_false": [("False",)],
        "nq_multiple_fib_answer_types": [("1. black",), ("1. white", "2. brown")],
    }
    assert {name: [each.correct_lines() for each in of_outside(name).questions] for name in expected} == expected
    for name, right, wrong in (
        ("numeric_margin_error", ("70", "84"), "85"),
        ("numeric_margin_error_percent", ("160", "240"), "241"),
        ("numeric_within_range", ("1", "22"), "0.9"),
        ("formula_mform", (), "0"),
    ):
        (question,) = of_outside(name).questions
        assert [question.mark(each).earned for each in right] == [1] * len(right)  # type: ignore[union-attr]
        assert question.mark(wrong).earned == 0  # type: ignore[union-attr]


def worth(processing: ElementTree.Element, given: set[str]) -> float:
    """What a response earns by the conditions of its item: an independent, small reading of them."""
    score = 0.0
    for condition in processing.iter("respcondition"):
        marks, tests = condition.find("setvar"), condition.find("conditionvar")
        if marks is None or tests is None or not all(holds(each, given) for each in tests):
            continue
        value = float(marks.text or 0)
        score = value if marks.get("action") == "Set" else score + value
        if condition.get("continue") == "No":
            break
    return score


def holds(tests: ElementTree.Element, given: set[str]) -> bool:
    inside = [holds(each, given) for each in tests]
    by_tag = {"and": all(inside), "or": any(inside), "not": not all(inside), "other": False}
    return by_tag.get(tests.tag, tests.text in given)


@needs_outside
def test_choices_of_outside_files_are_marked_as_their_conditions_say() -> None:
    tried = 0
    for path in sorted(CANVAS.glob("*.xml")):
        imported = read_file(path)
        questions = [each for bank in imported.banks for each in bank.questions]
        kinds = {"single_choice", "true_false", "multiple_choice"}
        if (
            not questions
            or {each.type_name for each in questions} - kinds
            or codes(imported) & {"partial_choice", "penalty"}
        ):
            continue
        root = ElementTree.fromstring(re.sub(' xmlns="[^"]+"', "", path.read_text("utf-8"), count=1))
        items = [each for each in root.iter("item") if each.find("resprocessing") is not None]
        for question, item_ in zip(questions, items, strict=True):
            processing = item_.find("resprocessing")
            assert processing is not None
            idents = [each.attrib["ident"] for each in item_.iter("response_label")]
            several = question.type_name == "multiple_choice"
            if "scoring_algorithm" in ElementTree.tostring(item_, "unicode") and several:
                continue
            sets = [set(each) for size in range(1, len(idents) + 1) for each in combinations(idents, size)]
            sets = [each for each in sets if several or len(each) == 1]
            best = max(worth(processing, each) for each in sets)
            for given in sets:
                at = [idents.index(each) for each in given]
                names = [["true", "false"][n] if question.type_name == "true_false" else "ABCDEFGH"[n] for n in at]
                mark = question.mark(tuple(sorted(names)) if several else names[0])
                assert isinstance(mark, Points)
                assert float(mark.earned / mark.possible) == worth(processing, given) / best, (path.name, given)
                tried += 1
    assert tried >= 40
