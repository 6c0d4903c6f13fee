"""What people install is the wheel: built here, installed alone in a clean environment, it does the whole job."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from socialvalue import __version__
from tests.house.source import ROOT, tracked_files


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
    assert 0 == done.returncode, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def uv() -> str:
    """uv, as make says where it is, or as it stands on the machine."""
    found = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    return str(ROOT / found) if "/" in found else found


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

    assert set() == wanted - inside
    assert {
        "socialvalue/data/criteria/best-value/criteria.toml",
        "socialvalue/data/criteria/works/criteria.toml",
        "socialvalue/data/templates/fonts/SourceSans3-Regular.otf.woff2",
        "socialvalue/py.typed",
    } <= inside


def test_the_licences_of_code_and_fonts_are_told(wheel: Path) -> None:
    """Public bodies' licence scanners read these lines, and the texts beside them."""
    inside = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in inside.namelist() if name.endswith(".dist-info/METADATA"))
    lines = inside.read(metadata).decode().splitlines()
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

    assert {"socialvalue"} == {top for top in tops if not top.endswith(".dist-info")}


def test_the_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    run(uv(), "venv", "--quiet", "--python", sys.executable, "clean", cwd=tmp_path)
    python = tmp_path / "clean" / "bin" / "python"
    # The pins, so that what was installed for the tests is at hand, and no network is needed. It is asked only where
    # uv's cache has been emptied since.
    pins = ROOT / ".requirements.txt"
    install = (uv(), "pip", "install", "--quiet", "--python", python, "--constraint", pins, wheel)
    if ran(*install, "--offline", cwd=tmp_path).returncode:
        run(*install, cwd=tmp_path)

    run(tmp_path / "clean" / "bin" / "socialvalue", "demo", "demo", cwd=tmp_path)
    # Where scripts may not be run, or are not on the path.
    assert run(python, "-m", "socialvalue", "--version", cwd=tmp_path) == f"socialvalue {__version__}\n"

    out = tmp_path / "demo" / "out"
    assert {"evaluation.json", "results.xlsx"} <= {path.name for path in out.iterdir()}
    assert [path.name for path in out.glob("evaluation-report.*") if path.suffix in {".pdf", ".html"}]
    where = run(python, "-c", "import socialvalue; print(socialvalue.__file__)", cwd=tmp_path)
    assert str(tmp_path / "clean") in where, "the demo ran on the checkout, not on the wheel"
