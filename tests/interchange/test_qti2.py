"""QTI 2 and 3: what comes in, what is refused by its name, and that our marks are those of the item."""

import io
import re
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from quizapp.cli import main
from quizapp.domain.bank import Bank
from quizapp.interchange.losses import Imported
from quizapp.interchange.source import Source
from quizapp.question_types.gap_fill import GapFill
from quizapp.services.exchange import read_file, read_source
from tests.images import png
from tests.interchange.outside import FORMATS, needs_outside
from tests.interchange.qti_marking import Marking, read_item, responses
from tests.interchange.trips import assert_adds_up, assert_is_bank

HEAD = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{id}" title="{title}" adaptive="false"'
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
MATCH = f'<responseProcessing template="{TEMPLATES}/match_correct"/>'
MAP = f'<responseProcessing template="{TEMPLATES}/map_response.xml"/>'
BY_HAND = (
    "<responseProcessing><responseCondition><responseIf><match><variable identifier='RESPONSE'/>"
    "<correct identifier='RESPONSE'/></match><setOutcomeValue identifier='SCORE'><baseValue baseType='float'>2"
    "</baseValue></setOutcomeValue></responseIf><responseElse><setOutcomeValue identifier='SCORE'><baseValue "
    "baseType='float'>0</baseValue></setOutcomeValue></responseElse></responseCondition></responseProcessing>"
)
MAP_BY_HAND = (
    "<responseProcessing><responseCondition><responseIf><isNull><variable identifier='RESPONSE'/></isNull>"
    "<setOutcomeValue identifier='SCORE'><baseValue baseType='float'>0.0</baseValue></setOutcomeValue></responseIf>"
    "<responseElse><setOutcomeValue identifier='SCORE'><mapResponse identifier='RESPONSE'/></setOutcomeValue>"
    "</responseElse></responseCondition></responseProcessing>"
)
ADDED = (
    "<responseProcessing>"
    + "".join(
        f"<responseCondition><responseIf><match><variable identifier='{id_}'/><correct identifier='{id_}'/></match>"
        "<setOutcomeValue identifier='SCORE'><sum><variable identifier='SCORE'/><baseValue baseType='float'>1"
        "</baseValue></sum></setOutcomeValue></responseIf></responseCondition>"
        for id_ in ("RESPONSE", "SECOND")
    )
    + "</responseProcessing>"
)
SUMMED = (
    "<responseProcessing><setOutcomeValue identifier='SCORE'><sum><mapResponse identifier='RESPONSE'/>"
    "<mapResponse identifier='SECOND'/></sum></setOutcomeValue></responseProcessing>"
)


def in_parts(value: str, points: float) -> str:
    """The processing by which one more value earns these points."""
    return BY_HAND.replace(
        "<responseElse>",
        "<responseElseIf><or><match><variable identifier='RESPONSE'/><baseValue baseType='identifier'>"
        f"{value}</baseValue></match></or><setOutcomeValue identifier='SCORE'><baseValue baseType='float'>{points}"
        "</baseValue></setOutcomeValue></responseElseIf><responseElse>",
    )


NULL_FIRST = BY_HAND.replace("responseIf>", "responseElseIf>").replace(
    "<responseElseIf>",
    "<responseIf><isNull><variable identifier='RESPONSE'/></isNull><setOutcomeValue identifier='SCORE'>"
    "<baseValue baseType='float'>{}</baseValue></setOutcomeValue></responseIf><responseElseIf>",
    1,
)
WITHIN = BY_HAND.replace("match>", "equal>").replace("<equal>", "<equal toleranceMode='absolute' tolerance='0.5 0.5'>")
NO_CASE = BY_HAND.replace("match>", "stringMatch>").replace("<stringMatch>", "<stringMatch caseSensitive='false'>")


def declared(
    cardinality: str, base: str, *right: str, mapped: str = "", id_: str = "RESPONSE", bounds: str = "", case: str = ""
) -> str:
    values = "".join(f"<value>{value}</value>" for value in right)
    entries = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"{case}/>'
        for key, value in (pair.split("=") for pair in mapped.split(";") if pair)
    )
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    bounds = bounds or 'defaultValue="0"'
    mapping = f"<mapping {bounds}>{entries}</mapping>" if entries else ""
    return (
        f'<responseDeclaration identifier="{id_}" cardinality="{cardinality}" baseType="{base}">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def item(
    declarations: str, body: str, processing: str = MATCH, *, id_: str = "q", title: str = "Bees", more: str = ""
) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem {HEAD.format(id=id_, title=title)} '
        f'timeDependent="false">{declarations}<outcomeDeclaration identifier="SCORE" cardinality="single" '
        f'baseType="float"/>{more}<itemBody>{body}</itemBody>{processing}</assessmentItem>'
    )


_HTML = frozenset(
    [
        "p",
        "div",
        "span",
        "em",
        "strong",
        "b",
        "br",
        "img",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "blockquote",
        "object",
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "msup",
        "mfrac",
    ]
)


def in_qti3(xml: str) -> str:
    """A file of QTI 2 as one of QTI 3: names in kebab case, those of elements after ``qti-``."""

    def kebab(name: str) -> str:
        return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)

    def tag(found: re.Match[str]) -> str:
        name = found[2] if found[2] in _HTML or found[2] in ("resource", "file") else f"qti-{kebab(found[2])}"
        attributes = re.sub("([A-Za-z]+)(?==[\"'])", lambda each: kebab(each[1]), found[3])
        return f"<{found[1]}{name}{attributes}"

    return re.sub(r"<(/?)([A-Za-z]+)([^<>]*)", tag, xml).replace("imsqti_v2p1", "imsqtiasi_v3p0")


def read(xml: str | bytes, name: str = "bees.xml") -> Imported:
    imported = read_source(Source.of_bytes(name, xml.encode() if isinstance(xml, str) else xml))
    assert_adds_up(imported.losses, imported)
    for bank in imported.banks:
        assert_is_bank(bank)
    return imported


def zipped(files: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def losses(imported: Imported) -> list[str]:
    return [loss.code for each in imported.losses.items for loss in each.losses]


def choice(shuffle: str = "false", most: str = "1", *, second: str = "") -> str:
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="{shuffle}" maxChoices="{most}">'
        "<prompt>Who <em>asked</em>?</prompt>"
        '<simpleChoice identifier="A" fixed="true">Marta</simpleChoice><simpleChoice identifier="B">Ben</simpleChoice>'
        f'<simpleChoice identifier="C">Nobody</simpleChoice>{second}</choiceInteraction>'
    )


ORDER = (
    '<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Which came first?</prompt>'
    + "".join(
        f'<simpleChoice identifier="{id_}">{text}</simpleChoice>'
        for id_, text in {"A": "salt", "B": "bees", "C": "honey"}.items()
    )
    + "</orderInteraction>"
)


def associable(*ids: str, most: str = "1") -> str:
    names = {"M": "Marta", "B": "Ben", "k": "keeper", "c": "cook", "n": "nurse"}
    return "".join(
        f'<simpleAssociableChoice identifier="{id_}" matchMax="{most}">{names[id_]}</simpleAssociableChoice>'
        for id_ in ids
    )


TO_MATCH = (
    '<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="2"><prompt>Who is who?</prompt>'
    f"<simpleMatchSet>{associable('M', 'B')}</simpleMatchSet>"
    f"<simpleMatchSet>{associable('k', 'c', 'n', most='2')}</simpleMatchSet></matchInteraction>"
)
ASSOCIATE = (
    '<associateInteraction responseIdentifier="RESPONSE" shuffle="true">'
    f"<prompt>Who is who?</prompt>{associable('M', 'B', 'k', 'c', 'n')}</associateInteraction>"
)
GAP_MATCH = (
    '<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Put the words in.</prompt>'
    '<gapText identifier="w" matchMax="1">white</gapText><gapText identifier="t" matchMax="1">tower</gapText>'
    '<gapText identifier="h" matchMax="1">honey</gapText>'
    '<p>The <gap identifier="G1"/> <gap identifier="G2"/> stood.</p>'
    "</gapMatchInteraction>"
)


def inline(id_: str) -> str:
    return (
        f'<inlineChoiceInteraction responseIdentifier="{id_}" shuffle="false"><inlineChoice identifier="A">kept'
        '</inlineChoice><inlineChoice identifier="B">sold</inlineChoice></inlineChoiceInteraction>'
    )


def entry(id_: str) -> str:
    return f'<textEntryInteraction responseIdentifier="{id_}" expectedLength="9"/>'


HOTTEXT = (
    '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="{}"><prompt>Which words?</prompt>'
    '<p>The <hottext identifier="A">white</hottext> tower <hottext identifier="B">stood</hottext> '
    '<hottext identifier="C">there</hottext>.</p></hottextInteraction>'
)
TWO = "<p>Read.</p><p>It was {} and then {}.</p>"
SECOND = {"id_": "SECOND"}

SAMPLES: dict[str, tuple[str, str, list[str]]] = {
    # name: type, item, losses
    "choice": ("single_choice", item(declared("single", "identifier", "B"), choice()), []),
    "choice by hand": ("single_choice", item(declared("single", "identifier", "B"), choice(), BY_HAND), []),
    "choice mapped": (
        "single_choice",
        item(declared("single", "identifier", "B", mapped="B=3;C=0"), choice(), MAP),
        [],
    ),
    "choice mapped by hand": (
        "single_choice",
        item(declared("single", "identifier", mapped="B=3"), choice(), MAP_BY_HAND),
        [],
    ),
    "choice, null first": (
        "single_choice",
        item(declared("single", "identifier", "C"), choice(), NULL_FIRST.format(0)),
        [],
    ),
    "choices": ("multiple_choice", item(declared("multiple", "identifier", "A", "B"), choice("true", "0")), []),
    "choices by hand": (
        "multiple_choice",
        item(declared("multiple", "identifier", "A", "C"), choice(most="3"), BY_HAND),
        [],
    ),
    "choices mapped": (
        "multiple_choice",
        item(
            declared("multiple", "identifier", "A", "B", mapped="A=1;B=1", bounds='defaultValue="-1" lowerBound="0"'),
            choice(most="0"),
            MAP,
        ),
        [],
    ),
    "choices mapped by hand": (
        "multiple_choice",
        item(
            declared("multiple", "identifier", "A", mapped="A=2;B=-2;C=-2", bounds='lowerBound="0"'),
            choice(most="0"),
            MAP_BY_HAND,
        ),
        [],
    ),
    "choices of other weights": (
        "multiple_choice",
        item(declared("multiple", "identifier", "A", "B", mapped="A=1;B=2"), choice(most="0"), MAP),
        ["weights", "penalty"],
    ),
    "order": ("ordering", item(declared("ordered", "identifier", "B", "A", "C"), ORDER), ["marking"]),
    "match": ("table", item(declared("multiple", "directedPair", "M k", "B c"), TO_MATCH), []),
    "match by hand": ("table", item(declared("multiple", "directedPair", "M k", "B k"), TO_MATCH, BY_HAND), []),
    "match mapped": (
        "matching",
        item(declared("multiple", "directedPair", "M k", "B c", mapped="M k=1;B c=1"), TO_MATCH, MAP),
        [],
    ),
    "match mapped alone": (
        "matching",
        item(declared("multiple", "directedPair", mapped="M n=0.5;B n=0.5"), TO_MATCH, MAP_BY_HAND),
        [],
    ),
    "associate": (
        "matching",
        item(declared("multiple", "pair", "M k", "c B", mapped="k M=1;B c=1"), ASSOCIATE, MAP),
        ["as_type"],
    ),
    "associate, all or nothing": (
        "matching",
        item(declared("multiple", "pair", "M k", "B c"), ASSOCIATE),
        ["marking", "as_type"],
    ),
    "gap match": (
        "word_bank",
        item(declared("multiple", "directedPair", "w G1", "t G2", mapped="w G1=1;t G2=1"), GAP_MATCH, MAP),
        [],
    ),
    "gap match, all or nothing": (
        "word_bank",
        item(declared("multiple", "directedPair", "w G1", "t G2"), GAP_MATCH),
        ["marking"],
    ),
    "inline choice": (
        "inline_choice",
        item(declared("single", "identifier", "B"), f"<p>It was {inline('RESPONSE')}.</p>"),
        [],
    ),
    "inline choices": (
        "inline_choice",
        item(
            declared("single", "identifier", "A") + declared("single", "identifier", "B", **SECOND),
            TWO.format(inline("RESPONSE"), inline("SECOND")),
            ADDED,
        ),
        [],
    ),
    "inline choices mapped": (
        "inline_choice",
        item(
            declared("single", "identifier", mapped="A=2") + declared("single", "identifier", mapped="B=2", **SECOND),
            TWO.format(inline("RESPONSE"), inline("SECOND")),
            SUMMED,
        ),
        [],
    ),
    "text entry": (
        "short_answer",
        item(declared("single", "string", "York"), f"<p>Where?</p><p>{entry('RESPONSE')}</p>"),
        [],
    ),
    "text entry, in parts": (
        "gap_fill",
        item(declared("single", "string", "York"), f"<p>In {entry('RESPONSE')}.</p>", in_parts("nonsense", 0.5)),
        [],
    ),
    "choice in parts": (
        "single_choice",
        item(declared("single", "identifier", "A"), choice(), in_parts("B", 0.5)),
        ["partial_choice"],
    ),
    "text entry, case": (
        "gap_fill",
        item(declared("single", "string", "York"), f"<p>In {entry('RESPONSE')}.</p>", NO_CASE),
        [],
    ),
    "text entry mapped": (
        "gap_fill",
        item(
            declared("single", "string", "York", mapped="York=1;york=0.5;New York=0"),
            f"<p>In {entry('RESPONSE')}.</p>",
            MAP,
        ),
        [],
    ),
    "text entry mapped, case": (
        "gap_fill",
        item(
            declared("single", "string", mapped="York=4;Leeds=1", case=' caseSensitive="false"'),
            f"<p>In {entry('RESPONSE')}.</p>",
            MAP_BY_HAND,
        ),
        [],
    ),
    "text entries": (
        "gap_fill",
        item(
            declared("single", "string", "bees") + declared("single", "string", "wax", **SECOND),
            TWO.format(entry("RESPONSE"), entry("SECOND")),
            ADDED,
        ),
        [],
    ),
    "integer": ("numeric", item(declared("single", "integer", "12"), f"<p>How many? {entry('RESPONSE')}</p>"), []),
    "float": (
        "numeric",
        item(declared("single", "float", "2.50"), f"<p>How far? {entry('RESPONSE')}</p>", BY_HAND),
        [],
    ),
    "float, near": (
        "numeric",
        item(declared("single", "float", "2.5"), f"<p>How far? {entry('RESPONSE')}</p>", WITHIN),
        [],
    ),
    "hot text": ("single_choice", item(declared("single", "identifier", "B"), HOTTEXT.format(1)), ["as_type"]),
    "hot texts": (
        "highlight_words",
        item(declared("multiple", "identifier", "A", "C"), HOTTEXT.format(0)),
        ["marking", "selectable"],
    ),
}
CHANGED_MARKS = {
    *("weights", "penalty", "marking", "gap_weights", "single_penalty", "partial_choice", "negative", "wrong_costs"),
    *("other_answers", "below_zero", "band_left_out", "no_processing", "split"),
}


def assert_marked_alike(bank: Bank, xml: str | bytes) -> int:
    """Our marks are those that the item's own processing gives; gives how many responses were compared."""
    (question,) = bank.questions
    root = read_item(xml)
    marking = Marking(root)
    compared = 0
    for ours, theirs in responses(question, root):
        mark: Any = question.mark(ours)
        expected = max(Fraction(0), marking.score(theirs))
        assert getattr(mark, "earned", Fraction(0)) == expected, (bank.title, question.type_name, ours, theirs, mark)
        compared += 1
    assert compared > 1
    return compared


@pytest.mark.parametrize("version", ["2", "3"])
def test_each_interaction_comes_in_and_is_marked_as_the_item_says(version: str) -> None:
    alike = 0
    for name, (type_name, xml, told) in SAMPLES.items():
        xml = in_qti3(xml) if version == "3" else xml
        imported = read(xml)
        (bank,) = imported.banks
        (question,) = bank.questions
        assert (question.type_name, sorted(set(losses(imported)))) == (type_name, sorted(told)), name
        mark: Any = question.mark(question.correct_response())
        assert mark.earned == mark.possible == question.points, name
        if not CHANGED_MARKS & set(told):
            assert_marked_alike(bank, xml)
            alike += 1
    assert alike > 20


def outside_items() -> Iterator[tuple[Path, Imported]]:
    for path in sorted([*FORMATS.glob("qti2/**/*.xml"), *FORMATS.glob("qti3/**/*.xml")]):
        imported = read_file(path)
        assert_adds_up(imported.losses, imported)
        yield path, imported


@needs_outside
def test_outside_items_come_in_or_are_refused_by_what_they_need() -> None:
    """Of those that have a key and are marked by it, all; a key is never guessed."""
    made: dict[str, int] = {}
    left_out: dict[str, str] = {}
    alike = 0
    for path, imported in outside_items():
        assert (imported.problems, bool(imported.losses.items)) == ((), True), path
        for bank in imported.banks:
            assert_is_bank(bank)
            for question in bank.questions:
                mark: Any = question.mark(question.correct_response())
                assert mark.earned == mark.possible, path
                made[question.type_name] = made.get(question.type_name, 0) + 1
        for each in imported.losses.items:
            if not each.made:
                left_out[f"{path.parent.name}/{path.stem} {each.name}"] = each.losses[0].sentence()
        xml = path.read_bytes()
        if (
            imported.banks
            and b"esponse" + b"Processing" in xml.replace(b"-p", b"P")
            and not CHANGED_MARKS & set(losses(imported))
        ):
            assert_marked_alike(imported.banks[0], xml)
            alike += 1
    assert alike >= 22
    assert sum(made.values()) >= 50
    types = "gap_fill inline_choice matching multiple_choice open_response ordering single_choice true_false word_bank"
    assert sorted(made) == types.split()
    for place, why in left_out.items():
        assert re.search("^It needs .*\\(line [0-9]+\\)|^No answer is marked|^Its file|asks for nothing", why), (
            place,
            why,
        )


@needs_outside
def test_outside_items_without_a_key_have_none_in_the_file() -> None:
    for path, imported in outside_items():
        if any(not each.made and each.losses[0].code == "no_key" for each in imported.losses.items):
            assert not re.search(
                rb"<(qti-)?correct-?[rR]esponse>\s*<(qti-)?value>|<(qti-)?map(-e|E)ntry", path.read_bytes()
            )


REFUSED = {
    "sliderInteraction": item(declared("single", "integer", "1"), '<sliderInteraction responseIdentifier="RESPONSE"/>'),
    "hotspotInteraction": item(
        declared("single", "identifier", "A"), '<hotspotInteraction responseIdentifier="RESPONSE"/>'
    ),
    "uploadInteraction": item(declared("single", "file"), '<uploadInteraction responseIdentifier="RESPONSE"/>'),
    "several tries at an item that changes": item(declared("single", "identifier", "A"), choice()).replace(
        'adaptive="false"', 'adaptive="true"'
    ),
    "templateDeclaration": item(
        declared("single", "identifier", "A"), choice(), more='<templateDeclaration identifier="x"/>'
    ),
    "responseElseIf": item(declared("single", "identifier", "A"), choice(), in_parts("B", 2)),
    "responseCondition": item(declared("single", "identifier", "A"), choice(), NULL_FIRST.format(1)),
    "lookupOutcomeValue": item(
        declared("single", "identifier", "A"),
        choice(),
        "<responseProcessing><lookupOutcomeValue identifier='SCORE'/></responseProcessing>",
    ),
    "map_response_point": item(
        declared("single", "identifier", "A"), choice(), MAP.replace("response.", "response_point.")
    ),
    "gapImg": item(
        declared("multiple", "directedPair", "w G1", "t G2"),
        GAP_MATCH.replace(
            "<p>", '<gapImg identifier="i" matchMax="1"><object data="a.png" type="image/png"/></gapImg><p>'
        ),
    ),
    "record": item(declared("record", "string"), f"<p>{entry('RESPONSE')}</p>"),
}


def test_what_no_question_of_ours_has_is_refused_by_its_name_and_line() -> None:
    for what, xml in REFUSED.items():
        imported = read(xml)
        (report,) = imported.losses.items
        assert (imported.banks, report.losses[0].code) == ((), "needs"), what
        assert what in report.losses[0].sentence()
        assert "(line 2)" in report.losses[0].sentence()


def test_no_key_is_guessed() -> None:
    for declaration, body, processing in (
        (declared("single", "identifier"), choice(), MATCH),
        (declared("multiple", "identifier"), choice(most="0"), MAP),
        (declared("multiple", "identifier", mapped="A=-1"), choice(most="0"), MAP),
        (declared("single", "string"), f"<p>Where? {entry('RESPONSE')}</p>", ""),
        (declared("multiple", "directedPair"), GAP_MATCH, MATCH),
        (declared("single", "identifier"), HOTTEXT.format(1), MATCH),
        (declared("multiple", "identifier", mapped="A=1"), choice(most="0"), MATCH),
    ):
        imported = read(item(declaration, body, processing))
        assert (imported.banks, losses(imported)) == ((), ["no_key"])
    # two that are worth the same, and one that there isn't
    assert losses(read(item(declared("single", "identifier", mapped="A=1;B=1"), choice(), MAP))) == ["several_right"]
    assert losses(read(item(declared("single", "identifier", "Z"), choice()))) == ["not_read"]
    assert losses(read(item(declared("single", "string", "a", "b"), f"<p>Where? {entry('RESPONSE')}</p>"))) == [
        "not_read"
    ]
    unmarked = read(item(declared("single", "identifier", "A"), choice(), ""))
    assert (unmarked.losses.changed, losses(unmarked)) == (1, ["no_processing"])


def test_an_item_of_several_parts_becomes_several_questions_that_share_its_text() -> None:
    xml = item(
        declared("single", "identifier", "B")
        + declared("single", "string", "York", **SECOND)
        + declared("single", "string", id_="THIRD"),
        f"<p>Marta asked for bees.</p>{choice()}<p>She lived in {entry('SECOND')}.</p>"
        '<extendedTextInteraction responseIdentifier="THIRD"><prompt>Say why.</prompt></extendedTextInteraction>',
        ADDED,
    )
    imported = read(xml)
    (bank,) = imported.banks
    assert [(each.id, each.type_name, each.stem) for each in bank.questions] == [
        ("q-1", "single_choice", "Marta asked for bees.\n\nWho *asked*?"),
        ("q-2", "gap_fill", "Marta asked for bees."),
        ("q-3", "open_response", "Marta asked for bees.\n\nSay why."),
    ]
    assert "split" in losses(imported)


def test_texts_images_formulas_feedback_and_catalogs() -> None:
    feedback = '<feedbackInline outcomeIdentifier="FEEDBACK" identifier="{}" showHide="show">{}</feedbackInline>'
    says = "<setOutcomeValue identifier='FEEDBACK'><variable identifier='RESPONSE'/></setOutcomeValue>"
    body = (
        '<p>See <img src="../images/a%20map.png" data-catalog-idref="c1"/> and '
        "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac><mo>=</mo><msup><mi>x</mi><mn>2</mn>"
        "</msup></math>, \\(x^2\\).</p>" + choice().replace("Ben<", "Ben" + feedback.format("B", "No.") + "<")
    )
    catalog = (
        '<catalogInfo><catalog id="c1"><card support="spoken"><htmlContent><div>A map of the coast</div></htmlContent>'
        '</card></catalog><catalog id="c2"><card support="x"><htmlContent><p>A note.</p></htmlContent></card></catalog>'
        "</catalogInfo></assessmentItem>"
    )
    xml = item(
        declared("single", "identifier", "A"),
        body,
        BY_HAND.replace("<responseProcessing>", "<responseProcessing>" + says),
    )
    xml = xml.replace("</assessmentItem>", catalog)
    for each in (xml, in_qti3(xml)):
        imported = read(zipped({"items/q.xml": each, "images/a map.png": png(2, 2)}), "bees.zip")
        (bank,) = imported.banks
        (question,) = bank.questions
        assert question.stem.startswith("See and (a + 1)/2 = x^2, \\\\(x^2\\\\).")
        assert question.image is not None
        assert question.image.alt == "A map of the coast"
        assert bank.images[question.image.file] == png(2, 2)
        record: Any = question
        assert [option.feedback for option in record.options] == ["", "No.", ""]
        assert sorted(set(losses(imported))) == ["catalog", "formula"]
        assert imported.losses.notes == ()


TEST = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="Bees and towers">
<testPart identifier="p"><assessmentSection identifier="s" title="One" visible="true"><selection select="1"/>
<rubricBlock view="candidate"><p>Marta kept bees in a tower.</p></rubricBlock>
<assessmentItemRef identifier="i3" href="items/three.xml"><weight identifier="W" value="2"/></assessmentItemRef>
</assessmentSection>
<assessmentSection identifier="s2" title="Two" visible="true"><assessmentItemRef identifier="i1" href="items/one.xml"/>
<assessmentItemRef identifier="i2" href="items/two.xml"/><assessmentItemRef identifier="i9" href="../../etc/passwd"/>
</assessmentSection></testPart></assessmentTest>"""
STIMULUS = """<assessmentStimulus xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="st" title="The Keeper">
<stimulusBody><p>Marta asked for <em>one</em> summer.</p>
<p><img src="../images/map.png" alt="A map"/></p></stimulusBody>
</assessmentStimulus>"""
MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>
<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/>
<resource identifier="i1" type="imsqti_item_xmlv2p1" href="items/one.xml"/>
<resource identifier="i0" type="imsqti_item_xmlv2p1" href="items/zero.xml"/></resources></manifest>"""


def test_a_package_comes_in_by_its_test_with_shared_texts_as_passages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = '<assessmentStimulusRef identifier="st" href="../texts/keeper.xml"/>'
    one, two, three = (
        item(declared("single", "identifier", "B"), choice(), id_=name, title=name, more=more)
        for name, more in (("one", reference), ("two", reference), ("three", ""))
    )
    files: dict[str, str | bytes] = {
        "imsmanifest.xml": MANIFEST,
        "test.xml": TEST,
        "items/one.xml": one,
        "items/two.xml": two,
        "items/three.xml": three,
        "items/broken.xml": one[:-30],
        "texts/keeper.xml": STIMULUS,
        "images/map.png": png(2, 2),
    }
    for each in (
        files,
        {
            name: in_qti3(data) if isinstance(data, str) and name != "imsmanifest.xml" else data
            for name, data in files.items()
        },
    ):
        imported = read(zipped(each), "bees.zip")
        found = [
            (bank.title, bank.passage.text.split("\n")[0], [question.id for question in bank.questions])
            for bank in imported.banks
        ]
        assert found == [
            ("Bees and towers: One", "Marta kept bees in a tower.", ["three"]),
            ("Bees and towers: The Keeper", "Marta asked for one summer.", ["one", "two"]),
        ]
        assert imported.banks[0].questions[0].weight == 2
        assert [image.alt for image in imported.banks[1].passage.images] == ["A map"]
        left = {report.name: report.losses[0].code for report in imported.losses.items if not report.made}
        assert left == {"broken.xml": "not_read", "i9": "file_missing", "i0": "file_missing"}
        assert [loss.sentence() for _, loss in imported.losses.notes] == ["The setting “selection” is left out."]
    path, out = tmp_path / "bees.zip", tmp_path / "out"
    path.write_bytes(zipped(files))
    assert main(["import", str(path), "--to", str(out)]) == 0
    assert len(list(out.glob("*.yaml"))) == 2
    assert "Its file is not there (zero.xml)" in (out / "bees.report.md").read_text("utf-8").replace("\\", "")
    capsys.readouterr()


def test_a_page_beside_an_item_becomes_its_passage() -> None:
    page = "<html><head><title>x</title></head><body><h1>Orkney</h1><p>Islands in the north.</p></body></html>"
    bodies = ('<object type="text/html" data="../orkney.html"/>', '<include href="../orkney.html"/>')
    files: dict[str, str | bytes] = {"orkney.html": page}
    for number, body in enumerate(bodies):
        files[f"items/{number}.xml"] = item(declared("single", "identifier", "B"), body + choice(), id_=f"q{number}")
    imported = read(zipped(files), "orkney.zip")
    (bank,) = imported.banks
    assert (bank.passage.title, [each.stem for each in bank.questions]) == ("Orkney", ["Who *asked*?"] * 2)
    assert imported.losses.read == 3


def test_a_part_that_stands_where_nothing_is_shown_is_not_lost_unsaid() -> None:
    hidden = '<rubricBlock view="scorer">{}</rubricBlock>'
    for body in (hidden.format(choice()), f"<svg>{choice()}</svg>", f"<feedbackBlock>{choice()}</feedbackBlock>"):
        imported = read(item(declared("single", "identifier", "B"), f"<p>Read.</p>{body}"))
        assert (imported.banks, losses(imported)) == ((), ["not_read"])


def test_a_format_that_is_read_alone_is_not_offered_for_writing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export-bank", "bank.yaml", "--to", "bank.xml", "--as", "qti2"])
    assert "moodle-xml" in capsys.readouterr().err


def test_a_sign_that_only_some_fonts_have_stays_as_it_is() -> None:
    imported = read(item(declared("single", "string", "a"), f"<p>Press \ue100\ue4ff: {entry('RESPONSE')}</p>"))
    (question,) = imported.banks[0].questions
    assert isinstance(question, GapFill)
    assert "\ue100\ue4ff" in question.text


def test_hostile_items_are_one_sentence_each() -> None:
    gaps = "".join(entry("RESPONSE") for _ in range(5000))
    many = "".join(f'<simpleChoice identifier="c{n}">{n}</simpleChoice>' for n in range(15_000))
    modal = "".join(f'<modalFeedback outcomeIdentifier="F" identifier="c{n}">x</modalFeedback>' for n in range(5000))
    fine = item(declared("single", "identifier", "A"), choice())
    hostile = {
        "entities": fine.replace("?>", "?><!DOCTYPE a [<!ENTITY a 'x'>]>", 1),
        "external": fine.replace(
            "?>", "?><!DOCTYPE a SYSTEM 'http://example.org/x.dtd' [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", 1
        ),
        "deep": item(declared("single", "identifier", "A"), "<div>" * 50_000),
        "cut": fine[:-40],
        "NUL": fine.replace("Marta", "Ma\0rta"),
    }
    for name, xml in hostile.items():
        imported = read(xml)
        assert (len(imported.problems), imported.banks) == (1, ()), name
    odd = {
        "gaps": item(declared("single", "string", "a"), f"<p>{gaps}</p>"),
        "choices": item(declared("single", "identifier", "c1"), choice(second=many)),
        "feedback": fine.replace("</itemBody>", f"</itemBody>{modal}"),
        "values": item(declared("multiple", "identifier", *(f"c{n}" for n in range(15_000))), choice()),
        "number": item(declared("single", "float", "1e999999999"), f"<p>How far? {entry('RESPONSE')}</p>"),
        "points": item(declared("single", "identifier", mapped="A=1e99999"), choice(), MAP),
        "file": item(
            declared("single", "identifier", "A"), '<p><img src="file:///etc/passwd" alt="x"/></p>' + choice()
        ),
        "template": item(
            declared("single", "identifier", "A"), choice(), '<responseProcessing template="file:///etc/passwd"/>'
        ),
        "include": item(declared("single", "identifier", "A"), '<include href="file:///etc/passwd"/>' + choice()),
        "script": item(declared("single", "identifier", "A"), "<script>alert(1)</script>" + choice()),
        "pairs": item(declared("multiple", "directedPair", "M", "k"), TO_MATCH),
        "no declaration": item("", choice()),
        "no body": fine.replace("itemBody", "itemMind"),
        "private signs": item(declared("single", "string", "a"), f"<p>\U0010f000\U0010f001 {entry('RESPONSE')}</p>"),
        "math": item(
            declared("single", "identifier", "A"), "<math>" + "<mrow>" * 80 + "</mrow>" * 80 + "</math>" + choice()
        ),
    }
    for name, xml in odd.items():
        imported = read(xml)
        assert (imported.problems, imported.losses.read) == ((), 1), name
        assert imported.losses.items[0].losses or name == "private signs", name
    outside = zipped(
        {"q.xml": item(declared("single", "identifier", "A"), '<p><img src="../../x.png" alt="x"/></p>' + choice())}
    )
    assert losses(read(outside, "a.zip")) == ["image_missing"]
