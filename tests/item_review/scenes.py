"""The scenes of the bank on the line, as data: who acts, for whom, and how the text settles it.

    python -m tests.item_review.scenes

prints how much each trait of a scene tells about its key, and how many acts a rule of ten words sorts right. A trait
that told the key would teach a learner about people, where the line is about acts.

An officer's act is a scene of its own only once, with a camera: the text puts none on a side of its line, so its key
would always be the same. What officers do stands beside the acts of others, in the column `officer`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

from quizapp.domain.inline import plain_text
from quizapp.domain.question import Question
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.table import Table
from quizapp.question_types.two_part import TwoPart
from tests.item_review.banks import UNIT, banks_in

BANK = UNIT / "2-protest-or-interference.yaml"

FREE, BLOCKING, OPEN = COLUMNS = "Free expression", "Physically blocking", "Not settled by the text"
"""The columns of the acts that are to be sorted. Physically intervening in an arrest is counted with blocking;
where somebody is blocked who is neither ICE nor police, the text settles nothing.
"""

BOUND = 0.15
"""The most that |phi| may be between a level of a trait and a key."""


class Scene(NamedTuple):
    """One act. `text` is a part of how the question tells it; a trait that is not told is a dash.

    stance: `against` the arrest or `for` it, by a view or a motive that is told, or by whom the act helps; to block ICE
        or the police is not yet a stance.
    sex: `woman` or `man`, where a word of the scene tells it; groups and the rest have a dash.
    work: `trade` (done by hand, or in a shop), `desk` (a profession or an office) or `home` (retired, or a student).
    detail: `sympathetic` or `unflattering`.
    officer: what an officer does besides being there: `kind` (asks, explains or shields) or `cool` (snaps, turns away
        or covers a camera).
    """

    question: str
    text: str
    key: str
    stance: str
    sex: str
    work: str
    detail: str
    officer: str


TRAITS = ("stance", "sex", "work", "detail", "officer")

TABLE = """
question           | how it is told                 | key      | stance  | sex   | work  | detail       | officer
two-chants         | roofers chant for ICE          | free     | for     | —     | trade | —            | —
two-chants         | nurses chant against it        | free     | against | —     | desk  | —            | —
two-cameras        | one on her porch               | free     | —       | woman | —     | —            | —
two-cameras        | one in the officers’ way       | blocking | —       | woman | —     | —            | —
polite-and-rude    | a man insults ICE in a chant   | free     | against | man   | —     | unflattering | —
polite-and-rude    | Another thanks the officers    | blocking | for     | man   | —     | sympathetic  | kind
two-cars           | a man keeps an ICE car from    | blocking | —       | man   | —     | unflattering | —
two-cars           | a woman keeps a police car     | blocking | —       | woman | —     | unflattering | —
three-reasons      | One does it for a bet          | blocking | —       | —     | —     | unflattering | —
three-reasons      | one to keep a neighbor safe    | blocking | against | —     | —     | sympathetic  | —
three-reasons      | one to thank the agents        | blocking | for     | —     | —     | sympathetic  | —
step-back          | A woman films. An officer asks | open     | —       | woman | —     | —            | kind
whistle            | A man bikes down his street and | open     | against | man   | —     | —            | —
sort-garage        | A woman who is glad of the     | free     | for     | woman | —     | unflattering | —
sort-garage        | A student who backs ICE films  | blocking | for     | —     | home  | —            | kind
sort-garage        | An agent and a woman who is    | blocking | against | woman | —     | unflattering | cool
sort-garage        | A clerk in favor of the arrest | open     | for     | —     | desk  | unflattering | —
sort-garage        | A retired neighbor who is      | open     | against | —     | home  | sympathetic  | —
sort-garage        | A man rides his bike after the | open     | —       | man   | —     | —            | —
sort-market        | a baker who is against ICE     | free     | against | woman | trade | —            | cool
sort-market        | A man who backs ICE, and whose | free     | for     | man   | —     | —            | —
sort-market        | A nurse asks an agent kindly   | free     | —       | —     | desk  | sympathetic  | kind
sort-market        | Cheering for ICE, three        | blocking | for     | —     | desk  | —            | —
sort-market        | A bus driver who often helps   | blocking | —       | woman | trade | sympathetic  | —
sort-market        | An officer puts his hand over  | open     | —       | —     | —     | —            | cool
sort-market        | A tax adviser who is against   | open     | against | woman | desk  | —            | —
too-sure           | two girls who are against ICE  | blocking | against | woman | —     | —            | —
mend-allowed       | A student follows ICE cars     | open     | —       | —     | home  | —            | —
three-readers      | A man is upset, and stands in  | blocking | —       | man   | —     | —            | —
pulled-free        | A teacher pulls her friend out | blocking | against | woman | desk  | —            | —
two-silent         | A woman watches an arrest      | open     | —       | woman | —     | —            | —
two-silent         | A man plants himself before    | open     | —       | man   | —     | —            | —
sort-apartments    | For the best picture, a        | blocking | —       | man   | trade | —            | —
sort-apartments    | A woman who supports the       | blocking | for     | woman | —     | sympathetic  | —
sort-apartments    | Between the police car and the | blocking | —       | —     | home  | unflattering | —
sort-apartments    | A retired couple chant for     | free     | against | —     | home  | sympathetic  | —
sort-apartments    | A bookkeeper in favor of the   | free     | for     | —     | desk  | sympathetic  | —
sort-apartments    | A mail carrier with no view on | open     | —       | woman | trade | unflattering | —
sort-apartments    | A man who is glad of the       | open     | for     | man   | —     | unflattering | —
held-by-the-arm    | A doctor who is against the    | blocking | against | —     | desk  | —            | —
two-of-fifty       | Fifty people chant on a        | free     | —       | —     | —     | —            | —
two-of-fifty       | Two of them step down before   | blocking | —       | —     | —     | —            | —
sort-station       | A lawyer on the platform       | free     | against | —     | desk  | —            | —
sort-station       | A man who is against the       | blocking | against | man   | —     | —            | —
sort-station       | A taxi driver holds the        | blocking | —       | —     | trade | —            | —
sort-station       | two roofers who like ICE keep  | blocking | for     | —     | trade | —            | —
sort-station       | An angry woman shouts          | free     | —       | woman | —     | unflattering | —
sort-station       | A teacher films the officers   | free     | for     | woman | desk  | sympathetic  | —
sort-station       | A cook who fears for his       | free     | against | man   | trade | sympathetic  | —
sort-station       | A man chants for ICE at the    | free     | for     | man   | —     | —            | kind
sort-station       | A cleaner who wants ICE gone   | open     | against | —     | trade | unflattering | —
choose-open        | A landlord in favor of ICE     | open     | for     | —     | —     | —            | —
choose-open        | An aunt drives a family to     | open     | against | woman | —     | —            | —
choose-open        | A girl demands to know the     | free     | —       | woman | —     | —            | —
choose-open        | A mother who worries about     | open     | for     | woman | —     | sympathetic  | —
choose-open        | Two managers out for a run     | open     | —       | —     | desk  | —            | —
choose-open        | A priest kneels in prayer      | blocking | —       | —     | desk  | —            | —
choose-open        | A lost tourist stops and asks  | free     | —       | —     | —     | —            | —
without-physically | A banker parks so that         | open     | —       | —     | desk  | —            | —
without-physically | A woman films agents from her  | free     | —       | woman | —     | —            | —
without-physically | A man lays a tree trunk        | blocking | —       | man   | —     | —            | —
without-physically | A woman sends warnings, and    | open     | against | woman | —     | —            | —
"""

_KEYS = {"free": FREE, "blocking": BLOCKING, "open": OPEN}


def _scene(line: str) -> Scene:
    question, text, key, *traits = (cell.strip() for cell in line.split(" | "))
    return Scene(question, text, _KEYS[key], *traits)


SCENES = tuple(_scene(line) for line in TABLE.strip().splitlines()[1:])

_RULE = (
    (BLOCKING, re.compile(r"in front of|so that .* cannot|\bpath\b|\bbars\b|across the|between", re.IGNORECASE)),
    (FREE, re.compile(r"\b(film|record|video|chant|shout|scream|ask|demand)", re.IGNORECASE)),
)


def keyword_key(text: str) -> str:
    """The column into which a rule of some ten words puts an act, whatever it means."""
    return next((key for key, words in _RULE if words.search(text)), OPEN)


def sorted_acts(question: Question) -> list[tuple[str, str]]:
    """The acts of a question that sorts them, each with its column; none where something else is asked."""
    match question:
        case TwoPart():
            return [act for part in question.questions.values() for act in sorted_acts(part)]
        case Categorize(categories=columns, statements=acts) if tuple(columns) == COLUMNS:
            return [(plain_text(act.text), act.category) for act in acts]
        case Table(columns=columns, rows=acts) if tuple(columns) == COLUMNS:
            return [(plain_text(act.text), act.key) for act in acts]
    return []


def phi(first: list[bool], second: list[bool]) -> float:
    """How far two marks of the same things go together, from -1 to 1: Pearson's r of two columns of 0 and 1.

    Raises:
        ZeroDivisionError: one of them is the same everywhere.
    """
    n, a, b = len(first), sum(first), sum(second)
    both = sum(x and y for x, y in zip(first, second, strict=True))
    return (n * both - a * b) / sqrt(a * (n - a) * b * (n - b))


def phis() -> Iterator[tuple[str, str, str, int, float]]:
    """For each level of a trait and each key: trait, level, key, how many scenes have both, and phi."""
    for trait in TRAITS:
        levels = [getattr(scene, trait) for scene in SCENES]
        for level in dict.fromkeys(levels):
            for key in COLUMNS:
                both = sum(scene.key == key and at == level for scene, at in zip(SCENES, levels, strict=True))
                yield trait, level, key, both, phi([at == level for at in levels], [s.key == key for s in SCENES])


def print_figures(acts: list[tuple[str, str]]) -> None:
    keys = Counter(scene.key for scene in SCENES)
    print(f"{len(SCENES)} scenes: " + ", ".join(f"{keys[key]} {key.lower()}" for key in COLUMNS))
    print(f"{'trait':8} {'level':14}" + "".join(f"{key:>24}" for key in COLUMNS))
    figures = list(phis())
    for at in range(0, len(figures), len(COLUMNS)):
        trait, level, *_ = figures[at]
        cells = "".join(
            f"{count:>16} {value:+.2f} {'!' if abs(value) > BOUND else ' '}"
            for *_, count, value in figures[at : at + len(COLUMNS)]
        )
        print(f"{trait:8} {level:14}{cells}")
    right = sum(keyword_key(text) == key for text, key in acts)
    print(f"The rule of ten words sorts {right} of {len(acts)} acts right ({right / len(acts):.0%}).")


def main() -> None:
    (bank,) = banks_in([BANK]).values()
    print_figures([act for question in bank.questions for act in sorted_acts(question)])


if __name__ == "__main__":
    main()
