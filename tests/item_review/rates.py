"""How often each rule of the check finds something in banks: of items, and of banks where it looks at all together.

    python -m tests.item_review.rates FILE_OR_FOLDER… [--show RULE]

A file is a bank, an annotated article (OneStopQA), or of another tool (GIFT, Aiken, Moodle XML). What nobody can read
is left out. `--show` prints what a rule found. Rules that fire on more than `MANY` of the items are marked with a star.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from quizapp.domain.bank import Bank
from quizapp.formats.native import read_bank
from quizapp.lint.catalog import RULES
from quizapp.lint.checking import check_bank
from quizapp.services.exchange import read_file

MANY = 0.15


def banks_of(path: Path) -> Iterator[Bank]:
    """The banks in a file, or in all files of a folder."""
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.suffix in (".yaml", ".txt", ".gift", ".xml"):
                yield from banks_of(each)
    elif path.suffix == ".yaml":
        if (bank := read_bank(path).bank) is not None:
            yield bank
    else:
        yield from read_file(path).banks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--show", default="", metavar="RULE")
    given = parser.parse_args()
    banks = [bank for path in given.paths for bank in banks_of(path)]
    items = sum(len(bank.questions) for bank in banks)
    found, in_items, in_banks = Counter[str](), defaultdict[str, set[object]](set), defaultdict[str, set[object]](set)
    for number, bank in enumerate(banks):
        for finding in check_bank(bank).told:
            found[finding.rule] += 1
            in_banks[finding.rule].add(number)
            if finding.question is not None:
                in_items[finding.rule].add((number, finding.question))
            if finding.rule == given.show:
                at = "" if finding.question is None else f":{bank.questions[finding.question].id}"
                print(f"{bank.id}{at} {'.'.join(map(str, finding.path[2:]))}: {finding.message}")
                if finding.question is not None:
                    print(f"    {bank.questions[finding.question].stem}")
    print(f"{len(banks)} banks, {items} items\n")
    print("| rule | severity | findings | items | % of items | banks |\n|---|---|---|---|---|---|")
    for rule in RULES:
        share = len(in_items[rule.name]) / (items or 1)
        print(
            f"| {rule.name} | {rule.severity} | {found[rule.name]} | {len(in_items[rule.name])} "
            f"| {share:.1%}{' *' if share > MANY else ''} | {len(in_banks[rule.name])} |"
        )


if __name__ == "__main__":
    main()
