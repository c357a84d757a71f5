"""All texts of problems, by code."""

from quizapp.problem_texts import banks, files, onestopqa, questions, responses, yaml

PROBLEM_TEXTS: dict[str, tuple[str, str]] = {
    **files.TEXTS,
    **yaml.TEXTS,
    **banks.TEXTS,
    **questions.TEXTS,
    **onestopqa.TEXTS,
    **responses.TEXTS,
}
"""The sentence that says what is wrong, and the one that says what would be right."""
