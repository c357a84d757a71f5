"""A passage: what is read of its Markdown, and finding words in it."""

from unicodedata import normalize

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.image import Image
from quizapp.domain.passage import Passage, Span, as_markdown, passage_mistakes, read_passage, written_images
from quizapp.domain.runs import Run

MARKDOWN = st.text("ab \n*_`#>-1.)\\<&é“–🐝\t", max_size=60)


def blocks_of(markdown: str) -> list[tuple[str, str, int, int, str]]:
    return [(b.kind, b.text, b.number, b.level, b.marker) for b in read_passage(markdown).blocks]


def test_blocks_and_their_numbers():
    assert blocks_of("# Title\n\nOne.\n\n## Part\n\n- salt\n- honey\n\n> Said.\n\nTwo.") == [
        ("paragraph", "One.", 1, 0, ""),
        ("heading", "Part", 0, 2, ""),
        ("item", "salt", 0, 1, "•"),
        ("item", "honey", 0, 1, "•"),
        ("quotation", "Said.", 2, 1, ""),
        ("paragraph", "Two.", 3, 0, ""),
    ]


@pytest.mark.parametrize(
    ("markdown", "title", "texts"),
    [
        ("# Bees\n\nOne.", "Bees", ["One."]),
        ("Bees\n====\n\nOne.", "Bees", ["One."]),
        ("One.", "from the bank", ["One."]),
        ("One.\n\n# Late", "from the bank", ["One.", "Late"]),
        ("# Bees\n\n# Also\n\nOne.", "Bees", ["Also", "One."]),
        ("#\n\nOne.", "from the bank", ["One."]),
        ("# *Bees* `x`", "Bees x", []),
        ("", "from the bank", []),
        ("\n \n", "from the bank", []),
    ],
)
def test_the_title(markdown, title, texts):
    passage = read_passage(markdown, "from the bank")
    assert (passage.title, [block.text for block in passage.blocks]) == (title, texts)


@pytest.mark.parametrize(
    ("markdown", "runs"),
    [
        ("a *b* c", [Run("a "), Run("b", emphasis=True), Run(" c")]),
        ("_b_ __c__", [Run("b", emphasis=True), Run(" "), Run("c", strong=True)]),
        ("***b***", [Run("b", emphasis=True, strong=True)]),
        ("*a **b***", [Run("a ", emphasis=True), Run("b", emphasis=True, strong=True)]),
        ("`a *b*`", [Run("a *b*", code=True)]),
        ("snake_case_name", [Run("snake_case_name")]),
        ("2 * 3 * 4", [Run("2 * 3 * 4")]),
        (r"\*a\* \# \\", [Run("*a* # \\")]),
        ("one\ntwo", [Run("one two")]),
        ("one  \ntwo", [Run("one\u2028two")]),
        ("one\\\ntwo", [Run("one\u2028two")]),
        ("*a*_b_", [Run("ab", emphasis=True)]),
    ],
)
def test_runs(markdown, runs):
    (block,) = read_passage(markdown).blocks
    assert list(block.runs) == runs


@pytest.mark.parametrize(
    "markdown",
    [
        "<b>bold</b> <script>alert(1)</script>",
        "<img src='file:///etc/passwd'>",
        "a ![picture](picture.png)",
        "[here](https://example.org)",
        "<https://example.org>",
        "[a]: https://example.org",
        "https://example.org",
        "| a | b |",
        "~~gone~~",
        "&lt;b&gt; &amp; &nbsp; &#x202e;",
    ],
)
def test_what_is_not_read_stays_as_it_was_typed(markdown):
    (block,) = read_passage(markdown).blocks
    assert block.text == markdown
    assert block.kind == "paragraph"


def test_an_image_is_one_where_it_is_alone_in_a_paragraph():
    markdown = "# T\n\n![A map](a.png)\n\nText ![B](b.png) more.\n\n- ![C](c.png)\n\n![D](<d e.png>)\n"
    assert [(each.line, each.image, each.typed) for each in written_images(markdown)] == [
        (3, Image("a.png", "A map"), "![A map](a.png)"),
        (5, None, "![B](b.png)"),
        (7, None, "![C](c.png)"),
        (9, Image("d e.png", "D"), "![D](<d e.png>)"),
    ]


def test_what_looks_like_an_image_as_code_or_with_a_backslash_is_none():
    for line, told in (
        ("Text `![B](b.png)` more.", []),
        (r"Text \![B](b.png) more.", []),
        (r"Text \![B](b.png), and ![C](c.png)", ["![C](c.png)"]),
        ("![B](b.png) ![C](c.png)", ["![B](b.png)", "![C](c.png)"]),
        ("A line\nand ![C](c.png)", ["![C](c.png)"]),
    ):
        found = list(written_images(f"One.\n\n{line}"))
        assert [(each.image, each.typed) for each in found] == [(None, typed) for typed in told], line
        assert all(each.line == 3 + line.count("\n") for each in found)


def test_lists_within_lists():
    assert blocks_of("- a\n  - b\n    1. c\n- d\n\n3. x\n4. y\n\n0. z") == [
        ("item", "a", 0, 1, "•"),
        ("item", "b", 0, 2, "•"),
        ("item", "c", 0, 3, "1."),
        ("item", "d", 0, 1, "•"),
        ("item", "x", 0, 1, "3."),
        ("item", "y", 0, 1, "4."),
        ("item", "z", 0, 1, "5."),
    ]


def test_an_item_of_two_paragraphs_has_one_marker():
    assert blocks_of("- a\n\n  b") == [("item", "a", 0, 1, "•"), ("item", "b", 0, 1, "")]
    assert blocks_of("0. a") == [("item", "a", 0, 1, "0.")]
    inner = [("item", "b", 0, 2, "•"), ("item", "c", 0, 2, ""), ("item", "d", 0, 1, "")]
    assert blocks_of("1. a\n   - b\n\n     c\n\n   d") == [("item", "a", 0, 1, "1."), *inner]


def test_quotations_within_quotations():
    assert blocks_of("> a\n>\n> > b\n\nc") == [
        ("quotation", "a", 1, 1, ""),
        ("quotation", "b", 2, 2, ""),
        ("paragraph", "c", 3, 0, ""),
    ]


@given(MARKDOWN)
def test_the_text_is_that_of_the_blocks(markdown):
    passage = read_passage(markdown)
    for block in passage.blocks:
        assert block.text
        assert passage.text[block.start : block.start + len(block.text)] == block.text
        assert "\n" not in block.text
        assert all(run.text for run in block.runs)
    assert passage.text.count("\n") == max(0, len(passage.blocks) - 1)
    numbers = [block.number for block in passage.blocks if block.number]
    assert numbers == list(range(1, len(numbers) + 1))


@given(MARKDOWN)
def test_nothing_that_is_typed_is_lost(markdown):
    passage = read_passage(markdown)
    shown = passage.title + passage.text
    for letter in "abé“🐝<&":
        assert shown.count(letter) == markdown.count(letter)


def test_the_text_is_composed():
    decomposed = normalize("NFD", "Café")
    assert read_passage(decomposed).text == "Café"
    assert read_passage("Café").find(decomposed) == [Span(0, 4)]


def test_paragraphs_and_words():
    passage = read_passage("# T\n\nOne two.\n\n## Three\n\nFour\nfive.")
    assert (passage.words, passage.minutes) == (5, 1)
    assert [passage.paragraph_of(passage.text.index(word)) for word in ("One", "Three", "five")] == [1, 1, 2]
    assert read_passage("## Three\n\nOne").paragraph_of(0) == 0
    assert passage.words_of(passage.find("Four five")[0]) == "Four five"
    assert read_passage("word " * 2000).minutes == 10
    for language, minutes in (("de", 13), ("fr-CA", 12), ("", 10), ("xx", 10), ("zh", 14)):
        assert msgspec.structs.replace(read_passage("word " * 2000), language=language).minutes == minutes
    chinese = msgspec.structs.replace(read_passage("这座白色的塔空了十一年。" * 300), language="zh")
    assert (chinese.words, chinese.minutes) == (2700, 19)


# Finding words

TEXT = read_passage(
    "The “tower” stood\nempty – for eleven years.\n\n"
    "The tower was kept. The tower, too, was kept.\n\n- 🐝🐝 bees, *many* bees"
)


def found(quote: str, prefix: str = "", passage: Passage = TEXT) -> list[str]:
    return [passage.text[span.start : span.end] for span in passage.find(quote, prefix)]


@pytest.mark.parametrize(
    ("quote", "prefix", "places"),
    [
        ("stood empty", "", ["stood empty"]),
        ('The "tower"', "", ["The “tower”"]),
        ("The 'tower'", "", []),
        ("  stood\n\tempty ", "", ["stood empty"]),
        ("empty - for", "", ["empty – for"]),
        ("Stood empty", "", []),
        ("The tower", "", ["The tower", "The tower"]),
        ("The tower", "was kept.", ["The tower"]),
        ("tower", "The", ["tower", "tower"]),
        ("tower, too", "The", ["tower, too"]),
        ("The “tower”", "years.", []),
        ("stood … years", "", ["stood empty – for eleven years"]),
        ("stood...years", "", ["stood empty – for eleven years"]),
        ("The … years", "", ["The “tower” stood empty – for eleven years"]),
        ("years … stood", "", []),
        ("years.\nThe tower", "", ["years.\nThe tower"]),
        ("… years.", "", ["years."]),
        ("stood …", "", ["stood"]),
        ("many bees", "", ["many bees"]),
        ("🐝 bees", "", ["🐝 bees"]),
        ("🐝", "🐝", ["🐝"]),
        ("", "", []),
        ("…", "", []),
        (" ", "", []),
        ("no such words", "", []),
    ],
)
def test_find(quote, prefix, places):
    assert found(quote, prefix) == places


@pytest.mark.parametrize(
    ("quote", "suffix", "places"),
    [
        ("The tower", "was", ["The tower"]),
        ("The tower", ", too", ["The tower"]),
        ("The tower", "", ["The tower", "The tower"]),
        ("The tower", "stood", []),
        ("stood … years", ". The", ["stood empty – for eleven years"]),
        ("many", "bees", ["many"]),
        ("many bees", "and more", []),
    ],
)
def test_find_with_the_words_after_it(quote, suffix, places):
    assert [TEXT.text[span.start : span.end] for span in TEXT.find(quote, suffix=suffix)] == places


def test_what_is_not_seen_hides_no_quotation():
    passage = read_passage("The co\u00adope\u200bration ended\u2060. They said donʼt go\ufeff.")
    for quote, found in (
        ("cooperation ended", "co\u00adope\u200bration ended"),
        ("co\u00adoperation", "co\u00adope\u200bration"),
        ("ended. They", "ended\u2060. They"),
        ("don't go.", "donʼt go\ufeff."),
        ("don´t g\u00ado", "donʼt go"),
    ):
        assert [passage.text[slice(*span)] for span in passage.find(quote)] == [found]
        assert passage.has_once(quote)


def test_three_dots_of_the_passage_are_quoted_as_they_stand():
    passage = read_passage("It is … so ... or not. It is here, and so on. …and more")

    assert found("It is … so", passage=passage) == ["It is … so"]
    assert found("It is…so", passage=passage) == ["It is … so", "It is here, and so"]
    assert found("so ... or", passage=passage) == ["so ... or"]
    assert found("…and more", passage=passage) == ["…and more"]
    assert found("It is … not", passage=passage) == ["It is … so ... or not"]


def test_quotations_that_overlap_are_each_found():
    assert [span.start for span in read_passage("aaaa").find("aa")] == [0, 1, 2]
    assert len(read_passage("a " * 50).find("a")) == 3  # more than one is all that is to be known


def test_what_is_joined_is_the_shortest_that_begins_there():
    assert found("a … c", passage=read_passage("a b c d c")) == ["a b c"]


@given(MARKDOWN, st.text("ab “–…é🐝", max_size=6), st.text("ab ", max_size=2))
def test_a_span_is_never_beyond_the_text(markdown, quote, prefix):
    passage = read_passage(markdown)
    for span in passage.find(quote, prefix):
        assert 0 <= span.start < span.end <= len(passage.text)
        assert passage.words_of(span)


@given(st.text("ab “–é🐝\n", min_size=1, max_size=40), st.data())
def test_every_word_of_a_passage_is_found_in_it(markdown, data):
    passage = read_passage(markdown)
    words = passage.text.split()
    if not words:
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    assert passage.find(quote)


# Writing Markdown


@given(st.text("ab \n*_`#>-+=1.)\\<&[]!|~é–🐝\t\u3000", max_size=60))
def test_any_text_can_be_written_as_markdown(text):
    plain = " ".join(part.strip() for part in text.split("\n") if part).strip()
    passage = read_passage(as_markdown(text))

    assert [(block.kind, block.text, block.runs) for block in passage.blocks] == (
        [("paragraph", plain, (Run(plain),))] if plain else []
    )
    assert read_passage(f"# {as_markdown(text)}\n\nOne.", "none").title == (plain or "none")


@pytest.mark.parametrize(
    ("markdown", "kept"),
    [
        ("# Bees\r\n\r\nOne\rtwo.\n\n", "# Bees\n\nOne\ntwo."),
        ("\n \n  One\n", "  One"),
        ("*One*  \ntwo \t\n", "*One*  \ntwo"),
        ("", ""),
    ],
)
def test_what_was_typed_is_kept(markdown, kept):
    assert read_passage(markdown).markdown == kept
    assert read_passage(kept).blocks == read_passage(markdown).blocks


# Images

WITH_IMAGE = "# Bees\n\nThe tower stood empty.\n\n![The tower, \\[white\\],\nby the sea](a_b.png)\n\nIt was white."


def test_an_image_alone_in_a_paragraph_is_a_block_with_its_alternative_text():
    passage = read_passage(WITH_IMAGE)
    before, image, after = passage.blocks

    assert (image.kind, image.number, image.level, image.marker) == ("image", 0, 0, "")
    assert image.text == ("\ufffc\u2028The tower, [white], by the sea")
    assert image.image == Image("a_b.png", "The tower, [white], by the sea")
    assert passage.images == (image.image,)
    assert (before.number, after.number) == (1, 2)
    assert passage.text[image.start : image.start + len(image.text)] == image.text
    assert passage.text[after.start :] == after.text
    assert passage.words == 13
    assert passage.markdown == WITH_IMAGE


def test_an_image_is_no_sentence_but_what_it_shows_can_be_quoted():
    passage = read_passage(WITH_IMAGE)
    (span,) = passage.find("[white], by the sea")

    assert [sentence.name for sentence in passage.sentences] == ["The tower stood empty.", "It was white."]
    assert passage.sentence_of(span) is None
    assert passage.words_of(Span(0, len(passage.text))).count("\ufffc") == 0
    first = read_passage("![The tower](a.png)\n\nIt was white. It stood.")
    assert first.sentence_of(first.find("The tower")[0]) is None
    assert first.sentence_of(first.find("It was")[0]) == first.sentences[0]
    alone = read_passage("![The tower](a.png)")
    assert (alone.sentences, alone.sentence_of(alone.find("tower")[0]), alone.paragraphs) == ((), None, 0)


@pytest.mark.parametrize("file", ["map.png", "<a (1).png>", "a map.png", "bilder/karte.png"])
def test_the_file_of_an_image_can_have_spaces_and_brackets(file):
    (image,) = read_passage(f"![A map]({file})").images

    assert image.file == file.strip("<>")


@pytest.mark.parametrize("around", ["- {}", "> {}", "# {}", "a {}", "{} a", "`{}`", "\\{}", "    \n1. {}"])
def test_an_image_anywhere_else_is_text(around):
    passage = read_passage(around.format("![A map](map.png)") + "\n\nBees.")

    assert passage.images == ()
    assert "\ufffc" not in passage.text


def test_plain_text_is_never_written_as_an_image():
    passage = read_passage(as_markdown("![A map](map.png)"))

    assert passage.images == ()
    assert passage.text == "![A map](map.png)"


@given(st.text('![]()<>\\"ab.\n`*_ ', max_size=60))
def test_images_are_found_alike_by_who_reads_and_by_who_checks(markdown):
    written = list(written_images(markdown))

    assert [image.image for image in written if image.image is not None] == list(read_passage(markdown).images)
    assert all(1 <= image.line <= markdown.count("\n") + 1 for image in written)


def test_what_is_nested_too_deep_is_cut() -> None:
    assert not read_passage("> " * 11 + "a").cut
    assert read_passage("> " * 12 + "a").cut
    nested = ["  " * depth + "- a\n" for depth in range(6)]
    assert not read_passage("".join(nested[:5])).cut
    assert read_passage("".join(nested)).cut


def test_at_most_three_places_are_found_and_each_paragraph_is_known_by_its_number() -> None:
    passage = read_passage("# T\n\nbee bee bee bee\n\n## Head\n\n- item\n\nlast bee")
    assert [(span.start, span.end) for span in passage.find("bee")] == [(0, 3), (4, 7), (8, 11)]
    assert [passage.paragraph_of(passage.text.index(word)) for word in ("bee", "Head", "item", "last")] == [1, 1, 1, 2]
    assert passage.has_once("last")
    assert not passage.has_once("bee")
    assert not passage.has_once("")
    assert not passage.has_once("wasp")
    assert not passage.has_once("bee … bee")
    assert not read_passage("aaa").has_once("aa")
    assert passage.has_once("Head … last")
    assert passage.has_once("bee\n\nHead")


def test_a_passage_may_have_so_many_characters_and_signs() -> None:
    def told(markdown: str) -> list[tuple[str, str]]:
        return [(mistake.code, mistake.values["limit"]) for mistake in passage_mistakes(markdown)]

    assert told("a" * 300_000) == []
    assert told("a" * 300_001) == [("passage_too_long", "300,000")]
    assert told("*" * 10_000) == []
    assert told("*" * 10_001) == [("passage_too_many_signs", "10,000")]
