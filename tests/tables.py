"""Tables of texts that people type, in `data/language`: a row a line, fields between bars, several texts by ``;;``."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "language"


def rows(name: str) -> list[list[str]]:
    """The rows of a table, without its comments; ``\\u0301`` stands for the character of this number."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    written = (re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line) for line in lines)
    return [re.split(r" ?\| ?", line) for line in written if not line.startswith("# ")]


def texts(field: str) -> list[str]:
    """The texts of a field, which may begin or end with white space of its own."""
    return re.split(" ?;; ?", field)
