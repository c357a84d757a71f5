"""Names of things, as a learner reads them: skills, question types, modes, roles of wrong options, times.

Nothing of the domain is imported here: the library page shows these before anything else is needed.
"""

from collections.abc import Collection, Sequence

from quizapp.texts import ENGLISH, N_, Texts

SKILL_NAMES: dict[str, str] = N_(
    {
        "locate": "Locate",
        "interpret": "Interpret",
        "evaluate": "Evaluate",
        "distinguish": "Distinguish",
        "vocabulary": "Vocabulary",
    }
)
TYPE_NAMES: dict[str, str] = N_(
    {
        "single_choice": "Single choice",
        "multiple_choice": "Multiple choice",
        "true_false": "True or false",
        "table": "Table",
        "categorize": "Sort into categories",
        "matching": "Match",
        "ordering": "Put in order",
        "short_answer": "Short answer",
        "numeric": "Number or date",
        "gap_fill": "Fill the gaps",
        "inline_choice": "Choose for each gap",
        "word_bank": "Words into gaps",
        "evidence": "Select sentences",
        "highlight_words": "Select words",
        "two_part": "Two parts",
        "open_response": "Written answer",
    }
)
ROLE_TEXTS: dict[str, str] = N_(
    {
        "misreading": "This answer misreads the right place in the passage.",
        "other_span": "This answer rests on another place in the passage.",
        "unsupported": "Nothing in the passage supports this answer.",
    }
)


TOOL_NAMES: dict[str, str] = N_(
    {
        "hints": "Hints",
        "notes": "Notes",
        "highlighter": "Highlighter",
        "ruler": "Line ruler",
        "glossary": "Word meanings",
        "find": "Find in the passage",
        "eliminator": "Crossing out options",
        "read_aloud": "Read aloud",
    }
)
MODE_TEXTS: dict[str, str] = N_({"practice": "Practice", "test": "Test", "review": "Review"})
_ALLOWED: dict[tuple[str, ...], str] = N_(
    {
        (): "The settings for this room allow assignments only.",
        ("practice",): "The settings for this room allow practice only.",
        ("test",): "The settings for this room allow tests only.",
        ("review",): "The settings for this room allow review only.",
        ("practice", "test"): "The settings for this room allow practice and tests, but no review.",
        ("practice", "review"): "The settings for this room allow practice and review, but no tests.",
        ("test", "review"): "The settings for this room allow tests and review, but no practice.",
    }
)
CERTAINTY_NAMES: dict[int, str] = N_({1: "Not very sure", 2: "Fairly sure", 3: "Very sure"})


def allowed_text(modes: Collection[str], translate: Texts = ENGLISH) -> str:
    """The sentence that tells which modes the settings for a room allow; empty where they allow all."""
    told = _ALLOWED.get(tuple(mode for mode in MODE_TEXTS if mode in modes), "")
    return translate(told) if told else ""


def skill_name(skill: str, translate: Texts = ENGLISH) -> str:
    """The name of a skill; a skill without a name is called what it is called in a bank."""
    return translate(SKILL_NAMES.get(skill, skill))


def type_name(name: str, translate: Texts = ENGLISH) -> str:
    """The name of a question type; a type without a name is called what it is called in a bank."""
    return translate(TYPE_NAMES.get(name, name))


def role_text(role: str, translate: Texts = ENGLISH) -> str:
    """The origin of a wrong option as one sentence; empty where the author does not say."""
    return translate(ROLE_TEXTS[role]) if role else ""


def levels_text(names: Sequence[str], translate: Texts = ENGLISH) -> str:
    """The names of the reading levels at which a text was read; an empty name is that of the standard one."""
    return ", ".join(name or translate("Standard") for name in names)


def certainty_name(certainty: int, translate: Texts = ENGLISH) -> str:
    return translate(CERTAINTY_NAMES[certainty])


def minutes_text(minutes: int, translate: Texts = ENGLISH) -> str:
    """The time that a passage takes to read: ``about 7 min``."""
    return translate("about {minutes} min", minutes=minutes)


def time_text(seconds: float, translate: Texts = ENGLISH) -> str:
    """A time in whole seconds: ``48 s``, ``3 min 5 s`` or ``1 h 2 min``."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return translate("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes:
        return translate("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return translate("{seconds} s", seconds=rest)
