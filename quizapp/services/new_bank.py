"""A new bank, as its author begins it: a title, a language, a passage, and one question."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp.interchange.bank_making import slug
from quizapp.paths import UserPaths
from quizapp.services.bank_draft import BANK, BankDraft
from quizapp.services.editing import Editing


def new_bank(
    paths: UserPaths, folder: Path, title: str, language: str, markdown: str, question: Mapping[str, Any]
) -> Editing:
    """A new bank in `folder`, in a file that is not there yet; `markdown` is its passage, empty for none."""
    path = _free_file(folder, slug(title, "bank"))
    draft = BankDraft(f"id: {path.stem}\n".encode())
    draft.set_value(("title",), title.strip())
    draft.set_value(("language",), language)
    if markdown.strip():
        draft.set_value(("passage",), {"text": f"{markdown.strip()}\n"})
    draft.set_value(("questions",), [dict(question)])
    return Editing(paths, path, draft.bytes_of(BANK))


def _free_file(folder: Path, id_: str) -> Path:
    names = (id_, *(f"{id_[:56]}-{number}" for number in range(2, 10_000)))
    return next(path for name in names if not (path := folder / f"{name}.yaml").exists())
