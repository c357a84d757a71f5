"""Mistakes of a file with answers.

For each code, what is wrong and what would be right; translations are made from these texts.
"""

TEXTS: dict[str, tuple[str, str]] = {
    "response_unknown_question": ("There is no question “{name}” in the bank.", "Leave it out or correct the id."),
    "response_unknown_question_suggest": ("There is no question “{name}” in the bank.", "Did you mean “{suggestion}”?"),
    "response_not_read": ("“{value}” is not a response to this question.", "Write {expected}."),
}
