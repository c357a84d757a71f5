"""Responses that were written in a file: a map of questions' ids to what is answered, in words or letters."""

from pathlib import Path
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question, Response, ResponseError
from quizapp.domain.text import shortened, suggestion
from quizapp.errors import QuizAppError
from quizapp.formats.text_file import read_text_file
from quizapp.formats.yaml_events import Raw, lines_of, read_yaml
from quizapp.problems import LineMistake, Mistake, Problem
from quizapp.texts import Message, Value


class ReadResponses(NamedTuple):
    """The responses by question, and what is wrong with their file: with `problems`, they are not complete."""

    responses: dict[str, Response]
    problems: tuple[Problem, ...]


def read_responses(path: Path, bank: Bank) -> ReadResponses:
    """The responses to questions of `bank` in the YAML file at `path`. Never raises for what is in the file.

    Letters are those of the bank's file, whatever order a learner is shown. A question that is missing, or that has an
    empty text, list or map, is unanswered.
    """
    data, mistakes = read_text_file(path)
    mistakes = [entry for entry in mistakes if entry.mistake.code != "file_empty"]  # nothing is answered
    responses: dict[str, Response] = {}
    if data is not None:
        document = read_yaml(data)
        mistakes += document.mistakes
        if not document.broken:
            responses, wrong = _responses(document.root, bank)
            lines = lines_of(data, [mistake.path for mistake in wrong])
            mistakes += [LineMistake(lines[mistake.path], mistake) for mistake in wrong]
    problems = [
        Problem(mistake.code, str(path), line, shortened(".".join(map(str, mistake.path)), 40), mistake.values)
        for line, mistake in sorted(mistakes, key=lambda entry: entry.line)
    ]
    return ReadResponses(responses, tuple(problems))


def read_answer(text: str, question: Question) -> Response:
    """The response to `question` that `text` gives, written as the value of an answers file.

    Raises:
        QuizAppError: it is none.
    """
    document = read_yaml(f"answer: {text}".encode(errors="replace"))
    value = document.root.get("answer") if isinstance(document.root, dict) else None
    try:
        if not document.mistakes and value:
            return question.read_response(value)
        expected = Message("an answer")
    except ResponseError as error:
        expected = error.expected
    raise QuizAppError(
        "“{text}” is not an answer to this question.",
        "Write {expected}, as in an answers file.",
        text=shortened(text),
        expected=expected,
    )


def _responses(root: Raw, bank: Bank) -> tuple[dict[str, Response], list[Mistake]]:
    if not isinstance(root, dict):
        return {}, [Mistake("not_a_mapping")]
    responses: dict[str, Response] = {}
    wrong: list[Mistake] = []
    for name, value in root.items():
        if name not in bank:
            near = suggestion(name, [question.id for question in bank.questions])
            code = "response_unknown_question_suggest" if near else "response_unknown_question"
            wrong.append(Mistake(code, (name,), {"name": shortened(name), "suggestion": near}))
        elif value:
            try:
                responses[name] = bank.question(name).read_response(value)
            except ResponseError as error:
                values: dict[str, Value] = {"value": shortened(_as_written(error.value)), "expected": error.expected}
                wrong.append(Mistake("response_not_read", (name,), values))
    return responses, wrong


def _as_written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_as_written(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_written, value)) + "]"
    return str(value)
