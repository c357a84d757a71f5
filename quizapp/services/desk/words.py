"""Words of a teacher: reasons and remarks, as they are kept in the audit and handed out in files."""

from collections.abc import Sequence

from quizapp.domain.text import suggestion
from quizapp.errors import QuizAppError
from quizapp.formats.bounds import is_legible
from quizapp.formats.yaml_events import FORBIDDEN, MAX_ENTRY_TEXT
from quizapp.texts import Message


def clean_words(text: str) -> str:
    """`text` without control characters and half characters, as pasted texts have them, and without spaces around it.

    Raises:
        QuizAppError: it is longer than any text in a file may be, or has letters with too many marks.
    """
    cleaned = FORBIDDEN.sub("", text.encode(errors="ignore").decode()).strip()
    if not is_legible(cleaned):
        raise QuizAppError(
            "“{text}…” cannot be kept.",
            "Write at most {most} characters, in ordinary letters.",
            text=cleaned[:30],
            most=MAX_ENTRY_TEXT,
        )
    return cleaned


def did_you_mean(name: str, known: Sequence[str], otherwise: str | Message) -> str | Message:
    """The remedy where nothing is called `name`: the name in `known` that is most like it, or else `otherwise`."""
    near = suggestion(name, known)
    if near:
        return Message("Did you mean “{suggestion}”?", {"suggestion": near})
    return otherwise
