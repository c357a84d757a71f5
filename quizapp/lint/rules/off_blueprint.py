"""A bank whose skills are asked more or less often than its author wants."""

from collections import Counter
from collections.abc import Iterator

from quizapp.domain.question import SKILLS
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.texts import N_

POINTS = 15


def _check(bank: ItemBank) -> Iterator[Fault]:
    blueprint = bank.bank.blueprint
    if not blueprint:
        return
    counts = Counter(item.question.skill for item in bank.items)
    for skill in SKILLS:
        share = 100 * counts[skill] / len(bank.items)
        wanted = blueprint.get(skill, 0)
        if abs(share - wanted) > POINTS:
            path = ("blueprint", skill) if skill in blueprint else ("blueprint",)
            text = N_("“{skill}” is asked in {share} % of the questions; the blueprint wants {wanted} %.")
            yield Fault(path, text, {"skill": skill, "share": f"{share:.0f}", "wanted": str(wanted)})


RULE = Rule(
    "off_blueprint",
    "warning",
    N_("A mark tells what the author wanted to know only if the bank asks what was planned."),
    N_("Add or change questions, or change the blueprint."),
    "AERA, APA & NCME 2014, chapter 4",
    check_bank=_check,
)
