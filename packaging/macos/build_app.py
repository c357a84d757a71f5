"""Build the app for macOS, and a disk image of it. NOT RUN on a Mac yet; its parts are tested on Linux.

    python packaging/macos/build_app.py --python cpython-3.12-aarch64-apple-darwin-install_only.tar.gz \\
        --wheel dist/quizapp-0.1.0-py3-none-any.whl --to dist

`--python` is a Python that can be moved: an `install_only` archive of python-build-standalone, for one processor; each
processor has an app of its own. The packages are those of requirements.lock, whose hashes pip checks.

Without `--sign NAME` the app is signed ad hoc: it runs where it was built, and elsewhere after a control-click and
*Open*. With the name of a *Developer ID Application* it is signed for others, and then has to be notarized:

    xcrun notarytool submit dist/quizapp-0.1.0-macos-arm64.dmg --keychain-profile quizapp --wait
    xcrun stapler staple dist/quizapp-0.1.0-macos-arm64.dmg
"""

import argparse
import plistlib
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

import icons  # noqa: E402
from file_types import file_types  # noqa: E402
from qt_parts import MODULES, PLUGINS  # noqa: E402

ID = "org.quizapp.Quizapp"
OLDEST = {"arm64": (13, 0), "x86_64": (13, 0)}
"""The oldest macOS that the wheels of the lock run on."""
UNUSED = (
    *("*.app", "*.pyi", "doc", "include", "glue", "lib", "metatypes", "qml*", "scripts", "support", "typesystems"),
    *("lrelease", "lupdate", "svgtoqml", "Qt/libexec", "Qt/metatypes", "Qt/qml"),
)
"""What PySide6 brings for those who build with it."""
_FRAMEWORK = re.compile(rb"(Qt\w+)\.framework/")
_PROGRAMS = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""The first bytes of programs and libraries, of one processor and of several."""
LAUNCHER = """\
#!/bin/sh
# The program that runs is in this folder, too, so that macOS takes it for the app and hands it files.
here=$(cd "$(dirname "$0")" && pwd)
export PYTHONHOME="$here/../Resources/python" PYTHONPATH="$here/../Resources/packages" PYTHONDONTWRITEBYTECODE=1
exec "$here/quizapp-python" -s -m quizapp "$@"
"""
ENTITLEMENTS = {
    "com.apple.security.cs.disable-library-validation": True,  # wheels are signed by others, or ad hoc
    "com.apple.security.cs.allow-unsigned-executable-memory": True,  # ctypes and cffi make functions while they run
}
_PARENTS = {"bank": ["public.yaml"], "pack": ["public.zip-archive"]}


def info(version: str, processor: str) -> dict[str, Any]:
    """Make the Info.plist: what the app is, and which files it opens."""
    types = file_types()
    return {
        "CFBundleIdentifier": ID,
        "CFBundleName": "Quizapp",
        "CFBundleDisplayName": "Quizapp",
        "CFBundleExecutable": "quizapp",
        "CFBundleIconFile": "quizapp.icns",
        "CFBundlePackageType": "APPL",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "es", "pt-BR"],
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": ".".join(map(str, OLDEST[processor])),
        "LSArchitecturePriority": [processor],
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "NSHumanReadableCopyright": "the Quizapp authors",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": each.names["en"],
                "CFBundleTypeRole": "Editor" if each.id == "bank" else "Viewer",
                "CFBundleTypeIconFile": "quizapp.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"org.quizapp.{each.id}"],
            }
            for each in types
        ]
        + [
            {  # other programs stay the first choice for these
                "CFBundleTypeName": "YAML",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.yaml"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"org.quizapp.{each.id}",
                "UTTypeDescription": each.names["en"],
                "UTTypeConformsTo": _PARENTS.get(each.id, ["public.data"]),
                "UTTypeIconFile": "quizapp.icns",
                "UTTypeTagSpecification": {
                    "public.filename-extension": [each.ending.removeprefix(".")],
                    "public.mime-type": [each.mime],
                },
            }
            for each in types
        ],
    }


def put_python(archive: Path, app: Path) -> str:
    """Put the Python into the app; gives its version, such as ``3.12``."""
    resources = app / "Contents" / "Resources"
    with tarfile.open(archive) as tar:
        tar.extractall(resources, filter="data")
    (program,) = (resources / "python" / "bin").glob("python3.[0-9]*[0-9]")
    shutil.copy2(program, app / "Contents" / "MacOS" / "quizapp-python")
    for library in (resources / "python" / "lib").glob("libpython3*.dylib"):  # where the program looks for it
        (app / "Contents" / "lib").mkdir(exist_ok=True)
        shutil.copy2(library, app / "Contents" / "lib" / library.name)
    for name in ("include", "share"):
        shutil.rmtree(resources / "python" / name, ignore_errors=True)
    return program.name.removeprefix("python")


def put_packages(version: str, processor: str, wheel: Path, target: Path) -> None:
    """Put what requirements.lock names into `target`, as wheels for macOS, and the program."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--target", str(target)]
    pip += ["--no-deps", "--no-compile", "--only-binary=:all:", "--python-version", version, "--implementation", "cp"]
    oldest = OLDEST[processor][0]
    for major in (*range(oldest, 10, -1), 10):  # a wheel for an older macOS runs on a newer one
        for minor in range(16, 8, -1) if major == 10 else (0,):
            for kind in (processor, "universal2"):
                pip += ["--platform", f"macosx_{major}_{minor}_{kind}"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--upgrade", str(wheel)], check=True)
    for name in ("bin", "share"):
        shutil.rmtree(target / name, ignore_errors=True)
    trim_qt(target / "PySide6")


def trim_qt(folder: Path) -> None:
    """Remove what the program cannot need: other modules and plugins, and the frameworks that only those name."""
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in (folder / "Qt" / "plugins").iterdir():
        if path.name not in PLUGINS:
            shutil.rmtree(path)
    modules = [path for path in folder.glob("Qt*.so") if path.name.partition(".")[0] in MODULES]
    wanted = [*modules, *folder.glob("*.dylib"), *(folder / "Qt" / "plugins").rglob("*.dylib")]
    wanted = [path for path in wanted if "qml" not in path.name]
    frameworks = {path.stem: path for path in (folder / "Qt" / "lib").glob("*.framework")}
    kept: set[str] = set()
    while wanted:
        for found in _FRAMEWORK.findall(wanted.pop().read_bytes()):
            name = found.decode()
            if name in frameworks and name not in kept:
                kept.add(name)
                wanted.append(frameworks[name] / "Versions" / "A" / name)
    for path in folder.glob("Qt*.so"):
        if path not in modules:
            path.unlink()
    for name, framework in frameworks.items():
        if name in kept:
            _link_parts(framework)
        else:
            shutil.rmtree(framework)


def _link_parts(framework: Path) -> None:
    """Put back the links of a framework, which a wheel cannot hold; without them, it cannot be signed."""
    shutil.rmtree(framework / "Resources", ignore_errors=True)
    (framework / "Versions" / "Current").symlink_to("A")
    for name in ("Resources", framework.stem):
        (framework / name).symlink_to(f"Versions/Current/{name}")


def put_frame(app: Path, version: str, processor: str) -> None:
    """Make the folders of the app, its Info.plist, its icon and what starts it."""
    for name in ("MacOS", "Resources"):
        (app / "Contents" / name).mkdir(parents=True)
    (app / "Contents" / "Info.plist").write_bytes(plistlib.dumps(info(version, processor)))
    (app / "Contents" / "PkgInfo").write_text("APPL????")
    (app / "Contents" / "Resources" / "quizapp.icns").write_bytes(icons.icns())
    for language in ("en", "es", "pt-BR"):  # macOS offers the languages of an app by these folders
        (app / "Contents" / "Resources" / f"{language}.lproj").mkdir()
    launcher = app / "Contents" / "MacOS" / "quizapp"
    launcher.write_text(LAUNCHER)
    launcher.chmod(0o755)


def sign(app: Path, name: str, work: Path) -> None:
    """Sign all libraries and programs in the app, the inner ones first; ad hoc where `name` is ``-``."""
    entitlements = work / "entitlements.plist"
    entitlements.write_bytes(plistlib.dumps(ENTITLEMENTS))
    command = ["codesign", "--force", "--sign", name, "--options", "runtime", "--entitlements", str(entitlements)]
    command += ["--timestamp"] if name != "-" else []
    program = app / "Contents" / "MacOS" / "quizapp-python"
    files = (path for path in app.rglob("*") if path.is_file() and not path.is_symlink() and path != program)
    inner = [path for path in files if ".framework/" not in path.as_posix() and _is_program(path)]
    inner += app.rglob("*.framework")
    for path in (*inner, program, app):
        subprocess.run([*command, str(path)], check=True)
    subprocess.run(["codesign", "--verify", "--strict", str(app)], check=True)


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in _PROGRAMS


def build(python: Path, wheel: Path, processor: str, name: str, work: Path, target: Path) -> Path:
    """Put the app together in the folder `work`, which is made anew, and make the disk image in `target`."""
    shutil.rmtree(work, ignore_errors=True)
    app = work / "image" / "Quizapp.app"
    version = wheel.name.split("-")[1]
    put_frame(app, version, processor)
    put_packages(put_python(python, app), processor, wheel, app / "Contents" / "Resources" / "packages")
    sign(app, name, work)
    (work / "image" / "Applications").symlink_to("/Applications")
    target.mkdir(parents=True, exist_ok=True)
    made = target / f"quizapp-{version}-macos-{processor}.dmg"
    image = ["hdiutil", "create", "-volname", "Quizapp", "-srcfolder", str(work / "image"), "-format", "UDZO"]
    subprocess.run([*image, "-ov", str(made)], check=True)
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", type=Path, required=True, help="a Python that can be moved, as .tar.gz")
    parser.add_argument("--wheel", type=Path, required=True, help="the wheel of the program")
    parser.add_argument("--processor", choices=sorted(OLDEST), default="arm64", help="of the Macs that it is for")
    parser.add_argument("--sign", metavar="NAME", default="-", help="who signs it; ad hoc if left out")
    parser.add_argument("--work", type=Path, default=ROOT / "dist" / "macos", help="a folder for the parts")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="the folder for the disk image")
    options = parser.parse_args()
    print(
        build(
            options.python, options.wheel, options.processor, options.sign,
            options.work.absolute(), options.to.absolute(),
        )
    )  # fmt: skip
