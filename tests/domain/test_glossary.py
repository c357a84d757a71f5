"""Words of a glossary, found in a passage, and an author's mistakes in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.glossary import (
    LONGEST_MEANING,
    LONGEST_WORD,
    MOST_ENTRIES,
    GlossaryEntry,
    glossary_mistakes,
    glossary_places,
    united_glossary,
)
from quizapp.domain.passage import Passage, read_passage


def passage_of(text: str, language: str = "en") -> Passage:
    passage = read_passage(text)
    return Passage(passage.title, passage.blocks, passage.text, language=language)


def glossary_of(*words: str) -> tuple[GlossaryEntry, ...]:
    return tuple(GlossaryEntry(word, f"meaning of {word}") for word in words)


def found(text: str, *words: str, language: str = "en") -> list[str]:
    passage = passage_of(text, language)
    places = glossary_places(glossary_of(*words), passage)
    return [passage.text[place.span.start : place.span.end] for place in places]


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("A Warrant is not a warranty.", ["warrant"], ["Warrant"]),
        ("No word of it.", ["warrant"], []),
        ("Bees see bees.\n\nBees again.", ["bees"], ["Bees", "Bees"]),
        ("# T\n\n## Bees\n\n- a bee\n- a bee", ["bee"], ["Bees", "bee", "bee"]),
        ("The court gave a court order.", ["court", "court order"], ["court", "court order"]),
        ("The court\norder stands.", ["court order", "order"], ["court order"]),
        ("The court. Order!", ["court order"], []),
        ("She waited at St.  Anna.", ["St. Anna"], ["St.  Anna"]),
        (
            "Two cities, three warrants, the agent's car.",
            ["city", "warrant", "agent"],
            ["cities", "warrants", "agent's"],
        ),
        ("As is.", ["a", "i"], []),
        ("He goes, she sees.", ["go", "see"], ["sees"]),
        ("well-known, well known", ["well-known"], ["well-known"]),
        ("Cafe\u0301, so\u00adft", ["cafe", "soft"], ["Café", "so\u00adft"]),
        ("He said *“de facto”*.", ["de facto"], ["de facto"]),
        ("🐝 Bees 🐝 swarm.", ["swarm"], ["swarm"]),
        ("The news is new.", ["new", "news"], ["news", "new"]),
        ("The court orders, a court.", ["court", "court order", "order"], ["court orders", "court"]),
        ("The sea walls", ["sea wall", "sea walls", "sea", "walls"], ["sea walls"]),
    ],
)
def test_words_are_found_whole_the_longest_first_once_in_a_paragraph(text, words, places):
    assert found(text, *words) == places


@pytest.mark.parametrize(
    ("text", "words", "language", "places"),
    [
        ("Las órdenes y el árbol.", ["orden", "arbol"], "es", ["órdenes", "árbol"]),
        ("Año y ano.", ["ano"], "es", ["ano"]),
        ("这座白色的塔空了十一年。", ["白色", "十一年"], "zh", ["白色", "十一年"]),
        ("Die Bienen.", ["Biene"], "de", []),
        ("فتح القاضي الجلسة.", ["القاضي"], "ar", ["القاضي"]),
    ],
)
def test_each_language_has_its_own_letters_and_endings(text, words, language, places):
    assert found(text, *words, language=language) == places


def test_other_forms_are_those_that_the_author_gives():
    entry = GlossaryEntry("obstruct", "to get in the way", ("obstructing", "got in the way"))
    passage = passage_of("Nobody was obstructing.\n\nThey got in the way.\n\nIt obstructed them.")
    places = glossary_places([entry], passage)
    assert [passage.words_of(place.span) for place in places] == ["obstructing", "got in the way"]
    assert {place.entry for place in places} == {entry}


WORDS = st.sampled_from(["bee", "bees", "Bee", "sea", "seas", "sea wall", "wall", "walls", "a", "as", "city", "cities"])


@given(
    blocks=st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4),
    words=st.lists(WORDS, unique_by=str.lower, max_size=6),
    sign=st.sampled_from([" ", ", ", " – ", "\n"]),
)
def test_a_plain_search_finds_the_same(blocks, words, sign):
    passage = passage_of("\n\n".join(sign.join(block) for block in blocks))
    forms = {}
    for word in sorted(words, key=lambda word: -len(word.split())):
        endings = "(?:s|es|'s|s')?" if len(word.split()[-1]) > 2 else ""
        stem = re.escape(word).replace(r"\ ", r"\s+")
        forms[word] = f"{stem}{endings}" + (f"|{stem[:-1]}ies" if word.endswith("y") else "")
    exact = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in forms)
    wanted = []
    for block in passage.blocks:
        seen = set()
        at = 0
        while words and at < len(block.text):
            both = rf"\b(?:{exact})\b", rf"\b(?:{'|'.join(forms.values())})\b"
            matches = [match for each in both if (match := re.compile(each, re.I).search(block.text, at))]
            if not matches:
                break
            match = min(matches, key=lambda match: (match.start(), -len(match[0].split())))
            text = " ".join(match[0].split())
            word = next((word for word in forms if word.lower() == text.lower()), "") or next(
                word for word, form in forms.items() if re.fullmatch(form, match[0], re.I)
            )
            at = match.end()
            if word not in seen:
                seen.add(word)
                wanted.append((block.start + match.start(), block.start + match.end(), word))
    places = glossary_places(glossary_of(*words), passage)
    assert [(*place.span, place.entry.word) for place in places] == wanted


@pytest.mark.parametrize(
    ("entries", "mistakes"),
    [
        ([("bees", "insects")], []),
        ([("wasps", "insects")], [("glossary_not_in_passage", 0, "word")]),
        ([("bees", " ")], [("empty_text", 0, "meaning")]),
        ([("", "insects")], [("empty_text", 0, "word")]),
        ([("?!", "insects")], [("empty_text", 0, "word")]),
        ([("bees", "x" * (LONGEST_MEANING + 1))], [("yaml_text_length", 0, "meaning")]),
        ([("bees" * LONGEST_WORD, "x")], [("yaml_text_length", 0, "word")]),
        ([("bees", "a"), ("BEES", "b")], [("glossary_twice", 1, "word")]),
        ([("bees", "a", "bee", "Bee")], [("glossary_twice", 0, "forms", 1)]),
        ([("tower", "a", "bees"), ("bees", "b")], [("glossary_twice", 1, "word")]),
        ([("wasp", "a", "bees")], []),
        ([("white tower", "a"), ("tower", "b")], []),
        ([("bees", "a")] * (MOST_ENTRIES + 1), [("glossary_too_long",)]),
    ],
)
def test_an_author_is_told_each_mistake(entries, mistakes):
    glossary = [GlossaryEntry(word, meaning, tuple(forms)) for word, meaning, *forms in entries]
    told = glossary_mistakes(glossary, [passage_of("# T\n\nBees live in the white tower.")], "en")
    assert [(mistake.code, *mistake.path) for mistake in told] == mistakes


def test_a_word_may_stand_in_another_level_of_the_passage():
    passages = [passage_of("The officers obstructed it."), passage_of("They got in the way.")]
    assert not list(glossary_mistakes(glossary_of("officer", "way"), passages, "en"))


def test_glossaries_are_united_with_each_word_once_as_the_first_explains_it():
    one = (GlossaryEntry("tower", "a high house", ("towers",)), GlossaryEntry("bee", "an insect"))
    two = (
        GlossaryEntry("TOWER", "told otherwise", ("turret", "Towers", "turrets")),
        GlossaryEntry("turret", "is a form of tower"),
        GlossaryEntry("Café", "a house", ("bee", "cafe")),
        GlossaryEntry("sea wall", "keeps the sea out"),
        GlossaryEntry("sea-wall", "written otherwise"),
    )
    for glossaries, united in (
        ((one, two), [("tower", "a high house", ("towers", "turret", "turrets")), ("bee", "an insect", ()),
                      ("Café", "a house", ()), ("sea wall", "keeps the sea out", ()),
                      ("sea-wall", "written otherwise", ())]),
        ((one,), [("tower", "a high house", ("towers",)), ("bee", "an insect", ())]),
        ((), []),
    ):  # fmt: skip
        found = united_glossary(glossaries, "en")
        assert [(entry.word, entry.meaning, entry.forms) for entry in found] == united
