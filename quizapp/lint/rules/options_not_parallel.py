"""An option that is built differently from all others."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item, OptionSet
from quizapp.lint.wording import QUOTED, word_set
from quizapp.texts import N_

_NOUNS = word_set(
    "nothing something everything anything king ring spring string thing wing morning evening building"
    " ceiling clothing feeling meeting painting wedding being wing sibling duckling lightning"
)
_OPENINGS = {
    "en": re.compile(r"(to|because|that|by(?= \w+ing)|so that)\b", re.IGNORECASE),
    "es": re.compile(r"(porque|que|para|al)(?!\w)", re.IGNORECASE),
}
_INFINITIVE = re.compile(r"[^\W\d_]{2,}[aei]r(?:se|l[aeo]s?)?\b")


def _form(text: str, language: str) -> str:
    """The build of an option's beginning: the word that opens it, a verb form, or nothing that can be told."""
    opening = _OPENINGS[language].match(text) if language in _OPENINGS else None
    if opening:
        return opening[1].casefold()
    first = text.split(" ", 1)[0].casefold().strip(",.")
    if language == "en" and first.endswith("ing") and len(first) > 4 and first not in _NOUNS:
        return "-ing"
    if language == "es" and _INFINITIVE.match(first):
        return "-r"
    return ""


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        if len(options.choices) < 3:
            continue
        odd = _odd_one_out(options, lambda text: _form(text, item.language))
        if odd is not None:
            yield Fault((*options.choices[odd].path, "text"), N_("This option is built differently from all others."))
            continue
        odd = _odd_one_out(options, lambda text: str(QUOTED.sub("", text).rstrip().endswith(".")))
        if odd is not None:
            yield Fault(
                (*options.choices[odd].path, "text"), N_("Only this option ends in another way: look at its period.")
            )


def _odd_one_out(options: OptionSet, form: Callable[[str], str]) -> int | None:
    """The index of the one option whose form is not that of all others, if there is one."""
    forms = [form(choice.text) for choice in options.choices]
    counts = Counter(forms)
    if len(counts) != 2 or min(counts.values()) != 1:
        return None
    return forms.index(min(counts, key=lambda each: counts[each]))


RULE = Rule(
    "options_not_parallel",
    "warning",
    N_("An option that looks unlike the rest is chosen, or crossed out, for its looks."),
    N_("Begin all options with the same kind of word, and end them alike."),
    "Haladyna, Downing & Rodriguez 2002",
    check_item=_check,
)
