"""Tags of languages, such as `en` or `pt-BR`: apart from the rules of languages, as the first screen needs no more."""

import re
from collections.abc import Iterable

_TAG = "[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*"


def base(language: str) -> str:
    """The language of a code without its region: `pt` of `pt-BR`."""
    return language.replace("_", "-").partition("-")[0].strip().lower()


def is_tag(language: str) -> bool:
    """Tells whether `language` is formed as a tag of BCP 47 (RFC 5646): language, script, region, variants."""
    return re.fullmatch(_TAG, language) is not None


def best_tag(wanted: str, tags: Iterable[str]) -> str | None:
    """The one of `tags` that whoever reads `wanted` reads best; None where each is another language.

    The same tag comes first, then the language without a region (`es` for `es-MX`), then one of another region.
    """
    same = [tag for tag in tags if base(tag) == base(wanted)]
    whole = wanted.replace("_", "-").casefold()
    return min(same, key=lambda tag: (tag.casefold() != whole, "-" in tag), default=None)
