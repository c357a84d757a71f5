"""Tables that are made of the program: rules, keys, exports, what other tools keep, and what we depend on."""

import os
from pathlib import Path

from quizapp.domain.question import SKILLS
from quizapp.lint.catalog import RULES
from quizapp.lint.finding import Rule
from quizapp.reports.spreadsheet import ANSWERS_HEAD, ATTEMPT_HEAD, HISTORY_HEAD

ROOT = Path(__file__).resolve().parent.parent

COLUMNS = {
    "name": "The learner.",
    "attempt": "The id of the attempt: the same in both tables, so rows can be joined.",
    "bank": "The id of the bank.",
    "title": "The title of the bank.",
    "mode": "How it was taken: practice, test or review.",
    "started": "When it began (ISO 8601, with the distance from UTC).",
    "submitted": "When it ended. Empty while it is not finished.",
    "minutes": "How long it took.",
    "finished": "Whether it was finished: yes or no.",
    "whole_bank": "Whether all questions of the bank were asked: yes or no.",
    "questions": "How many questions count.",
    "answered": "How many of them were answered.",
    "earned": "The points that were earned, by the weight of each question. Empty where nothing is marked yet.",
    "possible": "The points that could be earned.",
    "not_marked": "The points of written answers that nobody has rated yet; in no other column.",
    "percent": "Earned in percent of possible.",
    "reading_levels": "The levels at which the passage was read, in their order.",
    "search": "What the attempts were searched for, where the export is of a search.",
    "number": "The number of the question in the attempt.",
    "question": "The id of the question.",
    "type": "The type of the question; below the questions: a highlight, a note, or the time of a paragraph.",
    "skill": "The skill of the question.",
    "stem": "What was asked.",
    "text": "The text with its gaps, where there is one; for a highlight or a note, the words that it is on.",
    "verdict": "What became of the answer, in words; for a highlight, its color.",
    "weight": "How much the question counts.",
    "tries": "How often it was tried.",
    "hints": "How many hints were shown.",
    "certainty": "How sure the learner was, from 1 to 3.",
    "answer": "What was answered, in words; for a note, what it says.",
    "right_answer": "What would be right. Empty where the teacher has the key.",
    "seconds": "How long it was on the screen.",
    "for_talk": "yes where it was answered faster than it can be read: something to talk about, and no proof.",
    "crossed_out": "The options that the learner had crossed out.",
}
"""What each column of a table holds; those of skills are told together."""


def rules() -> str:
    """Give a section for each rule of the check: errors first."""
    parts = []
    for severity, title in (("error", "Errors"), ("warning", "Warnings")):
        parts.append(f"## {title}")
        parts += [_rule(rule) for rule in RULES if rule.severity == severity]
    return "\n\n".join(parts)


def _rule(rule: Rule) -> str:
    lines = [f"### {rule.name}", f"**Why:** {rule.reason}", f"**What to do:** {rule.remedy}"]
    if rule.languages:
        lines.append(f"**Languages:** {', '.join(rule.languages)}. In others it finds nothing.")
    if rule.source:
        lines.append(f"**Source:** {rule.source}")
    return "\n\n".join(lines)


def keys() -> str:
    """Give the table of keys as the program's own help shows it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QWidget

    from quizapp.app import new_application
    from quizapp.gui.kit.theme import Theme
    from quizapp.gui.shell.help_dialog import HelpDialog
    from quizapp.gui.shell.help_pages import keys_text
    from quizapp.paths import resources_dir

    app = QApplication.instance() or new_application()
    window = QWidget()
    dialog = HelpDialog(Theme(app, resources_dir()), window, ROOT, {})
    titles = ("On every page", "In the library", "During practice and tests", "Writing banks")
    parts = []
    for title, words in zip(titles, dialog.shortcut_words(), strict=True):
        rows = [f"| {keys_text(name, {}) or name} | {what} |" for name, what in words.items()]
        parts.append("\n".join((f"## {title}", "", "| Key | What it does |", "|---|---|", *rows)))
    dialog.deleteLater()
    return "\n\n".join(parts)


def features() -> str:
    """Give the table of what each format of other tools keeps, made by writing and reading samples."""
    from tests.interchange.test_feature_table import table

    return table()


def exports() -> str:
    """Give the columns of each table that is exported."""
    parts = []
    for title, told, head in (
        (
            "One row per attempt",
            "`quizapp export NAME --to FILE.csv`, or in the history: *Table, one row per attempt*.",
            HISTORY_HEAD,
        ),
        (
            "One row per question, of all attempts",
            "`quizapp export NAME --questions --to FILE.csv`, or in the history: *Table, one row per question*.",
            ANSWERS_HEAD,
        ),
        ("One attempt", "In the results: *Save…*, then *Table for a spreadsheet*.", ATTEMPT_HEAD),
    ):
        rows = [f"| `{column}` | {_column(column)} |" for column in head]
        parts.append("\n".join((f"## {title}", "", told, "", "| column | |", "|---|---|", *rows)))
    return "\n\n".join(parts)


def _column(name: str) -> str:
    skill, _, what = name.partition("_")
    if what == "percent" and skill in SKILLS:
        return f"The percent of the skill *{skill}*. Empty where none of its questions counts."
    return COLUMNS[name]


def attempt_facts() -> str:
    """Give what the data of an attempt says of itself."""
    from inspect import getdoc

    from quizapp.reports.attempt_data import attempt_data

    told = (getdoc(attempt_data) or "").partition("\n\n")[2]
    return " ".join(told.replace("``", "`").split())


def licenses() -> str:
    """Give the licenses of the code and of the banks, word for word."""
    parts = (("The program", "LICENSE"), ("The passages and banks", "questions/LICENSE"))
    return "\n\n".join(
        f"## {title}\n\n```text\n{(ROOT / file).read_text('utf-8').strip()}\n```" for title, file in parts
    )
