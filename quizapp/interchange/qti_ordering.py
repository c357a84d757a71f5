"""The marks of an order, written out in the conditions of QTI, and known again when they are read."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from quizapp.interchange.qti_versions import Version

OrderMarking = Literal["position", "distance", "longest_run"]
ORDER_MARKINGS: tuple[OrderMarking, ...] = ("position", "distance", "longest_run")
_RESPONSE = "RESPONSE"
_SCORE = "SCORE"


def order_rules(qti: Version, marking: OrderMarking, ids: Sequence[str], points: Fraction) -> str:
    """The statements that set SCORE as `Ordering.mark` does; `ids` are in the right order.

    They count in whole numbers, and multiply and divide once, so that the marks are exact.
    """
    count = len(ids)
    match marking:
        case "position":
            tests = (_is_at(qti, place, id_) for place, id_ in enumerate(ids, 1))
            rules = "".join(qti.when((test, _add(qti, 1))) for test in tests)
            return rules + _scaled(qti, points, count)
        case "distance":
            most = count * count // 2
            rules = "".join(
                _by_item(qti, place, ids, lambda at, place=place: _add(qti, -abs(at - place)))  # type: ignore[misc]
                for place in range(1, count + 1)
            )
            return _if_answered(qti, _add(qti, most) + rules + _scaled(qti, points, most))
        case "longest_run":
            return _if_answered(qti, _longest_run(qti, ids) + _add(qti, -1) + _scaled(qti, points, count - 1))


def counted_outcomes(marking: OrderMarking, count: int) -> tuple[str, ...]:
    """The outcomes that `order_rules` needs beside SCORE.

    They are the right place of the item in each place, and the length of the longest series that ends there.
    """
    if marking != "longest_run":
        return ()
    return tuple(f"{name}{place}" for name in ("PLACE", "RUN") for place in range(1, count + 1))


def _is_at(qti: Version, place: int, id_: str) -> str:
    return qti.match(
        qti.element("index", qti.variable(_RESPONSE), n=str(place)),
        qti.value(id_, "identifier"),
    )


def _by_item(qti: Version, place: int, ids: Sequence[str], then: Callable[[int], str]) -> str:
    """The statements for the right place of the item that was put at `place`."""
    return qti.when(*((_is_at(qti, place, id_), then(at)) for at, id_ in enumerate(ids, 1)))


def _add(qti: Version, number: int) -> str:
    return qti.set(_SCORE, qti.element("sum", qti.variable(_SCORE), qti.value(Fraction(number))))


def _scaled(qti: Version, points: Fraction, whole: int) -> str:
    product = qti.element("product", qti.variable(_SCORE), qti.value(points))
    return qti.set(_SCORE, qti.element("divide", product, qti.value(Fraction(whole))))


def _if_answered(qti: Version, rules: str) -> str:
    return qti.when((qti.element("not", qti.element("isNull", qti.variable(_RESPONSE))), rules))


def _longest_run(qti: Version, ids: Sequence[str]) -> str:
    """Sets SCORE to the length of the longest increasing series of right places."""
    rules = []
    for place in range(1, len(ids) + 1):
        here, run = f"PLACE{place}", f"RUN{place}"
        rules.append(_by_item(qti, place, ids, lambda at, here=here: qti.set(here, qti.value(Fraction(at)))))  # type: ignore[misc]
        rules.append(qti.set(run, qti.value(Fraction(1))))
        for other in range(1, place):
            before = qti.variable(f"RUN{other}")
            test = qti.element(
                "and",
                qti.element("lt", qti.variable(f"PLACE{other}"), qti.variable(here)),
                qti.element("gte", before, qti.variable(run)),
            )
            longer = qti.set(run, qti.element("sum", before, qti.value(Fraction(1))))
            rules.append(qti.when((test, longer)))
        is_longest = qti.element("gt", qti.variable(run), qti.variable(_SCORE))
        rules.append(qti.when((is_longest, qti.set(_SCORE, qti.variable(run)))))
    return "".join(rules)
