"""The rules of item writing, written by hand: errors first, then by what they look at."""

from quizapp.lint.finding import Rule
from quizapp.lint.rules import (
    option_count,
    same_options,
    silencing,
    unpinned_catch_all,
)

RULES: tuple[Rule, ...] = (
    same_options.RULE,
    unpinned_catch_all.RULE,
    option_count.RULE,
    silencing.UNKNOWN,
    silencing.UNUSED,
)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
