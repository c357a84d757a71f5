"""What a unit asks: its targets and difficulties, and how often each point of the article is asked about.

    python -m tests.item_review.coverage [questions/worcester]

The target is that of the question's skill (see `banks.TARGETS`); the difficulty stands in a comment on the line of its
id. Exits with 1 where a point is asked about more than `MOST` times, or never, or only by finding a place, or where a
share is out of its range.
"""

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tests.item_review.banks import TARGETS, UNIT, banks_in, difficulties

POINTS = [f"F{number:02}" for number in range(1, 44)] + [f"S{number}" for number in range(1, 8)]
MOST = 9
SHARES = {"locate": (0.25, 0.35), "integrate": (0.40, 0.50), "critique": (0.20, 1.0)}
DIFFICULTIES = ("easy", "medium", "hard")
PLACE_ONLY: dict[str, str] = {}
"""Points that are only to be found in the passage, with the reason why nothing more can be asked of them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("banks", nargs="*", type=Path, default=[UNIT])
    banks = banks_in(parser.parse_args().banks)
    targets, hardness, types = Counter[str](), Counter[str](), Counter[str]()
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    wrong: list[str] = []
    for file, bank in banks.items():
        told = difficulties(file)
        here = Counter(TARGETS[question.skill] for question in bank.questions)
        ease = Counter(told.get(question.id, "not told") for question in bank.questions)
        print(f"{bank.id}: {len(bank.questions)} questions; {_counts(here)}; {_counts(ease)}")
        targets += here
        hardness += ease
        types += Counter(question.type_name for question in bank.questions)
        for question in bank.questions:
            for point in question.covers:
                asked[point].append((TARGETS[question.skill], question.id))
    count = targets.total()
    print(f"\n{count} questions: {_percents(targets)}; {_percents(hardness)}")
    print(", ".join(f"{number} {name}" for name, number in types.most_common()))
    wrong += [
        f"{target}: {targets[target] / count:.0%}"
        for target, (least, most) in SHARES.items()
        if not least <= targets[target] / count <= most
    ]
    print()
    for point in POINTS:
        found = asked[point]
        by_target = Counter(target for target, _ in found)
        print(f"{point}  {len(found):2}  {_counts(by_target):<40} {', '.join(id_ for _, id_ in found)}")
        if not found:
            wrong.append(f"{point} is never asked about")
        elif len(found) > MOST:
            wrong.append(f"{point} is asked about {len(found)} times")
        elif set(by_target) == {"locate"} and point not in PLACE_ONLY:
            wrong.append(f"{point} is only to be found")
    print("\n" + "\n".join(wrong or ["Nothing is amiss."]))
    sys.exit(bool(wrong))


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counter.items(), key=_rank))


def _percents(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {number / counter.total():.0%}" for name, number in sorted(counter.items(), key=_rank))


def _rank(entry: tuple[str, int]) -> tuple[int, str]:
    order = [*SHARES, *DIFFICULTIES]
    return (order.index(entry[0]) if entry[0] in order else len(order), entry[0])


if __name__ == "__main__":
    main()
