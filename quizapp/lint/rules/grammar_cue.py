"""A stem whose last words fit the key, but not the distractors."""

import re
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Choice, Item, OptionSet
from quizapp.texts import N_

_LAST = re.compile(r"([^\W\d_]+)[\s_:…]*(?:\.\.\.)?\s*$")
_VOWEL = re.compile("[aeiou8]|1[18]\\b|hour|hono|heir", re.IGNORECASE)
_NO_VOWEL = re.compile(r"uni(?!n|m)|us[eu]|eu|one\b|once\b|util|ut[ie]", re.IGNORECASE)
_PLURAL = re.compile(r"[^\W\d_]{2,}(?<![sui])s$", re.IGNORECASE)
_GENDERED = {"un": "o", "una": "a", "el": "o", "la": "a", "los": "os", "las": "as", "unos": "os", "unas": "as"}


def _begins_with_vowel(text: str) -> bool:
    return _VOWEL.match(text) is not None and _NO_VOWEL.match(text) is None


def _has_article(text: str) -> bool:
    return re.match(r"(?:an?|the|some|his|her|its|their|many|no|un|una|el|la)\b", text, re.IGNORECASE) is not None


def _fits(last: str, choice: Choice, language: str) -> bool | None:
    """Tells whether an option can follow the last word of the stem; None where that word says nothing of it."""
    text = choice.text.lstrip("“\"'‘(")
    if not text[:1].isalnum():
        return None
    if language == "es":
        end = _GENDERED.get(last)
        noun = (choice.words or ("",))[0]
        if end is None or not re.search("[oa]s?$", noun):
            return None
        return noun.endswith(end)
    if last in ("a", "an") and not _has_article(text):
        return _begins_with_vowel(text) == (last == "an")
    if last in ("these", "those", "several", "two", "three", "many") and len(choice.words) <= 3:
        return _PLURAL.search(choice.text.rstrip(".")) is not None
    if last in ("to",):
        return not re.match(r"(?:to|[^\W\d_]{3,}ing|[^\W\d_]{3,}ed)\b", text, re.IGNORECASE)
    return None


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        last = _LAST.search(options.stem)
        if last is None or not options.keys:
            continue
        word = last[1].casefold()
        keys = [_fits(word, choice, item.language) for choice in options.keys]
        wrong = [_fits(word, choice, item.language) for choice in options.distractors]
        if all(keys) and False in wrong:
            yield _fault(options, word, options.distractors[wrong.index(False)])


def _fault(options: OptionSet, word: str, choice: Choice) -> Fault:
    text = N_("After “{word}”, “{text}” cannot be right by its grammar alone.")
    return Fault(
        (*choice.path, "text") if len(options.distractors) > 1 else options.path,
        text,
        {"word": word, "text": choice.text},
    )


RULE = Rule(
    "grammar_cue",
    "warning",
    N_("Learners cross out what does not fit the sentence, and need not know more."),
    N_("Write “a/an”, or move the article into the options, so that each of them fits."),
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    ("en", "es"),
    _check,
)
