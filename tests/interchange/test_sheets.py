"""Sheets for people: what is written is a page that holds all that is asked, stays text, and fetches nothing."""

import io
import re
from base64 import b64decode
from html.parser import HTMLParser

import msgspec
import pytest
from markdown_it import MarkdownIt

from quizapp.domain.image import Image
from quizapp.domain.inline import inline_text
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Hint
from quizapp.domain.runs import runs_of
from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.losses import LossReport
from quizapp.interchange.sheet_markdown import escaped_markdown
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.single_choice import SingleChoice
from tests.images import png
from tests.interchange.trips import assert_adds_up, bank_of
from tests.samples import ABOUT, ALL_SAMPLES, PASSAGE

EVERY_TYPE = [
    msgspec.structs.replace(each.question, id=f"q{number}", image=None) for number, each in enumerate(ALL_SAMPLES)
]
NASTY = (
    "<script>alert(1)</script>",
    "</p></main><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60;i>",
    '" onload="x',
    "[words](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "<http://example.org> and http://example.org and www.example.org and a@example.org",
    "\\# no heading",
    "1986. A great year",
    "- no list",
    "+ no list",
    "=====",
    "a | b",
    "~~~ no code",
    "2 \\* 3 \\* 4 and snake_case_name",
    "$x^2$",
    "[^1]: no note",
    "<!-- no comment -->",
)
VOID = {"meta", "img", "br"}
BLOCKS = {"div", "p", "ul", "ol", "table", "figure", "section", "h1", "h2", "h3", "blockquote"}
FRAME = {"html", "head", "title", "style", "body", "header", "main", "li", "thead", "tbody", "tr", "th", "td"}
WORDS = {"b", "em", "strong", "code", "span", "sub", "figcaption"}
KNOWN = VOID | BLOCKS | FRAME | WORDS


class Strict(HTMLParser):
    """Reads a page by the rules of HTML, and raises for what breaks them: an independent reader, of the tests alone."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.sources: list[str] = []
        self.attributes: dict[str, dict[str, str]] = {}
        assert page.startswith("<!DOCTYPE html>\n<html ")
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag in KNOWN, tag
        raw = self.get_starttag_text()
        assert re.fullmatch(r'<[a-z1-6]+(?: [a-z-]+="[^"<]*")*>', raw), raw
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        assert not any(name.startswith("on") or name in ("href", "srcset", "style", "action") for name in names), raw
        assert tag not in BLOCKS or not {"p", "h1", "h2", "h3", "span"} & set(self.open), (tag, self.open)
        if tag == "li":
            assert self.open[-1] in ("ul", "ol")
        if tag in ("td", "th"):
            assert self.open[-1] == "tr"
        self.attributes.setdefault(tag, dict(attrs))
        self.sources += [value for name, value in attrs if name == "src"]
        if tag == "img":
            assert dict(attrs)["alt"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def handle_comment(self, data):
        raise AssertionError(data)

    unknown_decl = handle_pi = handle_comment

    @property
    def words(self) -> str:
        return " ".join("".join(text for tag, text in self.texts if tag != "style").split())


def written(name, bank) -> tuple[str, LossReport]:
    target = io.BytesIO()
    report = BY_NAME[name].exporter.write(bank, target)
    assert_adds_up(report)
    assert report.left_out == 0
    return target.getvalue().decode(), report


def seen_markdown(text: str) -> str:
    """The words of a page of Markdown as CommonMark has them; nothing in it is HTML, a link or an image."""
    words = []
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    for token in tokens:
        assert token.type not in ("html_block", "code_block", "fence", "hr", "table_open"), token
        for child in token.children or ():
            assert child.type not in ("html_inline", "link_open", "image", "s_open"), child
            words.append("\n" if child.type in ("softbreak", "hardbreak") else child.content)
        words.append("\n")
    return " ".join("".join(words).split())


def plain(text: str) -> str:
    return " ".join(str(inline_text(text)).split())


SEEN = {"html": lambda text: Strict(text).words, "markdown": seen_markdown}
SHEETS = pytest.mark.parametrize("name", SEEN)


@SHEETS
def test_each_question_stands_with_its_parts_and_again_in_the_key(name):
    text, report = written(name, bank_of(*EVERY_TYPE, passage=PASSAGE, author="A. B.", license="CC", time_limit=20))
    words = SEEN[name](text)
    assert report.read == len(EVERY_TYPE) + 1
    asked, key = words.split("Answer key")
    for block in PASSAGE.blocks:
        assert all(word in asked for word in block.text.split()), block
    for number, question in enumerate(EVERY_TYPE, 1):
        assert f"{number}. {plain(question.stem)}" in asked
        assert f"{number}. {plain(question.stem)}" in key
        for id_ in () if isinstance(question, GapFill) else question.ids:  # whose gaps have no words
            assert re.sub("^Part [AB]: ", "", plain(question.part_text(id_))) in asked, (question.id, id_)
        if question.explanation:
            assert plain(question.explanation) in key
    assert "A. B. · CC" in asked
    assert "20 minutes" in asked
    quoted = re.findall(r"“([^”]+)” \(paragraph \d, sentence \d\)", key)
    assert len(quoted) > 10
    assert all(words in PASSAGE.text.replace("\n", " ") for words in quoted)


@SHEETS
def test_the_letter_in_the_key_is_that_of_the_right_option(name):
    options = [Option(f"option {number}", key=number == 4) for number in range(1, 6)]
    questions = [SingleChoice(id=f"q{number}", stem=f"Which {number}?", options=tuple(options)) for number in range(9)]
    words = SEEN[name](written(name, bank_of(*questions))[0])
    asked, key = words.split("Answer key")
    letters = re.findall(r"☐ ([A-E]) option 4", asked)
    assert re.findall(r"On the sheet:? ([A-E]) ", key) == letters
    assert len(set(letters)) > 2  # they are shuffled, always alike
    assert SEEN[name](written(name, bank_of(*questions))[0]) == words


@SHEETS
def test_whatever_stands_in_a_text_stays_a_text(name):
    options = tuple(Option(escaped(text), key=not number) for number, text in enumerate(NASTY))
    question = SingleChoice(id="q", stem="\n".join(map(escaped, NASTY)), options=options, explanation=escaped(NASTY[0]))
    passage = read_passage("# <script>x</script>\n\n" + "\n\n".join(f"{escaped(text)} ?" for text in NASTY))
    bank = bank_of(question, passage=passage, author="<i>me</i>", description="<b>bold</b> https://example.org")
    bank = msgspec.structs.replace(bank, title="<h1>Title</h1> & more")
    words = SEEN[name](written(name, bank)[0])
    for text in (*map(plain, map(escaped, NASTY)), "<script>x</script>", "<i>me</i>", "<h1>Title</h1> & more"):
        assert text in words, text


def escaped(text: str) -> str:
    """A text as an author types it so that none of its signs is emphasis, or what begins a line."""
    return re.sub(r"[*_`#~<\[!|=+-]|^\d+(?=\.)", lambda sign: f"\\{sign[0]}" if len(sign[0]) == 1 else sign[0], text)


def test_emphasis_is_read_in_markdown_as_it_was_meant():
    for typed in ("Who *really* asked?", "**All** of it", "a*b*c", "*“So,”*he said", "`code` and *more*", "***both***"):
        text, _ = written("markdown", bank_of(SingleChoice(id="q", stem=typed, options=(Option("a", key=True),))))
        line = next(line for line in text.split("\n") if line.startswith("**1.** "))
        html = MarkdownIt("commonmark").renderInline(line.removeprefix("**1.** "))
        tags = {run.text: (run.emphasis, run.strong, run.code) for run in runs_of(inline_text(typed))}
        told = {text: ("<em>" in tag, "<strong>" in tag, "<code>" in tag) for tag, text in pieces(html)}
        assert told == tags or not any(map(any, told.values())), (typed, html)
        assert re.sub("<[^>]*>", "", html) == str(inline_text(typed))
    assert escaped_markdown("2. a") == "2\\. a"


def pieces(html: str):
    tags = ""
    for tag, text in re.findall(r"(<[^>]*>)|([^<]+)", html):
        tags = tags.replace(tag.replace("/", ""), "", 1) if tag.startswith("</") else tags + tag
        if text:
            yield tags, text


def test_images_are_in_the_page_and_nothing_is_fetched():
    data = png(3, 2)
    question = SingleChoice(
        id="q", stem="Where?", image=Image("a.png", 'The "map"', "Drawn by hand"), options=(Option("here", key=True),)
    )
    passage = read_passage("# Bees\n\nOne.\n\n![A *map*](a.png)\n")
    bank = bank_of(question, passage=passage, images={"a.png": data})
    page, report = written("html", bank)
    strict = Strict(page)
    assert len(strict.sources) == 2
    assert all(b64decode(source.removeprefix("data:image/png;base64,")) == data for source in strict.sources)
    assert "Drawn by hand" in strict.words
    assert not re.search(r"https?:|@import|url\(|<script|<link", page)
    assert "default-src 'none'" in page
    assert {loss.code for item in report.items for loss in item.losses} == set()
    text, report = written("markdown", bank)
    assert '[The "map"]' in seen_markdown(text)
    assert [[loss.code for loss in item.losses] for item in report.items] == [["passage_image"], ["image_left_out"]]


def test_language_and_direction_are_those_of_the_bank_and_so_are_the_words_of_the_sheet():
    question = SingleChoice(id="q", stem="¿Quién?", options=(Option("Ana", key=True), Option("Eva")))
    spanish = Strict(written("html", bank_of(question, language="es-MX"))[0])
    assert spanish.attributes["html"] == {"lang": "es-MX", "dir": "ltr"}
    assert "Preguntas" in spanish.words
    arabic = Strict(written("html", bank_of(question, language="ar", passage=read_passage("النحل\n\nثانية")))[0])
    assert arabic.attributes["html"] == {"lang": "ar", "dir": "rtl"}
    assert arabic.attributes["h2"]["lang"] == "en" or arabic.attributes["h2"] == {"dir": "auto"}
    _, report = written("markdown", bank_of(question, language="es"))
    assert "language_left_out" in {loss.code for _, loss in report.notes}


def test_what_a_sheet_does_not_have_is_told():
    hinted = msgspec.structs.replace(EVERY_TYPE[0], id="hinted", hints=(Hint("Look."),))
    _, report = written("html", bank_of(hinted, *EVERY_TYPE, passage=PASSAGE, about=ABOUT, translation_of="bees"))
    assert {loss.code for _, loss in report.notes} == {
        "for_people",
        "ids_left_out",
        "about_left_out",
        "translation_left_out",
    }
    told = {loss.code for item in report.items for loss in item.losses}
    assert told >= {"hints_left_out", "skill_left_out", "covers_left_out", "roles", "feedback_left_out", "anticipated"}
