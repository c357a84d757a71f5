"""Banks, made of questions that another tool keeps in categories, with texts between them."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.passage import Passage, as_markdown, passage_mistakes, read_passage
from quizapp.domain.question import Question, is_id
from quizapp.interchange.losses import Imported, Item, Loss, LossReport, NotCarriedError
from quizapp.problems import Problem
from quizapp.texts import Value

_NO_NAME = "Imported questions"
_KINDS = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"), (b"RIFF", ".webp"))


def is_image_file(data: bytes) -> bool:
    """Tells whether a file begins like an image that can be shown."""
    return data.startswith(tuple(start for start, _ in _KINDS))


def slug(text: str, otherwise: str = "q") -> str:
    """An id made of the words of `text`: lowercase letters, digits and hyphens."""
    plain = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")
    return found or otherwise


def unique(id_: str, taken: Mapping[str, object], numbers: dict[str, int] | None = None) -> str:
    """`id_`, or the same with a number, so that it is not one of those `taken`.

    `numbers` remembers which number was tried last, as there may be thousands with the same name.
    """
    found, number = id_, 1 if numbers is None else numbers.get(id_, 1)
    while found in taken:
        number += 1
        found = f"{id_[:56]}-{number}"
    if numbers is not None:
        numbers[id_] = number
    return found


class _Group:
    """Questions that will be one bank: those of one category below the same text."""

    def __init__(
        self, category: str, passage_title: str = "", markdown: str = "", text_item: Item | None = None
    ) -> None:
        self.category = category
        self.passage_title = passage_title
        self.markdown = markdown
        self.text_item = text_item
        self.questions: dict[str, Question] = {}
        self.numbers: dict[str, int] = {}
        self.images: set[str] = set()
        self.items: list[Item] = []


class BankMaking:
    """Collects what is read of a file, and makes banks of it.

    Attributes:
        items: what was read, in order.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self.items: list[Item] = []
        self._notes: list[tuple[Value, Loss]] = []
        self._groups: dict[tuple[str, str], _Group] = {}
        self._details: dict[str, tuple[str, str]] = {}
        self._fields: dict[str, Any] = {}
        self._category = ""
        self._at = ("", "")
        self.images: dict[str, bytes] = {}
        self._used: list[str] = []

    # what is read

    def note(self, place: Value, code: str, **values: Value) -> None:
        """Note a loss that belongs to no question."""
        self._notes.append((place, Loss(code, values)))

    def begin_category(self, path: str, id_: str = "", description: str = "") -> None:
        """Say that what follows is in the category `path`, whose names are separated by slashes."""
        names = [name.replace("\0", "/").strip() for name in path.replace("//", "\0").split("/")]
        names = [name for name in names if name and name not in ("$course$", "$system$", "$module$", "$cat1$", "top")]
        self._category = names[-1] if names else ""
        self._at = ("/".join(names), "")
        self._details.setdefault(self._category, (id_ if is_id(id_) else "", description))

    def describe(self, fields: Mapping[str, Any]) -> None:
        """Give all banks the fields of `Bank` that the file has for the whole."""
        self._fields |= fields

    def begin_text(self, item: Item, title: str, markdown: str) -> None:
        """Say that what follows is about a text; if the text is refused, about none.

        Raises:
            NotCarriedError: the text cannot be read.
        """
        self._at = (self._at[0], "")
        mistake = next(passage_mistakes(markdown), None)
        if mistake is not None or not read_passage(markdown).blocks:
            if mistake is None:
                raise NotCarriedError("no_text")
            told = Problem(mistake.code, "", 0, "", mistake.values)
            raise NotCarriedError("mistake", first=told.what_message, then=told.remedy_message)
        if title and not re.match(r"\s*#\s", markdown):
            markdown = f"# {as_markdown(title)}\n\n{markdown}"
        key = (self._at[0], f"{title}\n{markdown}")
        self._at = key
        group = self._groups.setdefault(key, _Group(self._category, title, markdown, item))
        if group.text_item is not item:
            item.leave_out(NotCarriedError("text_again"))
        group.images.update(self._used)
        self._used = []

    def next_id(self, name: str, id_: str = "") -> str:
        """An id for a question, made of its name in the other tool."""
        wanted = id_ if is_id(id_) else slug(name)
        return unique(wanted, self._group.questions, self._group.numbers)

    def add(self, item: Item, question: Question) -> None:
        """Keep a question that was made of `item`."""
        group = self._group
        question = msgspec.structs.replace(question, id=unique(question.id, group.questions))
        group.questions[question.id] = question
        group.images.update(self._used)
        self._used = []
        group.items.append(item)
        item.made += 1
        item.ids.append(question.id)

    def forget_images(self) -> None:
        """Let go of the images of a question that was left out."""
        self._used = []

    def add_image(self, name: str, data: bytes) -> str:
        """Keep the content of an image's file; gives the name that it has in the bank."""
        ending = next((ending for start, ending in _KINDS if data.startswith(start)), ".png")
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", name.rpartition(".")[0] or name).strip("-")[:40] or "image"
        number, found = 1, f"{slug(self._name, 'bank')}-images/{stem}{ending}"
        while self.images.get(found, data) != data:
            number += 1
            found = f"{slug(self._name, 'bank')}-images/{stem}-{number}{ending}"
        self.images[found] = data
        self._used.append(found)
        return found

    @property
    def _group(self) -> _Group:
        return self._groups.setdefault(self._at, _Group(self._category))

    # what it makes

    def imported(self) -> Imported:
        banks: dict[str, Bank] = {}
        groups = [group for group in self._groups.values() if group.questions]
        for group in self._groups.values():
            if group.text_item is not None:
                if group.questions:
                    group.text_item.made += 1
                else:
                    group.text_item.leave_out(NotCarriedError("text_without_questions"))
        for group in groups:
            alone = sum(other.category == group.category for other in groups) == 1
            title = group.category or self._name or _NO_NAME
            if not alone and group.passage_title:
                title = f"{title}: {group.passage_title}" if group.category else group.passage_title
            title = " ".join(title.split())[:200]
            id_, description = self._details.get(group.category, ("", "")) if group.category else ("", "")
            id_ = unique(id_ if id_ and alone else slug(title, "bank"), banks)
            for item in group.items:
                item.bank = id_
            passage = read_passage(group.markdown, title) if group.markdown else Passage(title, (), "")
            plain = {"language": "en", "author": "", "license": "", "description": description}
            banks[id_] = Bank(
                id=id_,
                title=title,
                passage=passage,
                about=None,
                questions=tuple(group.questions.values()),
                content_hash="",
                images={name: self.images[name] for name in sorted(group.images)},
                **plain | self._fields,
            )
        report = LossReport(tuple(item.report for item in self.items), tuple(self._notes))
        return Imported(tuple(banks.values()), report)
