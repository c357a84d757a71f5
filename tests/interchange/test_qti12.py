"""QTI 1.2, as Canvas, Respondus and Blackboard write it: what each kind means here, and what is told."""

import io
import zipfile
from html import escape
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.mark import Points
from quizapp.interchange.losses import Imported
from quizapp.interchange.source import Source
from quizapp.services.exchange import read_file, read_source
from tests.images import png
from tests.interchange.outside import FORMATS, needs_outside
from tests.interchange.trips import assert_adds_up, assert_is_bank

CANVAS = FORMATS / "qti12-canvas"


def text(words: str, html: bool = True) -> str:
    kind = ' texttype="text/html"' if html else ""
    return f"<material><mattext{kind}>{escape(words, quote=False)}</mattext></material>"


def labels(*options: str) -> str:
    return "".join(
        f'<response_label ident="{option[0].lower()}">{text(option, False)}</response_label>' for option in options
    )


def choice(*options: str, several: bool = False, ident: str = "r", prompt: str = "", render: str = "") -> str:
    cardinality = "Multiple" if several else "Single"
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{text(prompt, False) if prompt else ""}'
        f"<render_choice {render}>{labels(*options)}</render_choice></response_lid>"
    )


def typed(ident: str = "r", render: str = "") -> str:
    return f'<response_str ident="{ident}"><render_fib {render}><response_label ident="x"/></render_fib></response_str>'


def equal(value: str, ident: str = "r", more: str = "") -> str:
    return f'<varequal respident="{ident}" {more}>{value}</varequal>'


def rule(tests: str, score: str = "", action: str = "Set", feedback: str = "", more: str = "") -> str:
    marks = f'<setvar varname="SCORE" action="{action}">{score}</setvar>' if score else ""
    said = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    return f"<respcondition {more}><conditionvar>{tests}</conditionvar>{marks}{said}</respcondition>"


def said(ident: str, words: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{text(words)}</flow_mat></itemfeedback>'


def item(
    presentation: str, rules: str = "", more: str = "", *, title: str = "n", ident: str = "i", **metadata: str
) -> str:
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for name, value in metadata.items()
    )
    outcomes = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
    return (
        f'<item ident="{ident}" title="{title}"><itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>'
        f"<presentation>{presentation}</presentation><resprocessing>{outcomes}{rules}</resprocessing>{more}</item>"
    )


def quiz(*items: str, title: str = "Bees", ident: str = "quiz") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="{ident}" title="{title}"><section ident="root_section">\n'
        + "\n".join(items)
        + "</section></assessment></questestinterop>"
    ).encode()


def read(*items: str) -> Imported:
    imported = read_source(Source.of_bytes("school.xml", quiz(*items)))
    assert imported.problems == ()
    assert_adds_up(imported.losses, imported)
    for bank in imported.banks:
        assert_is_bank(bank)
    return imported


def codes(imported: Imported) -> set[str]:
    return {loss.code for each in imported.losses.items for loss in each.losses}


Q = text("<p>Who <b>asked</b>?</p>")
GAPS = text("<p>The [color] tower stood in [place].</p>")
CASES: dict[str, tuple[str, str, dict[Any, str], set[str]]] = {
    "one option": (
        item(Q + choice("Marta", "Council"), rule(equal("m"), "100", more='continue="No"')),
        "single_choice",
        {"A": "1", "B": "0"},
        set(),
    ),
    "an option with a part of the points": (
        item(Q + choice("Marta", "Council"), rule(equal("m"), "10") + rule(equal("c"), "5")),
        "single_choice",
        {"A": "1", "B": "0"},
        {"partial_choice"},
    ),
    "Respondus: every option has its score": (
        item(Q + choice("Marta", "Council"), rule(equal("m"), "0", "Add") + rule(equal("c"), "10", "Set")),
        "single_choice",
        {"A": "0", "B": "1"},
        set(),
    ),
    "true or false": (
        item(Q + choice("True", "False"), rule(equal("f"), "100"), question_type="true_false_question"),
        "true_false",
        {"true": "0", "false": "1"},
        set(),
    ),
    "Canvas: all that is right, and nothing else": (
        item(
            Q + choice("Marta", "Council", "Tower", several=True),
            rule(f"<and>{equal('m')}<not>{equal('c')}</not>{equal('t')}</and>", "100"),
            question_type="multiple_answers_question",
        ),
        "multiple_choice",
        {("A", "C"): "1", ("A",): "0", ("A", "B", "C"): "0"},
        set(),
    ),
    "all that is right, whatever else": (
        item(
            Q + choice("Marta", "Council", "Tower", several=True),
            rule(f"<and>{equal('m')}{equal('t')}</and>", "100"),
        ),
        "multiple_choice",
        {("A", "C"): "1", ("A",): "0"},
        {"marking"},
    ),
    "Respondus: points for each": (
        item(
            Q + choice("Marta", "Council", "Tower", several=True),
            rule(equal("m"), "50", "Add") + rule(equal("c"), "-50", "Add") + rule(equal("t"), "50", "Add"),
        ),
        "multiple_choice",
        {("A", "C"): "1", ("A",): "1/2", ("A", "B"): "0"},
        set(),
    ),
    "a short answer": (
        item(Q + typed(), rule(equal("Marta") + equal("the keeper"), "100"), question_type="short_answer_question"),
        "short_answer",
        {"marta": "1", "The keeper": "1", "Council": "0"},
        set(),
    ),
    "a short answer in which capital letters count": (
        item(Q + typed(), rule(equal("Marta", more='case="Yes"'), "100")),
        "short_answer",
        {"Marta": "1", "marta": "0"},
        set(),
    ),
    "blanks in a text": (
        item(
            text("Now is the ") + typed("one") + text(" of our ") + typed("two"),
            rule(equal("winter", "one") + equal("discontent", "two"), "3"),
        ),
        "gap_fill",
        {},
        {"marking"},
    ),
    "several blanks": (
        item(
            GAPS
            + choice("white", "White", ident="response_color", prompt="color")
            + choice("town", ident="response_place"),
            rule(equal("w", "response_color"), "50", "Add") + rule(equal("t", "response_place"), "50", "Add"),
            question_type="fill_in_multiple_blanks_question",
        ),
        "gap_fill",
        {},
        set(),
    ),
    "several menus": (
        item(
            GAPS + choice("white", "red", ident="response_color") + choice("town", "village", ident="response_place"),
            rule(equal("r", "response_color"), "50", "Add") + rule(equal("t", "response_place"), "50", "Add"),
            question_type="multiple_dropdowns_question",
        ),
        "inline_choice",
        {},
        set(),
    ),
    "pairs": (
        item(
            Q
            + choice("asked", "sold", "kept", ident="p", prompt="Marta")
            + choice("asked", "sold", "kept", ident="q", prompt="The council"),
            rule(equal("a", "p"), "50", "Add")
            + rule(equal("s", "q"), "50", "Add")
            + rule(f"<not>{equal('a', 'p')}</not>", feedback="p_fb"),
            said("p_fb", "Read again."),
            question_type="matching_question",
        ),
        "matching",
        {},
        set(),
    ),
    "a number": (
        item(Q + typed(render='fibtype="Decimal"'), rule(equal("11.0"), "100"), question_type="numerical_question"),
        "numeric",
        {"11": "1", "11.1": "0"},
        set(),
    ),
    "a number with a margin": (
        item(
            Q + typed(),
            rule(
                f"<or>{equal('77.0')}<and><vargte respident='r'>70.0</vargte>"
                "<varlte respident='r'>84</varlte></and></or>",
                "100",
            ),
            question_type="numerical_question",
        ),
        "numeric",
        {"70": "1", "84": "1", "84.1": "0"},
        set(),
    ),
    "a range": (
        item(
            Q + typed(),
            rule("<vargte respident='r'>1</vargte><varlte respident='r'>22</varlte>", "100"),
            question_type="numerical_question",
        ),
        "numeric",
        {"1": "1", "22": "1", "23": "0"},
        set(),
    ),
    "several numbers": (
        item(
            Q + typed(),
            rule(equal("4.0"), "100") + rule(equal("5"), "100"),
            question_type="numerical_question",
        ),
        "short_answer",
        {"4": "1", "5": "1", "6": "0"},
        {"as_type"},
    ),
    "an essay": (
        item(
            Q + typed(),
            rule("<other/>", more='continue="No"'),
            question_type="essay_question",
            grading_notes="Names *Marta*.",
        ),
        "open_response",
        {},
        {"rubric_added"},
    ),
    "an order": (
        item(
            Q
            + '<response_lid ident="r" rcardinality="Ordered"><render_extension><ims_render_object shuffle="No">'
            + f"<flow_label>{labels('Monday', 'Tuesday', 'Friday')}</flow_label></ims_render_object>"
            + "</render_extension></response_lid>",
            rule(equal("m") + equal("f") + equal("t"), "5", "Add"),
        ),
        "ordering",
        {},
        {"marking"},
    ),
    "categories": (
        item(
            Q
            + choice("apple", "beet", "stone", several=True, ident="p", prompt="Fruit")
            + choice("apple", "beet", "stone", several=True, ident="q", prompt="Roots"),
            rule(equal("a", "p"), "50", "Add") + rule(equal("b", "q"), "50", "Add"),
            question_type="categorization_question",
        ),
        "categorize",
        {},
        {"marking", "in_no_category"},
    ),
    "a formula": (
        item(
            text("What is [x] + 1?") + typed(),
            rule("<other/>", "100"),
            "<itemproc_extension><calculated><answer_tolerance>10%</answer_tolerance><var_sets>"
            "<var_set ident='1'><var name='x'>9</var><answer>1*10^1</answer></var_set>"
            "<var_set ident='2'><var name='x'>4</var><answer>5.0</answer></var_set></var_sets></calculated>"
            "</itemproc_extension>",
            question_type="calculated_question",
        ),
        "numeric",
        {"10": "1", "9": "1", "11.5": "0"},
        {"one_set"},
    ),
    "Blackboard": (
        "<item title='n'><itemmetadata><bbmd_questiontype>Multiple Choice</bbmd_questiontype>"
        "<qmd_absolutescore_max>4.0</qmd_absolutescore_max></itemmetadata><presentation><flow class='Block'>"
        "<flow class='QUESTION_BLOCK'><flow class='FORMATTED_TEXT_BLOCK'><material><mat_extension>"
        "<mat_formattedtext type='HTML'>&lt;p&gt;Who?&lt;/p&gt;</mat_formattedtext></mat_extension></material></flow>"
        "</flow><flow class='RESPONSE_BLOCK'><response_lid ident='response' rcardinality='Single'><render_choice>"
        "<flow_label class='Block'><response_label ident='a1'><flow_mat><material><mattext>Marta</mattext></material>"
        "</flow_mat></response_label></flow_label><flow_label><response_label ident='b2'><flow_mat><material>"
        "<mattext>The council</mattext></material></flow_mat></response_label></flow_label></render_choice>"
        "</response_lid></flow></flow></presentation><resprocessing><outcomes>"
        "<decvar varname='SCORE' maxvalue='4'/></outcomes>"
        "<respcondition title='correct'><conditionvar><varequal respident='response' case='No'>b2</varequal>"
        "</conditionvar><setvar variablename='SCORE' action='Set'>SCORE.max</setvar></respcondition>"
        "<respcondition title='incorrect'><conditionvar><other/></conditionvar>"
        "<setvar variablename='SCORE' action='Set'>0</setvar></respcondition></resprocessing></item>",
        "single_choice",
        {"A": "0", "B": "1"},
        set(),
    ),
}
REFUSED: dict[str, tuple[str, str]] = {
    "no key": (item(Q + choice("Marta", "Council")), "no_key"),
    "no option earns anything": (item(Q + choice("Marta", "Council"), rule(equal("m"), "0")), "no_key"),
    "all that is not right earns as much": (
        item(Q + choice("Marta", "Council"), rule("<other/>", "100")),
        "several_right",
    ),
    "no key of a short answer": (item(Q + typed(), question_type="short_answer_question"), "no_key"),
    "a hot spot": (item(Q, question_type="hot_spot_question"), "type_unknown"),
    "a place on an image": (item(Q + "<response_xy ident='r'/>"), "type_unknown"),
    "an upload": (item(Q, question_type="file_upload_question"), "type_unknown"),
    "a part of a word": (
        item(Q + typed(), rule("<varsubstring respident='r'>art</varsubstring>", "100")),
        "needs",
    ),
    "marks that are multiplied": (item(Q + choice("Marta", "Council"), rule(equal("m"), "2", "Multiply")), "needs"),
    "a gap that is not in the text": (
        item(Q + choice("white", ident="response_color"), question_type="fill_in_multiple_blanks_question"),
        "gap_not_understood",
    ),
    "no question": (item(choice("Marta", "Council"), rule(equal("m"), "100")), "no_text"),
    "a text alone": (item(Q, question_type="text_only_question"), "text_without_questions"),
    "an item of a bank": ('<bankentry_item item_ref="g1"/>', "needs"),
    "an order without an order": (
        item(Q + "<response_lid ident='r' rcardinality='Ordered'>" + labels("a", "b") + "</response_lid>"),
        "no_key",
    ),
}


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
