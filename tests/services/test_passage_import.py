"""A passage of a text that is there already: its words come along, and what is lost is told."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.passage import read_passage
from quizapp.domain.text import as_seen
from quizapp.errors import QuizAppError
from quizapp.services.passage_import import ImportedPassage, import_passage, paste_passage, read_passage_file
from quizapp.texts import Texts
from tests.examples import examples
from tests.word_documents import entry, paragraph, run, word_document

ENGLISH = Texts()


def blocks(imported: ImportedPassage) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_passage(imported.markdown).blocks]


def told(imported: ImportedPassage) -> list[str]:
    return [ENGLISH.say(each) for each in imported.left_out]


STRONG, NOT_STRONG = '<w:rStyle w:val="Fett"/>', '<w:b w:val="0"/>'
BODY = (
    paragraph("The Fox", "Titel")
    + paragraph("Once upon a time", "berschrift1")
    + f"<w:p>{run('There was a ')}{run('red', '<w:i/>')}{run(' fox &amp; a ')}{run('hen', '<w:b/>')}{run('.')}</w:p>"
    + f"<w:p>{run('It was ')}{run('not', STRONG)}{run(' alone.', NOT_STRONG)}</w:p>"
    + paragraph("Later", "Mine")
    + paragraph("Run!", "Zitat")
    + entry("eggs", 1)
    + entry("brown ones", 1, 1)
    + paragraph("milk", "Liste")
    + entry("wake", 2)
    + entry("run", 2)
    + "<w:p><w:r><w:t>A line</w:t><w:br/><w:t>and its end.</w:t></w:r></w:p>"
    + "<w:p/>"
)


def test_a_word_document_keeps_its_headings_lists_quotations_and_emphasis() -> None:
    imported = import_passage("fox.docx", word_document(BODY))
    assert imported.title == "The Fox"
    assert imported.left_out == ()
    assert imported.markdown == (
        "# The Fox\n\n# Once upon a time\n\nThere was a *red* fox & a **hen**.\n\nIt was **not** alone.\n\n## Later\n\n"
        "> Run!\n\n-   eggs\n    -   brown ones\n-   milk\n1.  wake\n2.  run\n\nA line\\\nand its end."
    )
    assert [kind for kind, _ in blocks(imported)] == [
        *("heading", "paragraph", "paragraph", "heading", "quotation"),
        *("item", "item", "item", "item", "item", "paragraph"),
    ]


def test_what_stands_around_words_in_word_is_read_through_and_what_was_deleted_stays_deleted() -> None:
    body = (
        f"<w:p><w:hyperlink>{run('A link')}</w:hyperlink><w:ins>{run(' that was added')}</w:ins>"
        f"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>{run('hidden', '<w:vanish/>')}"
        f"<w:sdt><w:sdtContent>{run(' in a field')}</w:sdtContent></w:sdt><w:r><w:tab/><w:t>end.</w:t></w:r></w:p>"
    )
    assert blocks(import_passage("a.docx", word_document(body))) == [
        ("paragraph", "A link that was added in a field end.")
    ]


def test_what_a_passage_cannot_show_is_left_out_and_told() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    extras = "<w:r><w:drawing/></w:r><w:r><w:footnoteReference/></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    imported = import_passage("a.docx", word_document(cell + cell + f"<w:p>{run('Words.')}{extras}</w:p>"))
    assert blocks(imported) == [("paragraph", "Words.")]
    assert told(imported) == [
        *("2 tables were left out.", "1 image was left out."),
        *("1 footnote was left out.", "1 formula was left out."),
    ]
    markdown = (
        "---\ntitle: x\n---\n# T\n\n![a](b.png)\n\nSee [this](http://x.y/a_(b)).<!-- no -->\n\n"
        "| a | b |\n|--|:-:|\n| 1 | 2 |\n\nEnd <b>bold</b>, 1 < 2.\n"
    )
    imported = import_passage("a.md", markdown.encode())
    assert imported.markdown == "# T\n\nSee this.\n\nEnd bold, 1 < 2."
    assert told(imported) == [
        *("1 table was left out.", "1 image was left out.", "1 link was left out; its words stay."),
        "2 HTML tags were left out; the words between them stay.",
    ]


def test_markdown_that_a_passage_can_show_comes_as_it_is() -> None:
    written = "# Title\n\nA *word* and a **strong** one,\nwrapped.\n\n- one\n- two\n\n> said\n\n1. first"
    assert import_passage("a.md", written.encode()) == ("Title", written, ())
    assert paste_passage(written) == ("Title", written, ())


WRAPPED = (
    "Once upon a time there was a red fox in the woods, and it was hungry.\n"
    "It saw a hen. The hen saw the fox, too, and she flew into a tree, where\nit could not follow."
)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (f"The Fox\n\n{WRAPPED}\n\nIt ran.", "The Fox", [WRAPPED.replace("\n", " "), "It ran."]),
        ("Roses are red,\nviolets are blue,\n\nsugar is sweet.", "",
         ["Roses are red,\u2028violets are blue,", "sugar is sweet."]),
        ("One sentence.\r\nAnother one.\r\n", "", ["One sentence.", "Another one."]),
        ("T\n" + "long " * 40 + "\nshort", "T", ["long " * 39 + "long", "short"]),
        ("* * *\n\n# no heading here.\n\n1. no list.\n\n___\n\n<b>no HTML</b>.", "* * *",
         ["# no heading here.", "1. no list.", "___", "<b>no HTML</b>."]),
        ("page one.\x0cpage two.", "", ["page one.", "page two."]),
    ],
)  # fmt: skip
def test_plain_text_has_its_paragraphs(text: str, title: str, expected: list[str]) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), b"\xff\xfe" + text.encode("utf-16-le")):
        imported = import_passage("a.txt", data)
        assert imported.title == title
        assert [text for _, text in blocks(imported)] == expected


@given(st.text(alphabet=st.sampled_from("ab .\n*_`\\#>-+=1.)![]()<|~&é"), max_size=60))
@settings(max_examples=examples(400), deadline=None)
def test_no_word_of_a_plain_text_is_lost_or_changed(text: str) -> None:
    try:
        imported = import_passage("a.txt", text.encode())
    except QuizAppError:
        assert not as_seen(text)
        return
    passage = read_passage(imported.markdown)
    words = f"{passage.title} {passage.text}".replace("\u2028", " ")
    assert words.split() == text.split()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OTHER_ARCHIVE = word_document("", more={"_rels/.rels": "<r/>", "word/document.xml": "<a/>"})
BAD = {
    "an empty text": ("a.txt", b"  \n\n ", "no text in a.txt"),
    "an old document": ("a.doc", OLD, "older Word document, or has a password"),
    "a PDF": ("a.pdf", b"%PDF-1.7\n", "neither a text nor a Word document"),
    "a program": ("a.txt", b"a\0b", "neither a text nor a Word document"),
    "another encoding": ("a.txt", "Müller".encode("cp1252"), "not saved as UTF-8"),
    "a text without end": ("a.txt", b"word " * 70_000, "more than 300,000 characters"),
    "a long text": ("a.txt", b"x" * 2**22, "more than 300,000 characters"),
    "a large file": ("a.txt", b"x" * (2**22 + 1), "too long for a passage"),
    "an archive of something else": ("a.zip", OTHER_ARCHIVE, "is not a Word document"),
    "a document without words": ("a.docx", word_document("<w:p/>"), "no text in a.docx"),
    "parts outside": ("a.docx", word_document(paragraph("x"), more={"../x": "x"}), "would be written elsewhere"),
    "other files": ("a.docx", word_document(paragraph("&a;"), '<!DOCTYPE w [<!ENTITY a "b">]>'), "names other files"),
    "too deep": ("a.docx", word_document("<w:p>" * 400 + "</w:p>" * 400), "too large for a passage"),
    "broken": ("a.docx", word_document("<w:p>"), "is damaged, or locked"),
    "half of it": ("a.docx", word_document(paragraph("x"))[:-40], "is damaged, or locked"),
    "no archive at all": ("a.docx", b"hello", "neither a text nor a Word document"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_none_is_told_in_one_sentence(case: str, tmp_path: Path) -> None:
    name, data, expected = BAD[case]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(QuizAppError) as caught:
        read_passage_file(tmp_path / name)
    assert expected in caught.value.message
    assert name in caught.value.message
    assert caught.value.remedy
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_a_text_with_what_no_passage_can_have_is_refused() -> None:
    for name, text in (("a.txt", f"q{chr(0x301) * 31}"), ("a.md", f"Words.\n\n{'> ' * 150}a")):
        with pytest.raises(QuizAppError, match="signs that a passage cannot have"):
            import_passage(name, text.encode())


def test_a_file_is_read_up_to_50_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for size, said in ((50 * 2**20, "too long for a passage"), (50 * 2**20 + 1, "50 MB is the most")):
        with file.open("wb") as opened:
            opened.truncate(size)
        with pytest.raises(QuizAppError, match=said):
            read_passage_file(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(QuizAppError, match="There is no such file"):
        read_passage_file(tmp_path / "none.txt")


def test_what_was_pasted_and_is_too_long_is_told_without_a_file() -> None:
    with pytest.raises(QuizAppError, match=r"^The text has more than 300,000 characters") as caught:
        paste_passage("word " * 70_000)
    assert ":" not in caught.value.message
