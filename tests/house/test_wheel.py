"""What people install is the wheel: built here, installed alone in a clean environment, it does the whole job."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    """What a command printed; the test fails with all of it where the command fails."""
    # Nothing of the environment that the tests run in may lend the new one what it lacks.
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    ran = subprocess.run(
        [*map(str, command)], cwd=cwd, env=clean, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True
    )
    assert 0 == ran.returncode, f"{' '.join(map(str, command))}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


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


def test_nothing_but_the_package_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {"socialvalue"} == {top for top in tops if not top.endswith(".dist-info")}


def test_the_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    run(uv(), "venv", "--quiet", "--python", sys.executable, "clean", cwd=tmp_path)
    python = tmp_path / "clean" / "bin" / "python"
    # The pins, so that what was installed for the tests is at hand and nothing newer is asked for.
    pins = ROOT / ".requirements.txt"
    run(uv(), "pip", "install", "--quiet", "--python", python, "--constraint", pins, wheel, cwd=tmp_path)

    run(tmp_path / "clean" / "bin" / "socialvalue", "demo", "demo", cwd=tmp_path)

    out = tmp_path / "demo" / "out"
    assert {"evaluation.json", "results.xlsx"} <= {path.name for path in out.iterdir()}
    assert [path.name for path in out.glob("evaluation-report.*") if path.suffix in {".pdf", ".html"}]
    where = run(python, "-c", "import socialvalue; print(socialvalue.__file__)", cwd=tmp_path)
    assert str(tmp_path / "clean") in where, "the demo ran on the checkout, not on the wheel"
