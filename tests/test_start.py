"""start.py: what somebody notices who starts the program from its folder."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import start

ROOT = Path(start.__file__).parent
LOCK_FILES = ["requirements.lock", "requirements-speech.lock", "requirements-dev.lock"]


# Prints its arguments and its folder, and ends with an exit code of its own.
PROGRAM = "import json, os, sys; print(json.dumps([sys.argv[1:], os.getcwd()])); sys.exit(7)"


def make_checkout(folder: Path) -> Path:
    """A checkout with nothing set up, and with a tiny program."""
    (folder / "quizapp").mkdir(parents=True)
    for name in ("start.py", *LOCK_FILES):
        shutil.copy(ROOT / name, folder)
    (folder / "quizapp" / "__init__.py").touch()
    (folder / "quizapp" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "a checkout")


@pytest.fixture(scope="module")
def ready_checkout(tmp_path_factory) -> Path:
    """A checkout with its environment set up. It needs no packages, so nothing is downloaded. Leave it set up."""
    folder = make_checkout(tmp_path_factory.mktemp("ready") / "pip" / "a folder – with a name")
    (folder / "quizapp" / "page.py").touch()
    (folder / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    result = run(folder, "list")
    assert result.returncode == 7, result.stderr
    return folder


def variables(**more: str) -> dict[str, str]:
    """The surroundings of somebody without a network: pip finds nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
    return {**kept, **offline, "PYTHONUTF8": "1", **more}


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the program from the folder above the checkout."""
    return subprocess.run(
        [sys.executable, checkout / "start.py", *arguments],
        cwd=checkout.parent,
        env=variables(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_old_python_can_read_it():
    tree = ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    notes = [each.annotation for function in functions for each in function.args.args] + [f.returns for f in functions]
    for note in filter(None, notes):  # Python 3.6 evaluates them, and knows neither `str | None` nor `list[str]`
        assert isinstance(note, (ast.Constant, ast.Name)), ast.unparse(note)
    assert "__future__" not in {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_an_old_python_is_told_in_one_line():
    told = start.too_old((3, 8, 18), "/usr/bin/python3")
    assert told
    assert "3.11 or newer" in told
    assert "3.8.18" in told
    assert "\n" not in told


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2), (4, 0, 0)])
def test_a_new_python_is_not_told_off(version):
    assert start.too_old(version, "python3") is None


def test_help_is_short_and_sets_nothing_up(checkout):
    result = run(checkout, "--help")
    assert result.returncode == 0
    assert "start.py test" in result.stdout
    assert len(result.stdout.splitlines()) < 12
    assert not (checkout / ".venv").exists()


def test_help_on_sticks_sets_nothing_up(checkout):
    shutil.copytree(ROOT / "packaging" / "stick", checkout / "packaging" / "stick")
    shutil.copy(ROOT / "quizapp" / "version.py", checkout / "quizapp")
    result = run(checkout, "bundle", "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert "--room FILE" in result.stdout
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("name", LOCK_FILES)
def test_every_package_is_pinned_with_a_hash_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = [line for line in re.split(r"(?<!\\)\n", text) if line.strip() and not line.lstrip().startswith("#")]
    assert len(packages) >= 7
    for package in packages:
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\\n", package), package
        assert "--hash=sha256:" in package
    assert not re.search(
        r"://|--index|--find-links|--extra|@|\b(?:home|root|tmp)/", re.sub("--extra (dev|speech)", "", text)
    )


def test_the_tests_run_with_the_packages_of_the_program():
    program, speech, tests = (
        set(re.findall(r"^\S+==\S+|(?<=--hash=)\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in LOCK_FILES
    )
    assert program < speech < tests


def test_what_reads_aloud_is_of_the_release_of_qt():
    pinned = dict(re.findall(r"^(pyside6-\w+)==(\S+)", (ROOT / start.SPEECH_LOCK).read_text("utf-8"), re.MULTILINE))
    assert pinned["pyside6-addons"] == pinned["pyside6-essentials"]


def test_the_release_of_qt_that_miscounts_none_is_not_used():
    assert "pyside6-essentials==6.12.0" not in (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()


def test_without_packages_it_says_so_in_a_sentence_and_leaves_nothing_behind(checkout):
    result = run(checkout, "list")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "start with another Python" in result.stderr.splitlines()[-1]
    assert result.stdout == ""
    assert not (checkout / ".venv").exists()


def test_arguments_folder_and_exit_code_pass_through(ready_checkout):
    result = run(ready_checkout, "check", "a b.yaml", "--help")
    arguments, folder = json.loads(result.stdout)
    assert arguments == ["check", "a b.yaml", "--help"]
    assert Path(folder).samefile(ready_checkout.parent)
    assert result.returncode == 7


@pytest.mark.parametrize("argument", ["--help", "test", "--"])
def test_arguments_after_two_hyphens_are_the_programs(ready_checkout, argument):
    assert json.loads(run(ready_checkout, "--", argument).stdout)[0] == [argument]


def test_modules_in_the_callers_folder_are_not_taken_for_pythons(ready_checkout):
    (ready_checkout.parent / "json.py").write_text("raise SystemExit('the wrong json')", encoding="utf-8")
    assert run(ready_checkout, "list").returncode == 7


def test_a_second_start_sets_nothing_up_and_finds_all_of_the_program_compiled(ready_checkout):
    assert run(ready_checkout, "list").stderr == ""
    assert list((ready_checkout / "quizapp" / "__pycache__").glob("page.*.pyc"))


def test_a_copy_an_unfinished_one_and_one_for_other_packages_are_not_ready(ready_checkout, tmp_path):
    """What is not ready is built anew, as the next test has it."""
    copy = shutil.copytree(ready_checkout, tmp_path / "copy", symlinks=True)
    environment = start.Environment(str(copy), ".venv", "requirements.lock")
    assert not environment.is_ready()  # what is in it leads to the first one
    stamp = copy / ".venv" / "stamp.txt"
    of_the_copy = stamp.read_text("utf-8").replace(ascii(str(ready_checkout)), ascii(str(copy)))
    stamp.write_text(of_the_copy, encoding="utf-8")
    assert environment.is_ready()
    stamp.unlink()  # it is written last
    assert not environment.is_ready()
    stamp.write_text(of_the_copy, encoding="utf-8")
    python = Path(environment.python)
    python.rename(python.with_name("moved"))
    assert not environment.is_ready()
    python.with_name("moved").rename(python)
    assert environment.is_ready()
    (copy / "requirements.lock").write_text("# still nothing\n", encoding="utf-8")
    assert not environment.is_ready()


def test_reading_aloud_is_added_once_and_stays_and_what_is_damaged_is_set_up_anew(ready_checkout, tmp_path):
    folder = shutil.copytree(ready_checkout, tmp_path / "with a voice", symlinks=True)
    left_over = folder / ".venv" / "left-over"
    left_over.touch()
    shutil.rmtree(next((folder / ".venv").rglob("site-packages")))
    (folder / "requirements-speech.lock").write_text("# pyside6-addons==1\n", encoding="utf-8")
    added = run(folder, "speech", "list")
    assert "Ready." in added.stderr
    assert json.loads(added.stdout)[0] == ["list"]
    assert added.returncode == 7
    assert not left_over.exists()
    assert run(folder, "list").stderr == ""
    (folder / "requirements-speech.lock").write_text("# pyside6-addons==2\n", encoding="utf-8")
    assert "Ready." in run(folder, "list").stderr
    assert "pyside6-addons==2" in (folder / ".venv" / "stamp.txt").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that a test could send like Ctrl+C")
def test_ctrl_c_during_the_set_up_ends_it_quietly(checkout):
    with subprocess.Popen(
        [sys.executable, checkout / "start.py"],
        env=variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr
        assert "Setting up" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate()
    assert process.returncode == 130
    assert (output, errors) == ("", "")


def test_an_environment_of_somebody_else_is_left_alone(checkout):
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "thesis.txt").touch()
    result = run(checkout, "list")
    assert result.returncode == 1
    assert "was not made by start.py" in result.stderr.splitlines()[-1]
    assert (checkout / ".venv" / "thesis.txt").exists()


@pytest.mark.parametrize(
    ("pip_says", "told"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "nothing was installed"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching …", "the Internet"),
        ("ERROR: No matching distribution found for pyyaml==6.0.3", "pyyaml==6.0.3 is not available"),
        ("Collecting a\nERROR: The sky fell.\n", "start again: The sky fell."),
        ("", "could not be set up"),
    ],
)
def test_what_failed_is_told_in_a_line_with_what_to_do(pip_says, told):
    reason = start.reason(pip_says)
    assert told in reason
    assert "start again" in reason or "start with" in reason
    assert "\n" not in reason
