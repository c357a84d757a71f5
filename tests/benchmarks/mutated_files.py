"""Mutates files between a teacher and a learner: python tests/benchmarks/mutated_files.py [number]

Of 20,000 files, submissions, assignments, feedback and reopenings in equal parts, none may be read, and each has to be
refused in words. Of a quarter as many that are signed anew after values in them were made odd, each has to be refused
in words, or to be one that can be taken.
"""

import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from quizapp.formats.assignment_file import HandedOut
from quizapp.formats.envelope import FileRefusedError
from tests.damage_of_files import mutants
from tests.formats.test_envelope import FILES, READERS
from tests.formats.test_submission_file import KINDS, signed_anew, take_all


def made_odd(number: int) -> Counter[str]:
    """The outcomes of reading files with odd values under right signatures."""
    random, outcomes = Random(20261130), Counter[str]()
    for _ in range(number):
        kind = random.choice(list(KINDS))
        try:
            found = READERS[kind](signed_anew(kind, random))
            if isinstance(found, HandedOut):
                take_all(found.assignment)
            outcomes["harmless"] += 1
        except FileRefusedError as refused:
            outcomes[refused.reason] += 1
        except Exception as error:
            traceback.print_exc()
            outcomes[f"traceback {type(error).__name__}"] += 1
    return outcomes


def main(number: int) -> int:
    kinds = [kind for kind in FILES if kind != "bare bank"]
    outcomes: Counter[str] = Counter()
    begun = time.perf_counter()
    for index, data in mutants(tuple(FILES[kind] for kind in kinds), number, seed=20261130):
        try:
            READERS[kinds[index]](data)
            outcomes["accepted"] += 1
        except FileRefusedError as refused:
            outcomes[refused.reason] += 1
        except Exception as error:  # a traceback in the hands of a teacher
            outcomes[f"traceback {type(error).__name__}"] += 1
    print(f"{number:,} files in {time.perf_counter() - begun:.0f} s: {dict(outcomes)}")
    begun = time.perf_counter()
    odd = made_odd(number // 4)
    print(f"{number // 4:,} signed anew in {time.perf_counter() - begun:.0f} s: {dict(odd)}")
    return int(any(name == "accepted" or name.startswith("traceback") for name in (outcomes + odd)))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
