"""A stick from its making to the laptop: what somebody notices who makes it, plugs it in, and pulls it out."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from laptop import Stick, remove_old

from tests.packaging.stick.tiny import (
    PIP_WHEELS,
    bundle,
    make_checkout,
    make_wheels,
    start,
    surroundings,
    told,
)

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the tiny wheels are for this Python on Linux and Windows"),
    pytest.mark.skipif(not PIP_WHEELS, reason="needs the wheel of pip that comes with Python"),
]

PYTHON = "{}.{}".format(*sys.version_info)
HERE = ("--for", "linux-x86_64", "--python", PYTHON)
PROGRAMS = ".local/share/quizapp-program"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> Path:
    return make_wheels(tmp_path_factory.mktemp("index") / "wheels")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory, wheels) -> Path:
    return make_checkout(tmp_path_factory.mktemp("source") / "a checkout", wheels)


@pytest.fixture(scope="module")
def made(tmp_path_factory, checkout, wheels) -> Path:
    """A stick. Leave it as it is."""
    folder = tmp_path_factory.mktemp("sticks") / "a stick – with a name"
    result = bundle(checkout, folder, wheels, *HERE)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="module")
def laptop(tmp_path_factory, made) -> Path:
    """The home of somebody on whose laptop a stick was set up while another set-up went on. Leave it set up.

    The stick was pulled out as soon as it said so.
    """
    home, stick = tmp_path_factory.mktemp("laptop") / "a home", tmp_path_factory.mktemp("pulled") / "stick"
    shutil.copytree(made, stick)
    (stick / "room.yaml").write_text("learners: [Ada]\n", "utf-8")
    (home / PROGRAMS).mkdir(parents=True)
    with (home / PROGRAMS / "setting-up").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen(
            [sys.executable, stick / "start.py"],
            env=surroundings(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            assert process.stderr
            assert "waiting for it" in process.stderr.readline()
            fcntl.flock(lock, fcntl.LOCK_UN)
            assert "Setting Quizapp 1.0 up on this computer (once). Copying" in process.stderr.readline()
            assert "Copied. The stick can be pulled out now" in process.stderr.readline()
            shutil.rmtree(stick)
            output, errors = process.communicate()
    lines = errors.splitlines()
    assert process.returncode == 7, errors
    assert json.loads(output)["found"] == ["plain", "window", "fast_one"]
    assert json.loads(output)["arguments"] == ["--room", str(home / PROGRAMS / "room" / "room.yaml")]
    assert "  Unpacking fast_one" in lines
    assert lines[-1].startswith("Quizapp is set up on this computer")
    return home


def program_of(home: Path) -> Path:
    (folder,) = (home / PROGRAMS).glob("program-*")
    return folder


@pytest.fixture
def stick(made, tmp_path) -> Path:
    """A stick to spoil."""
    return shutil.copytree(made, tmp_path / "stick")


@pytest.fixture
def home(tmp_path) -> Path:
    """The home of somebody whose laptop knows no Quizapp."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def refused(stick: Path, home: Path, **more: str) -> str:
    """The one sentence with which a start is refused; nothing half done is left."""
    result = start(stick, home, "list", **more)
    assert result.returncode == 1
    assert result.stdout == ""
    assert not list(home.glob(f"{PROGRAMS}/program-*"))
    assert not list(home.rglob("*.desktop"))
    said = result.stderr.splitlines()[-1]
    assert said.endswith(".")
    return said


# ------------------------------------------------------------------------------------------------------- the making


def test_a_stick_says_whom_it_serves_and_holds_each_wheel_once(checkout, wheels, stick):
    result = bundle(checkout, stick, wheels, "--for", "windows,linux-x86_64", "--python", "3.11,3.14")
    assert result.returncode == 0, result.stderr
    assert "fast-one 2.0 has no wheel for Python 3.14 on 64-bit Windows (x86_64): left out." in result.stderr
    assert "64-bit Windows (x86_64) with Python 3.11;" in result.stderr
    assert "Linux (x86_64) with Python 3.11, 3.14, glibc 2.34 or newer;" in result.stderr
    names = sorted(path.name for path in (stick / "wheels").iterdir())
    assert sum(name.startswith("window-") for name in names) == 2
    assert not any("macosx" in name or "aarch64" in name or "cp312" in name for name in names)
    assert b"in (3.11) do" in (stick / "Start Quizapp.cmd").read_bytes()
    assert b"\r\n" in (stick / "Start Quizapp.cmd").read_bytes()
    assert "in 3.14 3.11; do\n" in (stick / "Start Quizapp.sh").read_bytes().decode()
    assert not (stick / "Start Quizapp.command").exists()


def test_what_is_whole_is_fetched_once_and_what_is_damaged_again(checkout, wheels, stick, tmp_path):
    elsewhere = tmp_path / "no wheels"
    elsewhere.mkdir()
    assert bundle(checkout, stick, elsewhere, *HERE).returncode == 0
    window = stick / "wheels" / "window-6.1-cp310-abi3-manylinux_2_34_x86_64.whl"
    window.write_bytes(b"damaged")
    assert bundle(checkout, stick, elsewhere, *HERE).returncode == 1
    assert json.loads((stick / "stick.json").read_text("utf-8"))["whole"] is False
    assert bundle(checkout, stick, wheels, *HERE).returncode == 0
    assert window.read_bytes() == (wheels / window.name).read_bytes()


def test_a_system_that_cannot_be_served_stops_it(checkout, wheels, tmp_path):
    result = bundle(checkout, tmp_path / "stick", wheels, "--for", "linux-aarch64", "--python", "3.12")
    assert result.returncode == 1
    assert "fast-one 2.0 has no wheel for Python 3.12 on Linux (aarch64)" in result.stderr.splitlines()[-1]


def test_a_folder_of_somebody_else_is_left_alone(checkout, wheels, tmp_path):
    (tmp_path / "photo.jpg").touch()
    for folder, said in ((tmp_path, "name a new folder in it"), (checkout / "stick", "name another one")):
        result = bundle(checkout, folder, wheels, *HERE)
        assert result.returncode == 1
        assert said in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


# ------------------------------------------------------------------------------------------------------- the laptop


def test_a_second_start_is_at_once_from_the_stick_and_without_it(laptop, made):
    for folder in (made, program_of(laptop)):
        result = start(folder, laptop, "take", "a b.yaml")
        assert result.stderr == ""
        assert told(result)["arguments"] == ["take", "a b.yaml"]
        assert str(told(result)["file"]).startswith(str(program_of(laptop)))
    assert not (program_of(laptop) / "wheels").exists()


def test_an_update_of_python_needs_no_stick(laptop, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.version = '3.updated'\n", "utf-8")
    result = start(program_of(laptop), laptop, "take", PYTHONPATH=str(tmp_path))
    assert result.stderr == ""
    assert told(result)["arguments"] == ["take"]


def test_the_menu_starts_it_without_the_stick(laptop):
    entry = (laptop / ".local/share/applications/org.quizapp.Quizapp.desktop").read_text("utf-8")
    command = next(line for line in entry.splitlines() if line.startswith("Exec="))
    assert command.removeprefix("Exec=").startswith(f'"{sys.executable}" "{program_of(laptop)}/start.py"')


def test_nothing_is_written_to_the_stick(made, laptop):
    assert not list(made.rglob("__pycache__"))
    assert not list(made.glob(".venv"))


def test_the_room_comes_along_and_follows_the_stick_and_answers_go_to_it(stick, laptop):
    room = laptop / PROGRAMS / "room"
    files = {
        "room.yaml": "watched_folder: hand in\n",
        "banks/one.quizpack": "one",
        "banks/unit/passage.md": "A passage.",
        "assignments/test.quizassign": "test",
        "assignments/Ada.quizanswers": "of another laptop",
        "hand in/Ada.quizfeedback": "feedback",
        "hand in/photo.jpg": "no business of ours",
    }
    for name, text in files.items():
        (stick / name).parent.mkdir(parents=True, exist_ok=True)
        (stick / name).write_text(text, "utf-8")

    def there() -> list[str]:
        return sorted(p.relative_to(room).as_posix() for p in room.rglob("*") if p.is_file() and p.suffix != ".txt")

    first = start(stick, laptop)
    assert told(first)["arguments"] == ["--room", str(room / "room.yaml")]
    assert there() == sorted(name for name in files if not name.endswith((".quizanswers", ".jpg")))
    # In class, without the stick; then the teacher comes with it, has changed it, and takes along what was handed in.
    (room / "hand in" / "Grace.quizanswers").write_text("hers", "utf-8")
    assert told(start(program_of(laptop), laptop))["arguments"] == ["--room", str(room / "room.yaml")]
    (stick / "room.yaml").write_text("learners: [Ada, Grace]\nwatched_folder: hand in\n", "utf-8")
    (stick / "banks" / "one.quizpack").unlink()
    again = start(stick, laptop)
    assert "Copied to the stick: 1 file that learners handed in here." in again.stderr
    assert (stick / "hand in" / "Grace.quizanswers").read_text("utf-8") == "hers"
    assert (room / "room.yaml").read_text("utf-8").startswith("learners: [Ada, Grace]")
    assert "banks/one.quizpack" not in there()
    assert "hand in/Grace.quizanswers" in there()
    assert start(stick, laptop).stderr == ""
    # Another laptop has a Grace, too: nobody's answers are written over.
    (stick / "hand in" / "Grace.quizanswers").write_text("of another laptop", "utf-8")
    assert "Copied to the stick: 1 file" in start(stick, laptop).stderr
    assert start(stick, laptop).stderr == ""
    on_stick = {path.name: path.read_text("utf-8") for path in (stick / "hand in").glob("*.quizanswers")}
    assert on_stick == {"Grace.quizanswers": "of another laptop", "Grace (2).quizanswers": "hers"}
    # Commands know no room.
    assert told(start(stick, laptop, "--data-dir", "list", "list"))["arguments"] == ["--data-dir", "list", "list"]
    assert told(start(stick, laptop, "--data-dir", "list"))["arguments"][0] == "--room"
    shutil.rmtree(room)


def test_a_newer_stick_replaces_the_program_but_none_that_runs_and_no_data(checkout, wheels, stick, tmp_path, home):
    newer = make_checkout(tmp_path / "newer", wheels, "2.0")
    assert bundle(newer, stick, wheels, *HERE).returncode == 0
    data, old = home / ".local/share/quizapp/journal.db", home / PROGRAMS / "program-old"
    half = home / PROGRAMS / f"program-{Stick(str(stick), json.loads((stick / 'stick.json').read_text())).program_id}"
    for file in (data, old / "running", half / "of a set-up that was killed"):
        file.parent.mkdir(parents=True)
        file.write_text("what learners did", "utf-8")
    with (old / "running").open("r") as running:
        fcntl.flock(running, fcntl.LOCK_SH)  # as a program that runs has it
        assert told(start(stick, home))["version"] == "2.0"
        assert old.is_dir()
        assert not (half / "of a set-up that was killed").exists()
        assert "close it" in start(stick, home, "remove").stderr
    remove_old(str(home / PROGRAMS), half.name)
    assert not old.exists()
    assert start(stick, home, "remove").returncode == 0
    assert not list(home.glob(f"{PROGRAMS}/program-*"))
    assert not list(home.rglob("*.desktop"))
    assert data.read_text("utf-8") == "what learners did"


def test_what_is_damaged_or_missing_on_the_stick_is_named_with_what_to_do(made, stick, home):
    wheel = next((stick / "wheels").glob("fast_one-2.0-*manylinux*"))
    whole = wheel.read_bytes()
    wheel.write_bytes(whole[:-1] + b"x")
    assert f"wheels/{wheel.name} is damaged on the stick: make the stick again" in refused(stick, home)
    wheel.unlink()
    assert f"wheels/{wheel.name} is missing on the stick: make the stick again" in refused(stick, home)
    wheel.write_bytes(whole)
    (stick / "quizapp" / "__main__.py").write_text("print('not what was put there')\n", "utf-8")
    assert "quizapp/__main__.py is damaged on the stick" in refused(stick, home)
    manifest = stick / "stick.json"
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace('"whole": true', '"whole": false'), "utf-8")
    assert "was not finished" in refused(stick, home)
    manifest.write_text(text[:100], "utf-8")
    assert "stick.json is damaged" in refused(stick, home)


def test_a_computer_that_the_stick_does_not_serve_is_told_what_would_do(stick, home):
    manifest = json.loads((stick / "stick.json").read_text("utf-8"))
    linux = manifest["served"]
    windows = [{**each, "system": "windows"} for each in linux]
    cases = {
        "This stick serves windows (x86_64), and this is linux": windows,
        "This stick serves Python 3.99, and": [{**each, "python": "3.99"} for each in linux],
        "Quizapp needs a Linux with glibc 9.9 or newer": [{**each, "least": "9.9"} for each in linux],
    }
    for said, served in cases.items():
        (stick / "stick.json").write_text(json.dumps({**manifest, "served": served}), "utf-8")
        assert said in refused(stick, home)


def test_a_full_disk_and_a_folder_without_rights_are_told(stick, home):
    manifest = json.loads((stick / "stick.json").read_text("utf-8"))
    served = [{**each, "unpacked": 10**15} for each in manifest["served"]]
    (stick / "stick.json").write_text(json.dumps({**manifest, "served": served}), "utf-8")
    assert "The disk is full: free 1" in refused(stick, home)
    (home / "a file").touch()
    said = refused(stick, home, XDG_DATA_HOME=str(home / "a file" / "in it"))
    assert said.startswith("Quizapp could not be set up: fix this, and start again: ")
    assert said.endswith("(Not a directory).")


def test_a_stick_that_is_pulled_out_in_the_middle_leaves_nothing(stick, home):
    """The last file to be copied is a pipe; when its turn comes, the stick goes."""
    manifest = json.loads((stick / "stick.json").read_text("utf-8"))
    pip = stick / "wheels" / manifest["pip"]
    before = next((stick / "wheels").glob("either-*any.whl"))  # of the wheels for here, in the order of their names
    data = before.read_bytes()
    before.unlink()
    os.mkfifo(before)
    with (
        subprocess.Popen(
            [sys.executable, stick / "start.py"], env=surroundings(home), stderr=subprocess.PIPE, encoding="utf-8"
        ) as process,
        before.open("wb") as pipe,
    ):  # opens when the other side reads
        shutil.rmtree(stick)
        assert not pip.exists()
        pipe.write(data)
        pipe.close()
        assert process.stderr
        said = process.stderr.read().splitlines()[-1]
    assert said == "The stick was pulled out before everything was copied: plug it in, and start again."
    assert process.returncode == 1
    assert not list(home.glob(f"{PROGRAMS}/program-*"))


def test_what_a_stick_lacks_is_told(made, home):
    for task, said in (("test", "A stick has no `test`"), ("speech", "nothing that reads aloud")):
        assert said in start(made, home, task).stderr


def test_the_launcher_finds_python_and_lets_the_program_go(made, laptop, tmp_path):
    for name, python in (("python3", sys.executable), ("sh", shutil.which("sh")), ("dirname", shutil.which("dirname"))):
        (tmp_path / name).symlink_to(str(python))
    script = made / "Start Quizapp.sh"
    env = surroundings(laptop, PATH=str(tmp_path))
    result = subprocess.run([tmp_path / "sh", script], env=env, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 7  # it ended at once, so what it said is shown
    assert "Quizapp is starting …" in result.stderr
    assert '"found": ["plain"' in result.stderr
    (tmp_path / "python3").unlink()
    result = subprocess.run([tmp_path / "sh", script], env=env, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 1
    assert result.stdout.startswith("Quizapp needs Python 3.")
    assert len(result.stdout.splitlines()) == 1
