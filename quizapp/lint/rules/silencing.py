"""Rules that are silenced: those that there are not, and those that found nothing."""

from quizapp.lint.finding import Rule
from quizapp.texts import N_

UNKNOWN = Rule(
    "unknown_rule",
    "error",
    N_("A rule with a wrong name silences nothing."),
    N_("Write the name of a rule as the check shows it."),
    "",
)
UNUSED = Rule(
    "unused_silence",
    "warning",
    N_("A reason that is left after the fault was fixed would silence the next one."),
    N_("Take the rule out of “silenced”."),
    "",
)
UNKNOWN_TEXT = N_("There is no rule “{name}”.")
SUGGEST_TEXT = N_("There is no rule “{name}”. Did you mean “{suggestion}”?")
UNUSED_TEXT = N_("The rule “{name}” is silenced here, but finds nothing.")
