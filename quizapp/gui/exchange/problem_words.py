"""Words for what keeps a file, or a text, from being imported."""

from pathlib import Path

from quizapp.gui.kit.translate import translate
from quizapp.problems import Problem
from quizapp.texts import SENTENCES, Message


def problem_words(problem: Problem, *, of_text: bool = False) -> str:
    """Tell a problem with its file and line; with `of_text`, that of a text that was typed, which has no file."""
    said = Message(SENTENCES, {"first": problem.what_message, "then": problem.remedy_message})
    file, line = Path(problem.file).name, str(problem.line)
    if of_text:
        return translate.say(
            Message("Line {number}: {message}", {"number": line, "message": said}) if problem.line else said
        )
    words = "{file}, line {line}: {problem}" if problem.line else "{file}: {problem}"
    return translate.say(Message(words, {"file": file, "line": line, "problem": said}))
