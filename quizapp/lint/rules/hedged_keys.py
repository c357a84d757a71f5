"""Keys that are the only careful option, again and again."""

import re
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.wording import without_quotations
from quizapp.texts import N_

_FEWEST_KEYS = 5
_LEAST_SHARE = 0.8
"""The number of careful options that are the key, at least, and the share of all careful options that they exceed."""
_HEDGE = {
    "en": re.compile(
        r"\b(?:may|might|could|can|some|sometimes|often|usually|probably|perhaps|maybe|likely|seems?|partly|mostly|tends?|"
        r"generally|both|neither|(?:does|do|is|are) not (?:say|settle|tell|settled|known|stated)|leaves? it open)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\w)(?:puede|pueden|podría|podrían|algun[oa]s|a veces|a menudo|probablemente|quizás?|tal vez|parece|suele|"
        r"suelen|en parte|ambos|ambas|ni uno ni otro|no (?:lo )?(?:dice|aclara|resuelve))(?!\w)",
        re.IGNORECASE,
    ),
}


def _check(bank: ItemBank) -> Iterator[Fault]:
    hedge = _HEDGE[bank.language]
    keys = others = 0
    for _, options in bank.single_choices():
        hedged = [choice for choice in options.choices if hedge.search(without_quotations(choice.text))]
        if len(hedged) == 1 and len(options.choices) > 2:
            keys += hedged[0].is_key
            others += not hedged[0].is_key
    if keys >= _FEWEST_KEYS and keys > _LEAST_SHARE * (keys + others):
        text = N_("In {count} of {total} questions that have one careful option, this is the key.")
        yield Fault(("questions",), text, {"count": str(keys), "total": str(keys + others)})


RULE = Rule(
    "hedged_keys",
    "warning",
    N_(
        "Whoever chooses what is said carefully, with “may” or “some”, or what takes no side, is right without reading."
    ),
    N_("Let some of the wrong options be careful, too, and some keys be plain."),
    "Millman, Bishop & Ebel 1965",
    ("en", "es"),
    check_bank=_check,
)
