"""Results of the check in words: mistakes in the file, and findings of the rules of item writing."""

from typing import NamedTuple

from quizapp.gui.kit.translate import translate
from quizapp.lint.catalog import BY_NAME
from quizapp.lint.finding import Finding
from quizapp.problems import READING_STOPPED, Path, Problem


class Note(NamedTuple):
    """One thing that the check tells, in the user's language.

    `path` leads to the field from the bank on; `rule` is the name of the rule that found it, empty for a mistake of
    reading, which cannot be silenced; `line` is 0 where none is known.
    """

    path: Path
    is_error: bool
    what: str
    remedy: str
    reason: str = ""
    source: str = ""
    rule: str = ""
    line: int = 0

    @property
    def question(self) -> int | None:
        """The place of the question that it is about; None where it is about the bank or the passage."""
        match self.path:
            case ("questions", int(index), *_):
                return index
        return None

    @property
    def is_of_bank(self) -> bool:
        """True if its rule looks at all questions together, so that one alone does not tell whether it still holds."""
        return bool(self.rule) and BY_NAME[self.rule].check_item is None


def note_of_problem(problem: Problem, path: Path) -> Note:
    """Put a mistake, or a warning, of reading into words, for somebody who fills in a form."""
    what, remedy = problem.what(translate), problem.remedy(translate)
    unwritten = [name for name, value in problem.values.items() if value == "" and name != READING_STOPPED]
    if problem.code == "empty_text" or unwritten:
        what = translate("The text is empty.")
    if problem.code == "empty_text" or unwritten not in ([], ["value"]):
        remedy = translate("Write something here.")
    match problem.code:
        case "too_few":
            what = translate("There are too few here: {count}.", count=problem.values["count"])
        case "no_key":
            what = translate("None of the options is the right answer.")
            remedy = translate("Mark the right one.")
        case "unknown_category" | "unknown_column" | "unknown_option" if unwritten:
            what = translate("Nothing is chosen yet.")
            remedy = translate("Choose one from the list.")
    return Note(path, not problem.is_warning, what, remedy, line=problem.line)


def note_of_finding(finding: Finding) -> Note:
    """Put a finding into words, with what its rule is good for."""
    rule = BY_NAME[finding.rule]
    return Note(
        finding.path,
        finding.severity == "error",
        translate.say(finding.message),
        translate(rule.remedy),
        translate(rule.reason),
        rule.source,
        rule.name,
    )
