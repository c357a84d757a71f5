"""Writing responses of QTI: their declarations, the statements that give points, and feedback."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import NamedTuple

from quizapp.domain.inline import inline_text
from quizapp.domain.runs import on_one_line, runs_of
from quizapp.domain.typed_answer import Accepted, Anticipated, Forgive
from quizapp.interchange.losses import Item
from quizapp.interchange.markup import html_of
from quizapp.interchange.qti_versions import Version, exact_text, is_short, xhtml

RESPONSE = "RESPONSE"
_LOST_SPACE = re.compile(r"&#(?:32|9);|^&#\d+;|&#\d+;$")


class Entry(NamedTuple):
    """The points that the value `key` of a response earns; `is_case_free` where capital letters make no difference."""

    key: str
    value: Fraction
    is_case_free: bool = False


class Feedback(NamedTuple):
    """A text for those whose response meets `condition`; for everybody if it is empty."""

    condition: str
    text: str


class Body(NamedTuple):
    """The part of an item below the stem, the responses that it takes, and the statements that set the score.

    `template` names the standard processing that does the same as `rules`.
    """

    html: str
    responses: str
    rules: str = ""
    template: str = ""
    feedback: tuple[Feedback, ...] = ()
    shows_stem: bool = True


class ResponseWriting:
    """The responses, marks and feedback of all items; what a question loses is reported to `item`."""

    def __init__(self, version: Version, item: Item) -> None:
        self._qti = version
        self._item = item

    # responses and their marks

    def text(self, text: str) -> str:
        """A text as an author typed it, as XHTML; white space that XML does not keep is told as a loss."""
        return self._xhtml(html_of(text), text)

    def _xhtml(self, html: str, text: str = "") -> str:
        if _LOST_SPACE.search(html) or text != text.strip():
            self._item.lose("spaces")
        return xhtml(html)

    def _declared(
        self,
        base_type: str,
        correct: Iterable[str],
        entries: Iterable[Entry] = (),
        *,
        cardinality: str = "single",
        identifier: str = RESPONSE,
        lower: str | None = None,
    ) -> str:
        """The declaration of a response: the right values, and the points for each."""
        qti = self._qti
        values = "".join(qti.element("value", escape(each, quote=False)) for each in correct)
        mapped = "".join(
            qti.element(
                "mapEntry",
                mapKey=each.key,
                mappedValue=exact_text(each.value),
                caseSensitive="false" if each.is_case_free else None,
            )
            for each in entries
        )
        right = qti.element("correctResponse", values) if values else ""
        mapping = qti.element("mapping", mapped, defaultValue="0", lowerBound=lower) if mapped else ""
        attributes = {"identifier": identifier, "cardinality": cardinality, "baseType": base_type}
        return qti.element("responseDeclaration", right, mapping, **attributes) + "\n"

    def _matched(self, points: Decimal) -> tuple[str, str]:
        """The statements that give all of the points for the right response, and the template that says the same."""
        qti = self._qti
        right = qti.match(qti.variable(RESPONSE), qti.element("correct", identifier=RESPONSE))
        rules = qti.when((right, qti.set("SCORE", qti.value(Fraction(points)))))
        return rules, "match_correct" if points == 1 else ""

    def _mapped(
        self,
        points: Decimal,
        whole: int,
        values: Iterable[Fraction],
        responses: Sequence[str] = (RESPONSE,),
    ) -> tuple[Fraction, str, str]:
        """The factor for each of `values` in a mapping, the statements that add them up, and their template.

        `whole` is the sum for the right response. If a value times points ÷ `whole` has too many digits, the values are
        mapped as they are, and the statements multiply and divide, so that the marks are exact.
        """
        qti, share = self._qti, Fraction(points) / whole
        mapped = [qti.element("mapResponse", identifier=each) for each in responses]
        total = qti.element("sum", *mapped) if len(mapped) > 1 else mapped[0]
        if all(is_short(share * value) for value in values):
            return share, qti.set("SCORE", total), "map_response" if responses == (RESPONSE,) else ""
        scaled = qti.element("product", total, qti.value(Fraction(points)))
        if whole > 1:
            scaled = qti.element("divide", scaled, qti.value(Fraction(whole)))
        return Fraction(1), qti.set("SCORE", scaled), ""

    # feedback

    def _given(
        self, value: str, base_type: str, text: str, response: str = RESPONSE, *, several: bool = False
    ) -> Feedback:
        """A text for those who gave a value; with `several`, among others."""
        qti = self._qti
        pair = (qti.value(value, base_type), qti.variable(response))
        return Feedback(qti.element("member", *pair) if several else qti.match(pair[1], pair[0]), text)

    def _not_given(self, value: str, base_type: str, text: str) -> Feedback:
        given = self._given(value, base_type, text, several=True)
        return Feedback(self._qti.element("not", given.condition), text)

    def _typed_feedback(
        self, answers: Iterable[Accepted | Anticipated], forgive: Forgive, response: str
    ) -> Iterable[Feedback]:
        qti, case = self._qti, "false" if forgive.case else "true"
        for each in answers:
            if each.feedback:
                pair = (qti.variable(response), qti.value(on_one_line(each.text), "string"))
                yield Feedback(qti.element("stringMatch", *pair, caseSensitive=case), each.feedback)

    def _plain(self, text: str) -> str:
        """A text in a place where QTI allows no emphasis."""
        words = inline_text(text)
        if not all(run.is_plain for run in runs_of(words)):
            self._item.lose("emphasis")
        line = on_one_line(str(words))
        if line != words:
            self._item.lose("spaces")
        return escape(line, quote=False)
