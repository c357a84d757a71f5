"""Places of files: those that are bundled with the program, and the user's own."""

from pathlib import Path

from quizapp.bundled import data_root
from quizapp.errors import QuizAppError, reason_of


def questions_dir() -> Path:
    """The folder of the bundled question banks and their passages; never written to."""
    return data_root() / "questions"


def bundled_bank_folders() -> tuple[Path, ...]:
    """The folders of the bundled banks in the order in which the library shows them; some are inside others."""
    return (questions_dir() / "worcester", questions_dir())


def resources_dir() -> Path:
    """The folder of the bundled icons, styles and translations; never written to."""
    return data_root() / "resources"


def handbook_dir() -> Path:
    """The folder of the guides that the help and the site show; never written to."""
    return data_root() / "docs"


class UserPaths:
    """The user's folders and files, as absolute paths. Making one creates nothing on the disk.

    With a folder, everything is inside it, so that a run can't touch the user's own data. Without one, everything is
    where this system keeps such files.
    """

    __slots__ = ("banks", "cache", "config_file", "data", "journal")

    def __init__(self, data_dir: Path | None = None) -> None:
        if data_dir is None:
            import platformdirs  # here, as a start with --data-dir can do without it

            own = platformdirs.PlatformDirs("quizapp", appauthor=False)
            self.data = own.user_data_path  # all that must not be lost: `journal` and `banks`
            config, self.cache = own.user_config_path, own.user_cache_path  # the cache can be made again at any time
        else:
            self.data = config = data_dir.expanduser().absolute()
            self.cache = self.data / "cache"
        self.config_file = config / "settings.json"
        self.banks = self.data / "banks"  # the user's own question banks
        self.journal = self.data / "journal.db"  # attempts

    def ensure(self) -> None:
        """Create the folders that don't exist, closed to other users. Raises QuizAppError if that fails."""
        for folder in (self.data, self.config_file.parent, self.cache, self.banks):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise QuizAppError(
                    "The folder {folder} cannot be created: {reason}.",
                    "Make room for it, or name another folder with --data-dir.",
                    folder=folder,
                    reason=reason_of(error),
                ) from error
