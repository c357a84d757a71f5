"""Documents of Word's with questions: the numbers that Word writes, keys in bold, underlined or colored, and tables."""

# ruff: noqa: E501 (documents)

from collections.abc import Sequence

import pytest

from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.losses import Imported
from quizapp.interchange.source import Source
from quizapp.services.exchange import format_of, read_source
from tests.hostile_archives import BROKEN_DOCUMENTS, HARMLESS_DOCUMENTS
from tests.interchange.sheets import left_of, passage_of, questions_of, told
from tests.interchange.trips import assert_adds_up, assert_is_bank
from tests.word_documents import paragraph, run, word_document

BOLD, UNDERLINED, YELLOW, RED = (
    "<w:b/>",
    '<w:u w:val="single"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:color w:val="FF0000"/>',
)


def level(number: int, form: str, text: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "upperLetter", "%1.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{level(0, "decimal", "Question %1")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    '</w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    "</w:numbering>"
)


def listed(text: str, list_id: int, depth: int = 0, looks: str = "") -> str:
    return paragraph(
        text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>', looks=looks
    )


def lines(*texts: str) -> str:
    return "".join(map(paragraph, texts))


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def read(body: str) -> Imported:
    data = word_document(body, more={"word/numbering.xml": NUMBERING})
    assert format_of(data) is BY_NAME["docx"]
    imported = read_source(Source.of_bytes("sheet.docx", data))
    assert_adds_up(imported.losses, imported)
    for bank in imported.banks:
        assert_is_bank(bank)
    return imported


AUTOMATIC = "".join(
    [
        listed("One?", 1), listed("yes", 1, 1, BOLD), listed("no", 1, 1),
        listed("Two?", 1), listed("yes", 1, 1), listed("no", 1, 1, BOLD),
    ]
)  # fmt: skip
TWO = ["One? | *yes | no", "Two? | yes | *no"]
DOCUMENTS: dict[str, tuple[str, list[str]]] = {
    "numbers of Word's, keys in bold": (AUTOMATIC, TWO),
    "letters of another list that begins anew": (
        listed("One?", 1) + listed("yes", 2, 0, YELLOW) + listed("no", 2)
        + listed("Two?", 1) + listed("yes", 3) + listed("no", 3, 0, YELLOW),
        TWO,
    ),
    "underlined": (
        lines("1. One?") + paragraph("a) yes", looks=UNDERLINED) + lines("b) no", "2. Two?", "a) yes")
        + paragraph("b) no", looks=UNDERLINED),
        TWO,
    ),
    "in red": (
        lines("1. One?") + paragraph("a) yes", looks=RED) + lines("b) no", "2. Two?", "a) yes") + paragraph("b) no", looks=RED),
        TWO,
    ),
    "the text alone is bold": (
        lines("1. One?") + f"<w:p>{run('a) ')}{run('yes', BOLD)}</w:p>" + lines("b) no"), ["One? | *yes | no"],
    ),
    "two in bold": (
        lines("1. Which?") + paragraph("a) x", looks=BOLD) + lines("b) y") + paragraph("c) z", looks=BOLD),
        ["Which? | *x | y | *z"],
    ),
    "a bold stem and a word in italics": (
        paragraph("1. One?", looks=BOLD) + f"<w:p>{run('a) yes, ')}{run('really', '<w:i/>')}</w:p>" + lines("b) no", "Answer: b"),
        ["One? | yes, really | *no"],
    ),
    "line breaks within a paragraph": (
        "<w:p><w:r><w:t>1. One?</w:t><w:br/><w:t>a) yes</w:t><w:br/><w:t>b) no</w:t><w:br/><w:t>Answer: a</w:t></w:r></w:p>",
        ["One? | *yes | no"],
    ),
    "tabs between options": (
        lines("1. One?") + "<w:p><w:r><w:t>a) yes</w:t><w:tab/><w:t>b) no</w:t></w:r></w:p>" + lines("Answer: b"),
        ["One? | yes | *no"],
    ),
    "an answer below": (listed("One?", 1) + listed("yes", 1, 1) + listed("no", 1, 1) + lines("Answer: b"), ["One? | yes | *no"]),
    "questions named by Word, a table of keys": (
        listed("One?", 5) + lines("a) yes", "b) no") + listed("Two?", 5) + lines("a) yes", "b) no", "Answer key")
        + table(["1", "2"], ["A", "B"]),
        TWO,
    ),
    "a table of keys, a row each": (
        AUTOMATIC.replace(BOLD, "") + lines("Answers") + table(["1", "A"], ["2", "B"]), TWO,
    ),
    "questions in a table": (
        table(["1.", "One?"], ["a)", "yes"], ["b)", "no"], ["", "Answer: a"]), ["One? | *yes | no"],
    ),
    "a table with a row a question, below a question": (
        lines("1. One?", "*a) yes", "b) no")
        + table(["Question", "A", "B", "Answer"], ["Two?", "yes", "no", "B"], ["Three?", "1", "2", "1"]),
        ["One? | *yes | no", "Two? | yes | *no", "Three? | *1 | 2"],
    ),
    "bullets, a star": (lines("1. One?") + listed("yes", 4) + listed("*no", 4), ["One? | yes | *no"]),
    "a text before the questions": (
        paragraph("The Keeper", "Titel") + lines("Read the text.", "Marta asked the council for one summer.", "1. Who asked?", "a) Marta", "b) nobody", "Answer: a"),
        ["Who asked? | *Marta | nobody"],
    ),
    "no numbers": (
        lines("What color is grass?", "*a. green", "b. blue", "What color is the sky?", "a. green", "*b. blue"),
        ["What color is grass? | *green | blue", "What color is the sky? | green | *blue"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_what_its_teacher_meant(name: str) -> None:
    body, expected = DOCUMENTS[name]
    imported = read(body)
    assert [told(question) for question in questions_of(imported)] == expected
    assert left_of(imported) == []


def test_emphasis_stays_and_the_look_of_keys_goes() -> None:
    (question,) = questions_of(read(DOCUMENTS["a bold stem and a word in italics"][0]))
    assert (question.stem, question.options[0].text) == ("One?", "yes, *really*")  # type: ignore[attr-defined]
    (question,) = questions_of(read(DOCUMENTS["the text alone is bold"][0]))
    assert question.options[0].text == "yes"  # type: ignore[attr-defined]


def test_what_is_not_clear_is_told_by_its_paragraph() -> None:
    imported = read(
        lines("1. One?", "a) yes", "b) no")
        + paragraph("2. Two?")
        + paragraph("a) yes", looks=BOLD)
        + lines("b) no", "Answer: b")
    )
    assert left_of(imported) == [[1, "no_key"], [4, "not_read"]]
    assert imported.losses.items[1].place() == "Paragraph 4, “Two?”"
    assert left_of(read(lines("1. Why did they vote?"))) == [[1, "no_typed_answer"]]
    assert len(questions_of(read(lines("1. Why did they vote?", "Model answer: For the bees.")))) == 1
    image = read(lines("1. One?", "*a) yes", "b) no") + "<w:p><w:r><w:drawing/></w:r></w:p>")
    (note,) = image.losses.notes
    assert "image" in note[1].sentence()


def test_raised_letters_stay_apart_and_words_around_the_pages_are_told() -> None:
    place = '<w:vertAlign w:val="{}script"/>'.format
    body = (
        f"<w:p>{run('1. What is 10')}{run('2', place('super'))}{run(' on the 1')}{run('st', place('super'))}?</w:p>"
        f"<w:p>{run('*a) H')}{run('2', place('sub'))}{run('O')}</w:p><w:p>{run('b) x')}{run('k', place('super'))}</w:p>"
    )
    header = '<w:hdr xmlns:w="w"><w:p><w:r><w:t>The key is b</w:t></w:r></w:p></w:hdr>'
    more = {
        "word/numbering.xml": NUMBERING,
        "word/header1.xml": header,
        "word/footer1.xml": header.replace("hdr", "ftr"),
    }
    imported = read_source(Source.of_bytes("sheet.docx", word_document(body, more=more)))
    (question,) = questions_of(imported)
    assert told(question) == "What is 10² on the 1st | *H₂O | x^k"
    assert [loss.code for item in imported.losses.items for loss in item.losses] == ["raised"]
    ((_, note),) = imported.losses.notes
    assert (note.code, note.values["text"]) == ("text_left_out", "The key is b")


def test_a_text_is_the_passage_of_the_questions_below_it() -> None:
    (bank,) = read(DOCUMENTS["a text before the questions"][0]).banks
    assert passage_of(bank) == "Marta asked the council for one summer."


def test_hostile_documents_are_one_sentence() -> None:
    tried = 0
    for name, case in {**BROKEN_DOCUMENTS, **HARMLESS_DOCUMENTS}.items():
        if name.startswith("many "):  # a benchmark tells how long these take
            continue
        data = case()
        if format_of(data) is not BY_NAME["docx"]:
            continue
        imported = read_source(Source.of_bytes("a.docx", data))
        assert len(imported.problems) <= 1, name
        assert not imported.banks or not imported.problems
        tried += 1
    assert tried > 5
