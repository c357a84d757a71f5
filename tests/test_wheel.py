"""The wheel: what is in it, and that it works where there is no checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from quizapp.gui.shell.handbook import handbook_pages
from quizapp.version import VERSION
from tests.test_shells import FILES

ROOT = Path(__file__).resolve().parent.parent
AUTHORS = "quizapp/_data/docs/authors.md"
"""The guide for authors is among the questions."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def files(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Runs a command of an environment where the wheel is installed, as somebody without a checkout or settings."""
    folder = tmp_path_factory.mktemp("installed")
    environment, home, elsewhere = folder / "env", folder / "home", folder / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", commands / "python"]
    subprocess.run([*pip, "install", "-q", "--no-index", "--no-deps", wheel], check=True)
    dropped = ("PYTHONPATH", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DISPLAY", "WAYLAND_DISPLAY")
    variables = {name: value for name, value in os.environ.items() if name not in dropped}
    variables |= dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))

    def run(command: str, *arguments: str | Path) -> str:
        result = subprocess.run(
            [commands / command, *arguments],
            cwd=elsewhere,
            env={**variables, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    # The packages that it depends on come from here, so that no network is needed. A .pth file that is reached by way
    # of another one isn't read, so the checkout stays out of sight.
    own_packages = run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(own_packages, "packages.pth").write_text("\n".join(packages), encoding="utf-8")
    return run


def test_the_banks_passages_and_resources_are_in_it(files):
    for folder in ("questions", "resources"):
        bundled = {
            f"quizapp/_data/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
        }
        assert bundled
        assert bundled <= files
    assert "quizapp/_data/questions/worcester/passage.md" in files
    guides = {f"quizapp/_data/docs/{name.partition('/')[2]}.md" for name in handbook_pages()} - {AUTHORS}
    assert {name for name in files if name.startswith("quizapp/_data/docs/")} == guides
    assert len(guides) >= 7
    assert any(name.startswith("quizapp/_data/questions/") and name.endswith(".yaml") for name in files)


def test_every_module_is_in_it_and_no_test(files):
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "quizapp").rglob("*.py")}
    assert modules <= files
    shared = {f"quizapp-{VERSION}.data/data/share/{name}" for name in FILES}
    assert shared <= files
    assert all(name.split("/")[0] == "quizapp" or ".dist-info/" in name for name in files - shared)
    assert not [name for name in files if name.endswith(".pyc")]


def test_both_licenses_are_in_it(files):
    assert {"LICENSE", "questions/LICENSE"} <= {name.partition(".dist-info/licenses/")[2] for name in files}


def test_the_installed_program_finds_its_data_and_creates_nothing_unasked(installed):
    program = """
import json, pathlib
from quizapp import paths
home = pathlib.Path.home()
print(json.dumps([str(paths.questions_dir()), str(paths.UserPaths().banks), [str(path) for path in home.iterdir()]]))
"""
    told = installed("python", "-c", program)
    questions, banks, home = json.loads(told)
    assert list(Path(questions).rglob("passage.md"))
    assert not Path(questions).is_relative_to(ROOT)
    assert not Path(banks).exists()
    assert home == []


def test_the_installed_program_tells_the_version_that_the_wheel_has(wheel, installed):
    assert json.loads(installed("quizapp", "--version", "--json"))["quizapp"] == VERSION == wheel.name.split("-")[1]


def test_the_installed_program_lists_the_bundled_banks(installed):
    units = json.loads(installed("quizapp", "list", "--json"))["units"]
    questions = {bank["id"]: bank["questions"] for unit in units for bank in unit["banks"]}
    assert questions["worcester-what-happened"] > 0


def test_the_installed_program_marks_answers(installed, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text("{}", encoding="utf-8")
    assert json.loads(installed("quizapp", "take", "worcester-what-happened", "--answers", answers, "--json"))


def test_the_installed_program_makes_a_desk(installed):
    assert json.loads(installed("quizapp", "class", "7b", "--learner", "Ada", "--json"))["class"] == "7b"
