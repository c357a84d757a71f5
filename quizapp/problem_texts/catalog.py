"""All texts of problems, by code."""

from quizapp.problem_texts import banks, files, interchange, onestopqa, packs, questions, rooms, translations, yaml
from quizapp.texts import N_

PROBLEM_TEXTS = (
    files.TEXTS
    | yaml.TEXTS
    | banks.TEXTS
    | questions.TEXTS
    | onestopqa.TEXTS
    | interchange.TEXTS
    | translations.TEXTS
    | packs.TEXTS
    | rooms.TEXTS
)
"""The sentence that says what is wrong, and the one that says what would be right."""

_OF_NAMES = ("field", "category", "column", "option", "word", "level")
for _code in (*(f"unknown_{name}" for name in _OF_NAMES), "not_a_choice", "response_unknown_question"):
    PROBLEM_TEXTS[f"{_code}_suggest"] = (PROBLEM_TEXTS[_code][0], N_("Did you mean “{suggestion}”?"))
