"""QTI 2.2 and 3 as they are written: what is called by its name in QTI 2 gets that of the version."""

import re
from fractions import Fraction
from html import escape
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from quizapp.interchange.building import decimal_of, number_text

_CAPITAL = re.compile("[A-Z]")
_SINGLE_TAG = re.compile(r"<(br|img\b[^>]*)>")


class Version(NamedTuple):
    """A version of QTI: the names that it has for what both have."""

    namespace: str
    package: str
    schema: tuple[str, str]
    files: str
    templates: str
    has_hyphens: bool

    def named(self, name: str, start: str = "") -> str:
        return start + _CAPITAL.sub(lambda found: f"-{found[0].lower()}", name) if self.has_hyphens else name

    def element(self, tag: str, *content: str, **attributes: str | None) -> str:
        """An element of QTI with what is in it; attributes that are None are left out."""
        name, inner = self.named(tag, "qti-"), "".join(content)
        written = "".join(
            f" {self.named(key)}={quoteattr(value)}" for key, value in attributes.items() if value is not None
        )
        return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"

    def root(self, tag: str, *content: str, language: str = "", **attributes: str) -> bytes:
        """A file with one element of QTI and all that is in it."""
        spoken = {"xml:lang": language} if language else {}
        whole = self.element(
            tag, *(f"\n{each}" for each in content), "\n", **{"xmlns": self.namespace} | attributes | spoken
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode()

    def shown(self, tag: str, html: str, **attributes: str) -> str:
        """An element with HTML in it, which has a body of its own in QTI 3."""
        return self.element(tag, self.element("contentBody", html) if self.has_hyphens else html, **attributes)

    # what response processing is made of

    def variable(self, identifier: str) -> str:
        return self.element("variable", identifier=identifier)

    def value(self, value: str | Fraction, base_type: str = "float") -> str:
        text = exact_text(value) if isinstance(value, Fraction) else value
        return self.element("baseValue", escape(text, quote=False), baseType=base_type)

    def set(self, outcome: str, expression: str) -> str:
        return self.element("setOutcomeValue", expression, identifier=outcome) + "\n"

    def match(self, one: str, other: str) -> str:
        return self.element("match", one, other)

    def when(self, *branches: tuple[str, str]) -> str:
        """The statements of the first branch whose condition holds."""
        names = ["responseIf", *["responseElseIf"] * (len(branches) - 1)]
        written = (self.element(name, *branch) for name, branch in zip(names, branches, strict=True))
        return self.element("responseCondition", *written) + "\n"


QTI_22 = Version(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p2",
    package="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema=("QTIv2.2 Package", "1.0.0"),
    files="xmlv2p2",
    templates="http://www.imsglobal.org/question/qti_v2p2/rptemplates/{name}",
    has_hyphens=False,
)
QTI_3 = Version(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    package="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema=("QTI Package", "3.0.0"),
    files="xmlv3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{name}.xml",
    has_hyphens=True,
)


def exact_text(number: Fraction) -> str:
    """A number in digits, at most twenty of them."""
    return number_text(decimal_of(number))


def is_short(number: Fraction) -> bool:
    """Tells whether six digits after the point write a number as it is."""
    return (number * 10**6).denominator == 1


def xhtml(html: str) -> str:
    """HTML as `markup` writes it, as XML."""
    return _SINGLE_TAG.sub(r"<\1/>", html)
