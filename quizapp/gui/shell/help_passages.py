"""The pages of the help as passages, each made when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping

from quizapp.domain.passage import Passage
from quizapp.domain.search import SearchableText


class HelpPassages(Mapping[str, Passage]):
    """The passages of the pages called `names`, in their order, each made by `make`."""

    def __init__(self, names: tuple[str, ...], make: Callable[[str], Passage]) -> None:
        self._names = names
        self._make = make
        self._made: dict[str, Passage] = {}
        self._searchable: dict[str, SearchableText] = {}

    def __getitem__(self, name: str) -> Passage:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def searchable(self, name: str) -> SearchableText:
        """Give the text of a page, in which words are found."""
        if name not in self._searchable:
            self._searchable[name] = SearchableText(self[name].text)
        return self._searchable[name]

    def make_next(self) -> bool:
        """Make one more page searchable; False where all of them are."""
        name = next((name for name in self._names if name not in self._searchable), "")
        if name:
            self.searchable(name)
        return bool(name)

    def name_of(self, passage: Passage | None) -> str:
        """Give the name of the page whose passage this is."""
        return next(name for name, made in self._made.items() if made is passage)
