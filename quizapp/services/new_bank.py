"""A new bank, as its author begins it: a title, a language, a passage, and one question."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp.interchange.bank_making import slug
from quizapp.services.bank_draft import BankDraft


def new_bank_file(folder: Path, title: str) -> Path:
    """The file in `folder` for a new bank with this title: one that is not there yet."""
    id_ = slug(title, "bank")
    names = (id_, *(f"{id_}-{number}" for number in range(2, 10_000)))
    return next(path for name in names if not (path := folder / f"{name}.yaml").exists())


def new_bank(path: Path, title: str, language: str, markdown: str, question: Mapping[str, Any]) -> BankDraft:
    """A draft of a bank for the file at `path`; `markdown` is its passage, empty for none."""
    draft = BankDraft(f"id: {path.stem}\n".encode())
    draft.set_value(("title",), title.strip())
    draft.set_value(("language",), language)
    if markdown.strip():
        draft.set_value(("passage",), {"text": f"{markdown.strip()}\n"})
    draft.set_value(("questions",), [dict(question)])
    return BankDraft(draft.text.encode())
