"""A new bank, as its author begins it: a title, a language, a passage, and one question."""

from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any

from quizapp.file_names import safe_name
from quizapp.interchange.bank_making import slug
from quizapp.paths import UserPaths
from quizapp.services.bank_draft import BANK, BankDraft
from quizapp.services.draft_recovery import kept_draft
from quizapp.services.editing import Editing


def new_bank(
    paths: UserPaths, folder: Path, title: str, language: str, markdown: str, question: Mapping[str, Any]
) -> Editing:
    """A new bank in `folder`, in a file that is not there yet, and of which no draft is kept; `markdown` is its
    passage, empty for none.
    """
    path = _free_file(paths, folder, slug(title, "bank"))
    draft = BankDraft(f"id: {path.stem}\n".encode())
    draft.set_value(("title",), title.strip())
    draft.set_value(("language",), language)
    if markdown.strip():
        draft.set_value(("passage",), {"text": f"{markdown.strip()}\n"})
    draft.set_value(("questions",), [dict(question)])
    return Editing(paths, path, draft.bytes_of(BANK))


def _free_file(paths: UserPaths, folder: Path, id_: str) -> Path:
    names = chain((id_,), (f"{id_[:56]}-{number}" for number in count(2)))
    files = (folder / f"{name}.yaml" for name in names if safe_name(name) == name)  # Windows takes no con.yaml
    return next(path for path in files if not path.exists() and kept_draft(paths, path) is None)
