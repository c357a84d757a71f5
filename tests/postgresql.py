"""A PostgreSQL of the tests' own: started when a test asks for it, in a folder that is deleted at the end.

Usage: python -m tests.postgresql

starts one for several processes of tests: it prints its folder, and ends when nothing more comes in. The processes find
it by the variable `SHARED`.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from urllib.parse import quote

ADMIN = "quizadmin"
OWNER = "school"
TEACHERS = ("anna", "boris")
SHARED = "QUIZAPP_TESTS_POSTGRESQL"
_PREPARED = "prepared"
_IN_MEMORY, _ENOUGH = "/dev/shm", 4 * 1024**3


def folder_of_programs() -> Path | None:
    """The folder of PostgreSQL's programs: on PATH, or the newest of those that Debian keeps; None for none."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: float(each.parent.name))
    on_path = shutil.which("initdb")
    for folder in [*reversed(versions), *([Path(on_path).parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


class Databases:
    """The databases of the server in `folder`.

    One is prepared, with the desk's tables, and `new_database` makes copies of it. `OWNER` owns them; `TEACHERS` are
    logins with the role of a desk.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count()

    def address(self, database: str, login: str = TEACHERS[0]) -> str:
        """The address of a database for a login."""
        return f"postgresql://{login}@/{database}?host={quote(str(self.folder), safe='')}"

    def run(self, database: str, *statements: str, login: str = ADMIN) -> None:
        """Run SQL, each statement by itself."""
        import psycopg

        with psycopg.connect(self.address(database, login), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def new_database(self, template: str = _PREPARED) -> str:
        """Make a database with the desk's tables, or an empty one of `template0`; gives its name."""
        name = f"desk{os.getpid()}_{next(self._numbers)}"
        self.run("postgres", f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
        return name

    def drop(self, database: str) -> None:
        """Delete a database, and end whoever is still connected."""
        self.run("postgres", f"DROP DATABASE {database} WITH (FORCE)")


class Server(Databases):
    """A server that listens at a socket in its folder alone, and syncs nothing."""

    def __init__(self) -> None:
        programs = folder_of_programs()
        assert programs is not None
        super().__init__(Path(tempfile.mkdtemp(prefix="quizapp-pg-", dir=_place())))
        self._as_user = _unprivileged(self.folder)
        data = self.folder / "data"
        making = [programs / "initdb", "-D", data, "-U", ADMIN, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        subprocess.run(making, check=True, capture_output=True, cwd=self.folder, **self._as_user)
        options = {
            "listen_addresses": "",
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "full_page_writes": "off",
            "max_connections": 60,
            "shared_buffers": "16MB",
        }
        log = (self.folder / "log").open("wb")
        self.process = subprocess.Popen(
            [programs / "postgres", "-D", data, *(f"--{name}={value}" for name, value in options.items())],
            **{"stdout": log, "stderr": log, "cwd": self.folder, **self._as_user},
        )
        log.close()
        try:
            self._wait_until_ready(programs)
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the server and delete its folder."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # at once, whoever is still connected
        self.process.wait()
        shutil.rmtree(self.folder)

    def _wait_until_ready(self, programs: Path) -> None:
        import psycopg

        for _ in range(600):
            try:
                psycopg.connect(self.address("postgres", ADMIN), connect_timeout=10).close()
                return
            except psycopg.OperationalError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                subprocess.run([programs / "pg_isready", "-h", self.folder, "-t", "1"], capture_output=True)
        raise AssertionError((self.folder / "log").read_text())

    def _prepare(self) -> None:
        from quizapp.storage.desk.store import make_tables

        self.run(
            "postgres",
            f"CREATE ROLE {OWNER} LOGIN CREATEROLE",
            f"CREATE DATABASE {_PREPARED} OWNER {OWNER}",
        )
        make_tables(self.address(_PREPARED, OWNER))
        self.run("postgres", *(f"CREATE ROLE {name} LOGIN IN ROLE quizapp_desk" for name in TEACHERS))


def _place() -> str:
    """The memory, where there is room: each database is three hundred files. A socket's path has to be short."""
    has_room = os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free >= _ENOUGH
    return _IN_MEMORY if has_room else "/tmp"


def _unprivileged(folder: Path) -> dict[str, object]:
    """How a process is started that PostgreSQL accepts, as it refuses to run as root; `folder` becomes its own."""
    if os.geteuid() != 0:
        return {}
    import pwd

    user = next((each for each in pwd.getpwall() if each.pw_name == "postgres"), None) or pwd.getpwnam("nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    _server = Server()
    print(_server.folder, flush=True)
    sys.stdin.read()
    _server.close()
