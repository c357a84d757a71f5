"""QTI 2.1, 2.2 and 3: items alone, tests, packages with a manifest, and texts that several items share; read."""

import posixpath
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import unquote

from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.building import read_decimal
from quizapp.interchange.html_reading import Picture
from quizapp.interchange.losses import Imported, Item, LossReport, NotCarriedError
from quizapp.interchange.qti_details import details_of, keywords_of, minutes_of
from quizapp.interchange.qti_items import describe_images, read_item
from quizapp.interchange.qti_tree import SHOWN_AS_PASSAGE, all_text, inner_html, name_in_qti2, named, read_qti
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.interchange.texts import Written, read_markdown, shown_source
from quizapp.interchange.xml_tree import Element

_ROOTS = frozenset(("assessmentItem", "assessmentTest", "assessmentSection", "assessmentStimulus"))
_TAG = re.compile(r"<!--|<(?:[\w.-]{1,30}:)?([A-Za-z][\w.-]{0,60})")
_ITEMS_OR_TESTS = re.compile(r"imsqti_[a-z]{1,20}_xmlv([23])")
_DEEPEST = 20
_IN_TESTS = ("selection", "ordering", "branchRule", "preCondition", "timeLimits", "itemSessionControl", "testFeedback")


def recognizes(data: bytes) -> bool:
    """Tells whether a file begins as one of QTI 2 does: an item, a test, a text or the manifest of a package."""
    return _version(data) == 2


def recognizes_3(data: bytes) -> bool:
    """Tells whether a file begins as one of QTI 3 does."""
    return _version(data) == 3


def _version(data: bytes) -> int:
    """The version of QTI that a file begins as; 0 where it is none of these."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    start = data[:20_000].decode(encoding, "ignore").lstrip("\ufeff \r\n\t")
    if not start.startswith("<"):
        return 0
    found = _TAG.search(start)
    while found is not None and found[0] == "<!--":
        end = start.find("-->", found.end())
        found = _TAG.search(start, end) if end >= 0 else None
    if found is None:
        return 0
    if found[1] == "manifest":
        listed = _ITEMS_OR_TESTS.search(data.decode(encoding, "ignore"))
        return int(listed[1]) if listed is not None else 0
    return (3 if found[1].startswith("qti-") else 2) if name_in_qti2(found[1]) in _ROOTS else 0


class _Place(NamedTuple):
    """An item where a test has it: its file, its weight, and the text that its section shows, with its title."""

    name: str
    weight: Decimal = Decimal(1)
    shared: Element | None = None
    title: str = ""


class Qti2Importer:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            _Package(source, making).read()
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


class _Package:
    """The files of a source, each read once."""

    def __init__(self, source: Source, making: BankMaking) -> None:
        self._source = source
        self._making = making
        self._roots: dict[str, Element] = {}
        self._texts: dict[str, tuple[Item, str, str] | None] = {}
        self._done: set[str] = set()
        self._sections: set[str] = set()
        self._test = self._test_id = ""
        self._keywords: dict[str, tuple[str, ...]] = {}

    def read(self) -> None:
        names = [name for name in self._source.names if _version(self._source.content(name))]
        roots = [(name, root) for name in names if (root := self._root(name, is_only=len(names) == 1)) is not None]
        by_kind = {kind: [name for name, root in roots if root.tag == kind] for kind in ("assessmentTest", "manifest")}
        kinds = ("assessmentItem", "assessmentStimulus")
        about = next((self._roots[name] for name in by_kind["manifest"]), None)
        tests = [self._roots[name] for name in by_kind["assessmentTest"]]
        self._making.describe(details_of(about, (root for _, root in roots if root.tag in kinds), tests))
        for name in by_kind["manifest"]:
            for resource in named(self._roots[name], "resource"):
                if (keywords := keywords_of(resource)) and (
                    file := self._file(name, resource.attributes.get("href", ""))
                ):
                    self._keywords.setdefault(file, keywords)
        for name in by_kind["assessmentTest"]:
            root = self._roots[name]
            self._test_id = root.attributes.get("identifier", "").removeprefix("_")
            self._test = root.attributes.get("title") or root.attributes.get("identifier", "")
            self._tell_of_test(root)
            for place in self._places(name, root, Decimal(1), None, "", 0):
                self._item(place)
        self._test = self._test_id = ""
        listed = [
            file
            for name in by_kind["manifest"]
            for resource in named(self._roots[name], "resource")
            if (file := self._listed(name, resource))
        ]
        for name in dict.fromkeys((*listed, *(name for name, root in roots if root.tag == "assessmentItem"))):
            self._item(_Place(name))
        for name, root in roots:
            if root.tag == "assessmentStimulus" and name not in self._texts:
                self._stimulus(name, root)

    def _root(self, name: str, *, is_only: bool = False) -> Element | None:
        """The root of a file; None, which is told, where it is broken."""
        if name not in self._roots:
            try:
                self._roots[name] = read_qti(self._source.content(name), name)
            except RefusedSourceError as refused:
                if is_only:
                    raise
                item = Item(refused.problem.line, PurePath(name).name)
                item.leave_out(NotCarriedError("not_read", why=refused.problem.what_message))
                self._making.items.append(item)
                return None
        return self._roots[name]

    def _file(self, name: str, href: str) -> str:
        """The name of the file that `href` in another file means; empty where there is none."""
        found = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href.partition("#")[0])))
        return found if href and found in self._source.names else ""

    def _listed(self, name: str, resource: Element) -> str:
        """The file of a resource that a manifest lists; one of an item that is not there is told."""
        href = resource.attributes.get("href", "")
        file = self._file(name, href)
        if not file and "_item_" in resource.attributes.get("type", ""):
            self._missing(resource, href)
        return file

    def _missing(self, element: Element, href: str) -> None:
        item = Item(element.line, element.attributes.get("identifier", ""))
        item.leave_out(NotCarriedError("file_missing", name=shown_source(href)))
        self._making.items.append(item)

    def _content(self, name: str, href: str) -> bytes | None:
        """The content of a file of the package that another one names; nothing else is opened."""
        whole = f"{self._source.name}/"
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href)))
        if path.startswith(whole):
            return self._source.beside(whole, path.removeprefix(whole))
        return None

    # tests

    def _tell_of_test(self, root: Element) -> None:
        limit = root.first("timeLimits") if minutes_of(root) else None
        for tag in dict.fromkeys(each.tag for each in named(root, *_IN_TESTS) if each is not limit):
            self._making.note(self._test, "setting", name=tag)

    def _places(
        self, name: str, at: Element, weight: Decimal, shared: Element | None, title: str, depth: int
    ) -> Iterator[_Place]:
        """The items of a test or a section, in order."""
        if depth > _DEEPEST:
            return
        own = [each for each in at.all("rubricBlock") if "candidate" in each.attributes.get("view", "").split()]
        if own:
            shared, title = own[0], at.attributes.get("title", "")
            for more in own[1:]:
                self._making.note(title or self._test, "general_feedback", text=all_text(more))
        for each in at.children:
            file = self._file(name, each.attributes.get("href", ""))
            root = self._roots.get(file)
            if each.tag in ("testPart", "assessmentSection"):
                yield from self._places(name, each, weight, shared, title, depth + 1)
            elif each.tag == "assessmentSectionRef" and root is not None and file not in self._sections:
                self._sections.add(file)
                yield from self._places(file, root, weight, shared, title, depth + 1)
            elif each.tag == "assessmentItemRef":
                if root is None:
                    self._missing(each, each.attributes.get("href", ""))
                    continue
                written = each.first("weight")
                own_weight = read_decimal(written.attributes.get("value", "1")) if written is not None else weight
                yield _Place(file, own_weight if own_weight >= 0 else weight, shared, title)

    # items and their texts

    def _item(self, place: _Place) -> None:
        name, making = place.name, self._making
        root = self._roots.get(name)
        if root is None or root.tag != "assessmentItem" or name in self._done:
            return
        self._done.add(name)
        attributes = root.attributes
        item = Item(root.line, attributes.get("title", "").strip() or attributes.get("identifier", ""))
        making.begin_category(self._test.replace("/", "//"), self._test_id)
        reference = root.first("assessmentStimulusRef")
        if reference is not None:
            file = self._file(name, reference.attributes.get("href", ""))
            stimulus = self._roots.get(file)
            if stimulus is None:
                item.lose("text_missing", name=shown_source(reference.attributes.get("href", "")))
            else:
                self._stimulus(file, stimulus)
        elif page := next(self._pages(name, root), None):
            self._begin(*page)
        elif place.shared is not None:
            shared = place.shared
            self._begin(f"#{id(shared)}", name, inner_html(shared), place.title, shared.line)
        making.items.append(item)
        read_item(
            root, item, making, lambda href: self._content(name, href), place.weight, self._keywords.get(name, ())
        )

    def _pages(self, name: str, root: Element) -> Iterator[tuple[str, str, str, str, int]]:
        """The first page of HTML that is shown beside the questions of an item, in a file of its own."""
        for each in named(root, "object", "include"):
            href = each.attributes.get("data") or each.attributes.get("href", "")
            is_page = each.tag == "include" or href.endswith((".html", ".htm", ".xhtml"))
            data = self._content(name, href) if is_page else None
            if data:
                each.tag = SHOWN_AS_PASSAGE
                file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href)))
                yield file, file, data.decode("utf-8", "replace"), each.attributes.get("label", ""), each.line
                return

    def _stimulus(self, name: str, root: Element) -> None:
        body, title = root.first("stimulusBody"), root.attributes.get("title", "")
        describe_images(root, item := Item(root.line, title))
        self._begin(name, name, inner_html(body if body is not None else root), title, root.line, item)

    def _begin(self, key: str, name: str, html: str, title: str, line: int, item: Item | None = None) -> None:
        """Let the questions that follow be about the text `html`, which stands in the file `name`."""
        making = self._making
        if key in self._texts:
            found = self._texts[key]
            if found is not None:
                making.begin_text(*found)
            return
        told = item or Item(line, title)
        making.items.append(told)

        def file_name(picture: Picture) -> str | None:
            data = self._content(name, picture.source)
            if data is None:
                told.lose("image_missing", name=shown_source(picture.source))
                return None
            if not picture.alt:
                told.lose("image_alt", name=shown_source(picture.source))
            return making.add_image(shown_source(picture.source), data)

        markdown = read_markdown(Written(html), told, file_name)
        self._texts[key] = (told, title, markdown)
        try:
            making.begin_text(told, title, markdown)
        except NotCarriedError as why:
            told.leave_out(why)
            making.forget_images()
            self._texts[key] = None
