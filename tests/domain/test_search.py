"""Words are found whatever their capitals, accents and signs, and nothing else is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.language import searchable
from quizapp.domain.passage import read_passage
from quizapp.domain.search import SearchableText
from quizapp.domain.text import fold

FORGIVEN = (
    ("The Cafe\u0301 in Québec", "cafe", ["Café"]),
    ("The Café in Québec", "QUÉBEC", ["Québec"]),
    ("the light\u00adhouse stood", "lighthouse", ["light\u00adhouse"]),
    ("she said “don’t” – twice", '"don\'t" - twice', ["“don’t” – twice"]),
    ("El niño cantó", "nino canto", ["niño cantó"]),
    ("Straße und Strasse", "STRASSE", ["Straße", "Strasse"]),
    ("an œuvre", "oeuvre", ["œuvre"]),
    ("one\ntwo", "one two", ["one\ntwo"]),
    ("שָׁלוֹם עולם", "שלום", ["שָׁלוֹם"]),
    ("كِتَابٌ", "كتاب", ["كِتَابٌ"]),
    ("aaaa", "aa", ["aa", "aa"]),
    ("bees 🐝 and towers 🗼", "🗼", ["🗼"]),
    ("nothing", "  ", []),
    ("nothing", "thin king", []),
)


def test_what_is_typed_is_found_as_it_is_meant():
    for text, words, wanted in FORGIVEN:
        text = read_passage(text).text
        assert [text[slice(*span)] for span in SearchableText(text).find(words)] == [
            read_passage(each).text for each in wanted
        ], (text, words)


@given(st.text(alphabet="aeéèñ ßœ\u0301\u00ad“’–🐝שָ\n", max_size=40), st.data())
def test_each_place_holds_what_was_looked_for(text, data):
    text = read_passage(text).text
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    found = SearchableText(text).find(words)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for span in found:
        assert searchable(fold(words)) in searchable(fold(text[span.start : span.end]))
