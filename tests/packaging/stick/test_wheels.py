"""Which wheel goes to which computer, by tags and markers alone."""

import pytest
from complete import lacking
from complete import main as complete
from targets import MACHINES, PYTHONS, targets
from wheels import least_system, pick, read_lock

from tests.packaging.stick.tiny import ROOT, WHEELS, lock_of, make_wheels

LOCKS = ["requirements.lock", "requirements-speech.lock", "packaging/stick/pip.lock"]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    return make_wheels(tmp_path_factory.mktemp("index") / "wheels")


@pytest.mark.parametrize("name", LOCKS)
def test_each_package_of_our_lock_files_is_read_with_all_its_hashes(name):
    text = (ROOT / name).read_text("utf-8")
    entries = read_lock(text)
    assert sum(len(entry.hashes) for entry in entries) == text.count("--hash=sha256:")
    assert len(entries) == sum("==" in line and line[0] not in "# " for line in text.splitlines())
    # CPython's computers need all of them: what is for PyPy alone would be a surprise.
    assert all(entry.is_for(target) for entry in entries for target in targets("linux,windows,macos"))


@pytest.mark.parametrize("text", ["pyyaml>=6\n", "pyyaml==6.0\n", "-r other.txt\n", "pyyaml @ file:///x\n"])
def test_what_is_not_pinned_by_a_hash_is_refused(text):
    with pytest.raises(ValueError, match="no pinned package"):
        read_lock(text)


def test_the_wheel_that_fits_best_goes_to_each_computer(wheels):
    """The table was made by hand, by the rules of PEP 425 and 600."""
    table = {
        ("linux-x86_64", "3.11"): "plain window/34 fast_one/cp311 either/any backport",
        ("linux-x86_64", "3.14"): "plain window/34 fast_one/cp314 either/any",
        ("linux-aarch64", "3.11"): "plain window/39 fast_one/- either/any backport",
        ("windows", "3.11"): "plain window/win fast_one/cp311 either/cp311 registry backport",
        ("windows", "3.13"): "plain window/win fast_one/cp313 either/any registry",
        ("windows", "3.14"): "plain window/win fast_one/- either/any registry",
        ("macos-arm64", "3.11"): "plain window/mac fast_one/cp311 either/any backport",
        ("macos-x86_64", "3.11"): "plain window/mac fast_one/- either/any backport",
        ("macos-x86_64", "3.12"): "plain window/mac fast_one/- either/any",
    }
    entries = read_lock(lock_of(wheels))
    for (system, python), expected in table.items():
        (target,) = targets(system, python)
        picked = {entry.name.replace("-", "_"): name for entry, name in pick(entries, WHEELS, target).items()}
        assert sorted(picked) == sorted(each.partition("/")[0] for each in expected.split()), target
        for each in expected.split():
            name, _, sign = each.partition("/")
            assert (picked[name] is None) if sign == "-" else sign in (picked[name] or ""), (target, name)


def test_a_check_by_tags_names_what_is_lacking(wheels, tmp_path, capsys):
    (tmp_path / "lock").write_text(lock_of(wheels), "utf-8")
    assert complete([str(wheels), "--lock", str(tmp_path / "lock"), "--for", "linux-x86_64,windows"]) == 1
    printed = capsys.readouterr().out
    assert "8 kinds of computers: 1 lacking." in printed
    assert sum("- " in line for line in printed.splitlines()) == 1
    assert complete([str(wheels), "--lock", str(tmp_path / "lock"), "--for", "windows", "--python", "3.12"]) == 0


def test_a_wheel_that_the_lock_file_does_not_name_by_its_hash_does_not_count(wheels, tmp_path):
    folder = make_wheels(tmp_path / "changed")
    entries = read_lock(lock_of(folder))
    (target,) = targets("windows", "3.12")
    assert lacking(entries, folder, [target])[target] == []
    with (folder / "window-6.1-cp310-abi3-win_amd64.whl").open("ab") as file:
        file.write(b"\0")
    assert [entry.name for entry in lacking(entries, folder, [target])[target]] == ["window"]


def test_the_oldest_system_is_told():
    assert least_system(WHEELS[:2], "linux") == "2.34"
    assert least_system(["a-1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"], "linux") == "2.17"
    assert least_system(["a-1-cp311-cp311-macosx_11_0_arm64.whl", WHEELS[4]], "macos") == "13.0"
    assert least_system(["plain-1.0-py3-none-any.whl"], "linux") == ""


@pytest.mark.parametrize(
    ("systems", "pythons", "number"),
    [("linux,windows,macos", ",".join(PYTHONS), 20), ("Windows", "3.12", 1), ("linux-aarch64, linux", "3.13,3.11", 4)],
)
def test_systems_and_pythons_are_named_with_commas(systems, pythons, number):
    found = targets(systems, pythons)
    assert len(found) == len(set(found)) == number
    assert all(target.machine in MACHINES[target.system] for target in found)


@pytest.mark.parametrize(("systems", "pythons"), [("amiga", "3.12"), ("windows-arm64", "3.12"), ("linux", "3.10")])
def test_what_no_stick_can_serve_is_refused_with_what_can_be(systems, pythons):
    with pytest.raises(ValueError, match="write one or more of"):
        targets(systems, pythons)
