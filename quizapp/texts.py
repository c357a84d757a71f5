"""Texts of the program: marked where they are written, put into the user's language where they are shown.

A text is an English template: values stand in it as ``{name}``, a count as ``%n``. One with a count is written in the
plural (``%n questions``); the English catalog holds its singular, as each language's catalog holds its own forms.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple, TypeVar

from quizapp.bundled import translations_dir

CONTEXT = "quizapp"
"""The context in the catalogs of all texts outside the window; a text of the window has its class as context."""
LANGUAGES = ("en", "es", "pt_BR")
"""The languages of the program, by the names of their catalogs."""


Marked = TypeVar("Marked")


def N_(texts: Marked) -> Marked:
    """Mark a text, or all texts in a tuple or in the values of a mapping, as ones that are translated where shown."""
    return texts


class Message(NamedTuple):
    """A text that is put into words where it is shown.

    `values` may hold messages, tuples of them, which are joined with commas, and ``n``, the count of ``%n``. A whole
    number gets signs between its groups of digits; one that names a place or a version is given as text instead.
    """

    template: str
    values: Mapping[str, object] = {}

    def __str__(self) -> str:
        return ENGLISH.say(self)


Value = str | Message
"""A value of a text: words that stay as they are, or a text of the program."""


def listed(words: Sequence[Value], template: str) -> Value:
    """Give `words`, of which there is at least one, as a list with commas and “or” or “and”: `EITHER` or `ALL`."""
    *before, last = words
    return Message(template, {"before": tuple(before), "last": last}) if before else last


EITHER, ALL = N_(("{before} or {last}", "{before} and {last}"))
"""The templates of a list of which one is meant, and of one of which all are."""
_SOUNDS = {
    " o {last}": (" u {last}", r"\W*(h?[oó]|8|11(?!\d))"),
    " y {last}": (" e {last}", r"\W*(h?[ií](?![aeo])|y(?!\w))"),
}
"""The Spanish words for “or” and “and”, and what they are before their own sound: *siete u ocho*, *padre e hijo*, but
*nieve y hielo*."""


SENTENCES, ABOUT, OR = "{first} {then}", "{first}: {then}", "{first}; {then}"
"""The templates of two texts, one after the other, which are no texts themselves."""


class Texts:
    """Gives the program's texts in one of the `LANGUAGES`, without Qt.

    A catalog is read when it is needed first: for English, that is at the first count of one.
    """

    def __init__(self, language: str = "en") -> None:
        self.speak(language)

    def speak(self, language: str, decimal_point: str = ".") -> None:
        """Change the language, and what stands before the decimals of a number."""
        self.language = language
        self.decimal_point = decimal_point
        self.__dict__.pop("_catalog", None)

    def translate(self, text: str, /, **values: object) -> str:
        """Give `text` in the user's language with its values; a value that is a `Message` is put into words as well."""
        return self._filled(self.look_up(text), values)

    __call__ = translate

    def plural(self, text: str, count: int, /, **values: object) -> str:
        """Give the form of `text` that fits `count`, with `count` for ``%n``."""
        return self._filled(self.look_up(text, count).replace("%n", self.number(f"{count:,}")), values)

    def say(self, message: Value) -> str:
        """Put `message` into words; a value that is a text already stays as it is."""
        if isinstance(message, str):
            return message
        if message.template in (SENTENCES, ABOUT, OR):
            return self._filled(message.template, message.values)
        if message.template in (EITHER, ALL):
            return self._filled(
                _sounding(self.look_up(message.template), self._in_words(message.values["last"])), message.values
            )
        count = message.values.get("n")
        if isinstance(count, int) and "%n" in message.template:
            return self._filled(
                self.look_up(message.template, count).replace("%n", self.number(f"{count:,}")), message.values
            )
        return self._filled(self.look_up(message.template), message.values)

    def number(self, text: str) -> str:
        """Give a number in digits, such as ``1,000.5``, with the signs of the user's language."""
        return text if self.decimal_point == "." else text.translate({ord(","): ".", ord("."): self.decimal_point})

    def look_up(self, text: str, count: int | None = None) -> str:
        """Give what the catalog has for `text`, in the form that fits `count`; English where it has nothing."""
        if self.language == "en" and count != 1:
            return text
        forms = self._catalog.get(text)
        if not forms:
            return text if self.language == "en" else ENGLISH.look_up(text, count)
        return forms[0 if count is None else min(_form(self.language, count), len(forms) - 1)]

    @cached_property
    def _catalog(self) -> Mapping[str, tuple[str, ...]]:
        return read_catalog(self.language)

    def _filled(self, template: str, values: Mapping[str, object]) -> str:
        if not values:
            return template
        return template.format_map({name: self._in_words(value) for name, value in values.items()})

    def _in_words(self, value: object) -> object:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, tuple):
            return ", ".join(str(self._in_words(each)) for each in value)
        return self.number(f"{value:,}") if type(value) is int else value


def _sounding(template: str, last: object) -> str:
    for usual, (changed, sound) in _SOUNDS.items():
        if usual in template and re.match(sound, str(last), re.IGNORECASE):
            return template.replace(usual, changed)
    return template


ENGLISH = Texts()


def best_language(wanted: Iterable[str]) -> str:
    """Give the first of the `LANGUAGES` that is among `wanted`: names such as ``es-MX`` or ``pt_PT.UTF-8``.

    English is the answer for names that tell no language of the program.
    """
    for name in wanted:
        base = name.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0].lower()
        if base in ("c", "posix"):
            return "en"
        found = next((language for language in LANGUAGES if language.partition("_")[0] == base), None)
        if found:
            return found
    return "en"


@cache
def read_catalog(language: str) -> Mapping[str, tuple[str, ...]]:
    """Read, once, the texts of `CONTEXT` in a language: for each, its forms, of which a text without a count has one.

    What is not translated yet is left out; a catalog that is missing is empty.
    """
    import xml.etree.ElementTree as ElementTree  # here, as a start in English can do without it

    file = translations_dir() / f"quizapp_{language}.ts"
    if not file.is_file():
        return {}
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        if context.findtext("name") != CONTEXT:
            continue
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in ("vanished", "obsolete"):
                continue
            forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
            if all(forms):
                found[message.findtext("source") or ""] = forms
    return found


def _form(language: str, count: int) -> int:
    """Give the index of the plural form of `count`, by the rules of Qt's `numerus.cpp`."""
    return int(count > 1) if language == "pt_BR" else int(count != 1)
