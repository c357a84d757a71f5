"""Details of a package of QTI and its items: from its list of contents (LOM), its test and its items."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from quizapp.domain.language_tag import is_tag
from quizapp.interchange.xml_tree import Element

_LONGEST = 200
_LONGEST_DESCRIPTION = 20_000
_NAME_IN_CARD = re.compile(r"^FN(?:;[^:\n]{0,100})?:(.{1,400})$", re.MULTILINE)


def keywords_of(resource: Element) -> tuple[str, ...]:
    """The keywords that a list of contents gives one of its files."""
    general = resource.first("metadata", "lom", "general")
    found = (_text(each) for each in general.all("keyword")) if general is not None else ()
    return tuple(text for text in found if text)


def details_of(manifest: Element | None, roots: Iterable[Element], tests: Iterable[Element]) -> dict[str, Any]:
    """The fields of a bank that the package gives, as far as our banks have them."""
    lom = manifest.first("metadata", "lom") if manifest is not None else None
    found: dict[str, Any] = {}
    spoken = [tag for root in roots if (tag := root.attributes.get("xml:lang", "").strip())]
    usual = Counter(spoken).most_common(1)
    language = lom.words("general", "language") if lom is not None else ""
    language = language or (usual[0][0] if usual else "")
    if is_tag(language):
        found["language"] = language
    if lom is not None:
        texts: Mapping[str, tuple[Element | None, int]] = {
            "description": (lom.first("general", "description"), _LONGEST_DESCRIPTION),
            "license": (lom.first("rights", "description"), _LONGEST),
        }
        found |= {
            name: text
            for name, (element, most) in texts.items()
            if element is not None and 0 < len(text := _text(element)) <= most
        }
        makers = lom.first("lifeCycle")
        cards = [each.words("entity") for each in makers.all("contribute")] if makers is not None else []
        names = [name[1].strip() for card in cards if (name := _NAME_IN_CARD.search(card))]
        if names and len(author := ", ".join(map(_out_of_card, names))) <= _LONGEST:
            found["author"] = author
    limits = [minutes for test in tests if (minutes := minutes_of(test))]
    if len(limits) == 1:
        found["time_limit"] = limits[0]
    return found


def minutes_of(test: Element) -> int:
    """The whole minutes that a test lasts; 0 where it says nothing, or a part of a minute."""
    limits = test.first("timeLimits")
    seconds = limits.attributes.get("maxTime", "") if limits is not None else ""
    found = re.fullmatch(r"([0-9]{1,7})(?:\.0*)?", seconds)
    return int(found[1]) // 60 if found and int(found[1]) % 60 == 0 else 0


def _text(element: Element) -> str:
    """The text of an element of LOM, which stands in a part of it for each language."""
    strings = [each.text.strip() for each in element.children if each.tag in ("string", "langstring")]
    return next(filter(None, strings), element.text.strip())


def _out_of_card(text: str) -> str:
    return re.sub(r"\\([\\,;])", r"\1", text)
