"""The message files hold the program's texts, and translations that can take their places."""

import re
import string
import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtCore import QTranslator

from quizapp.texts import ALL, CONTEXT, EITHER, LANGUAGES, Texts, best_language, listed, read_catalog
from tests.translations.catalog import qm_file as qm
from tests.translations.catalog import read_ts, release, ts_file, updated, wanted, write_ts
from tests.translations.extracting import Text, program_texts

TO_BE_TRANSLATED: tuple[str, ...] = ()
"""The languages whose translators are still at work; it becomes empty."""


def test_every_text_can_be_extracted() -> None:
    assert program_texts().refused == []
    assert len(program_texts().texts) > 2500


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_file_has_the_texts_of_the_program(language: str) -> None:
    """Where this fails: `python -m tests.translations`."""
    assert set(read_ts(ts_file(language))) == set(wanted(program_texts().texts, language))


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each not in TO_BE_TRANSLATED])
def test_every_text_is_translated(language: str) -> None:
    assert [text for text, found in read_ts(ts_file(language)).items() if not found.is_finished] == []


def places_in(text: str) -> list[str]:
    """What is filled in: names of values, the count, what argparse fills in."""
    if re.search(r"\{[^{}\w]|\{\w+:", text):  # an example in a help text, which has no values
        return sorted(re.findall(r"%\(\w+\)[sr]|%[sr]", text))
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return sorted({*names, *re.findall(r"%L?n|%\(\w+\)[sr]|%[sr]", text)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    """The form for one may leave some out."""
    wrong = []
    for text, found in read_ts(ts_file(language)).items():
        places = set(places_in(text.source))
        for number, form in enumerate(found.forms if not found.is_empty else ()):
            filled = set(places_in(form))
            if not (filled <= places if text.is_plural and number == 0 else filled == places):
                wrong.append((text.source, form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_qt_reads_is_made_of_the_message_file(language: str, tmp_path) -> None:
    release(ts_file(language), tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == qm(language).read_bytes()


# the command line reads the message files, and says what Qt says


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_has_the_form_that_qt_gives_it(language: str, tmp_path) -> None:
    text = Text(CONTEXT, "%n questions", True)
    write_ts(tmp_path / "q.ts", language, {text: []}, updated({text: []}, {}))
    filled = (tmp_path / "q.ts").read_text("utf-8").replace(' type="unfinished"', "")
    for form in ("%n question", "%n questions"):
        filled = filled.replace("<numerusform></numerusform>", f"<numerusform>{form}</numerusform>", 1)
    (tmp_path / "q.ts").write_text(filled, "utf-8")
    release(tmp_path / "q.ts", tmp_path / "q.qm")
    translator = QTranslator()
    assert translator.load("q.qm", str(tmp_path))
    ours = Texts(language)
    ours.__dict__["_catalog"] = {"%n questions": ("%n question", "%n questions")}
    for count in (0, 1, 2, 5, 11, 21, 100):
        assert ours.plural("%n questions", count) == translator.translate(CONTEXT, "%n questions", None, count).replace(
            "%n", str(count)
        ), count


def test_what_is_missing_stays_english() -> None:
    texts = Texts("es")
    texts.__dict__["_catalog"] = {"Right": ("Bien",)}
    assert texts.translate("Right") == "Bien"
    assert texts.translate("{count} are not there", count=3) == "3 are not there"
    assert texts.plural("%n are not there", 1) == "1 are not there"
    assert texts.plural("%n questions", 1) == "1 question"


def test_a_catalog_leaves_out_what_is_not_translated(monkeypatch, tmp_path) -> None:
    root = ElementTree.parse(ts_file("en")).getroot()
    assert read_catalog("en")["%n questions"] == ("%n question", "%n questions")
    assert read_catalog("xx") == {}
    assert root.get("language") == "en"


def test_the_language_that_is_nearest_is_spoken() -> None:
    for wanted_names, language in (
        (["es-MX"], "es"),
        (["pt_PT.UTF-8"], "pt_BR"),
        (["pt"], "pt_BR"),
        (["fr", "es"], "es"),
        (["C"], "en"),
        (["de"], "en"),
        ([], "en"),
    ):
        assert best_language(wanted_names) == language, wanted_names


def test_a_list_has_the_word_of_the_language_before_its_last_entry() -> None:
    for words, either, all_ in (
        (("7",), "7", "7"),
        (("6", "7"), "6 o 7", "6 y 7"),
        (("7", "8"), "7 u 8", "7 y 8"),
        (("1", "2", "11"), "1, 2 u 11", "1, 2 y 11"),
        (("día", "hora"), "día u hora", "día y hora"),
        (("padre", "hijo"), "padre o hijo", "padre e hijo"),
        (("nieve", "hielo"), "nieve o hielo", "nieve y hielo"),
        (("X", "Y"), "X o Y", "X e Y"),
    ):
        texts = Texts("es")
        assert (texts.say(listed(words, EITHER)), texts.say(listed(words, ALL))) == (either, all_)
    said = [Texts(language).say(listed(("7", "8", "9"), EITHER)) for language in LANGUAGES]
    assert said == ["7, 8 or 9", "7, 8 o 9", "7, 8 ou 9"]
