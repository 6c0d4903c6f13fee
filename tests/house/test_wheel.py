"""What people install is the wheel: built here, installed alone in a clean environment, it does the whole job."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from socialvalue import __version__
from tests.house.source import ROOT, tracked_files

pytestmark = pytest.mark.slow


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What became of a command."""
    # Nothing of the environment that the tests run in may lend the new one what it lacks.
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=clean, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True
    )


def run(*command: str | Path, cwd: Path) -> str:
    """What a command printed; the test fails with all of it where the command fails."""
    done = ran(*command, cwd=cwd)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def uv() -> str:
    """uv, as make says where it is, or as it stands on the machine."""
    found = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    return str(ROOT / found) if "/" in found else found


def pins_to_run() -> str:
    """The pins, with their hashes, of all that the package needs to run."""
    found: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    asked, seen = [Requirement(one) for one in found], set[str]()
    while asked:
        one = asked.pop()
        if f"{one}" not in seen:
            seen.add(f"{one}")
            inner = [Requirement(text) for text in metadata.requires(one.name) or []]
            extras = ({"extra": extra} for extra in ("", *one.extras))
            asked += [each for extra in extras for each in inner if not each.marker or each.marker.evaluate(extra)]
    names = {canonicalize_name(Requirement(text).name) for text in seen}
    pins = re.findall(r"(?m)^[a-z].*(?:\n    .*)+", (ROOT / ".requirements.txt").read_text("utf-8"))
    return "\n".join(pin for pin in pins if pin.partition("==")[0] in names)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_packs_and_templates_are_in_the_wheel_whole(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"socialvalue/data/{path.relative_to(ROOT).as_posix()}"
        for name in ("criteria", "templates")
        for path in (ROOT / name).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }

    assert wanted - inside == set()
    assert {
        "socialvalue/data/criteria/best-value/criteria.toml",
        "socialvalue/data/criteria/works/criteria.toml",
        "socialvalue/data/templates/fonts/SourceSans3-Regular.otf.woff2",
        "socialvalue/py.typed",
    } <= inside


def test_the_licences_of_code_and_fonts_are_told(wheel: Path) -> None:
    """Public bodies' licence scanners read these lines, and the texts beside them."""
    inside = zipfile.ZipFile(wheel)
    (told,) = (name for name in inside.namelist() if name.endswith(".dist-info/METADATA"))
    lines = inside.read(told).decode().splitlines()
    fonts = {f"License-File: templates/fonts/{path.name}" for path in (ROOT / "templates" / "fonts").glob("OFL*.txt")}

    assert "License-Expression: Apache-2.0 AND OFL-1.1" in lines
    assert {"License-File: LICENSE", *fonts} == {line for line in lines if line.startswith("License-File: ")}
    assert len(fonts) >= 3


def test_the_source_archive_holds_all_that_is_tracked(tmp_path: Path) -> None:
    """Its Makefile and its tests need every file that they need here; nothing else is packed into it."""
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path, cwd=ROOT)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        inside = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}

    assert {path.relative_to(ROOT).as_posix() for path in tracked_files()} == inside - {"PKG-INFO"}


def test_nothing_but_the_package_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"socialvalue"}


def test_the_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    run(uv(), "venv", "--quiet", "--python", sys.executable, "clean", cwd=tmp_path)
    python = tmp_path / "clean" / "bin" / "python"
    # Named one by one with their pins: uv has kept what it installed for the tests, and needs no network for them, but
    # where its cache has been emptied since.
    (tmp_path / "pins.txt").write_text(pins_to_run(), "utf-8")
    install = (uv(), "pip", "install", "--quiet", "--python", python, "--no-deps", "--require-hashes", "-r", "pins.txt")
    if ran(*install, "--offline", cwd=tmp_path).returncode:
        run(*install, cwd=tmp_path)
    run(uv(), "pip", "install", "--quiet", "--python", python, "--no-deps", "--offline", wheel, cwd=tmp_path)
    run(uv(), "pip", "check", "--quiet", "--python", python, cwd=tmp_path)

    run(tmp_path / "clean" / "bin" / "socialvalue", "demo", "demo", cwd=tmp_path)
    # Where scripts may not be run, or are not on the path.
    assert run(python, "-m", "socialvalue", "--version", cwd=tmp_path) == f"socialvalue {__version__}\n"

    out = tmp_path / "demo" / "out"
    assert {"evaluation.json", "results.xlsx"} <= {path.name for path in out.iterdir()}
    assert [path.name for path in out.glob("evaluation-report.*") if path.suffix in {".pdf", ".html"}]
    where = run(python, "-c", "import socialvalue; print(socialvalue.__file__)", cwd=tmp_path)
    assert str(tmp_path / "clean") in where, "the demo ran on the checkout, not on the wheel"
