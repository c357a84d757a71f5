"""The types of Quizapp's files, as the list for Linux names them; Windows and macOS are told the same."""

from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

LIST = Path(__file__).resolve().parent / "linux" / "share" / "mime" / "packages" / "org.quizapp.Quizapp.xml"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class FileType(NamedTuple):
    """A type of files: its MIME type, the ending with its point, and its name by language."""

    mime: str
    ending: str
    names: dict[str, str]

    @property
    def id(self) -> str:
        """One word for it, such as ``bank``."""
        return self.mime.removeprefix("application/vnd.quizapp.").partition("+")[0]


def file_types() -> tuple[FileType, ...]:
    """Read the list."""
    found = []
    for each in ElementTree.parse(LIST).getroot().iter(f"{_MIME}mime-type"):
        glob = each.find(f"{_MIME}glob")
        assert glob is not None
        names = {name.get(_LANGUAGE, "en"): name.text or "" for name in each.iter(f"{_MIME}comment")}
        found.append(FileType(each.attrib["type"], glob.attrib["pattern"].removeprefix("*"), names))
    return tuple(found)
