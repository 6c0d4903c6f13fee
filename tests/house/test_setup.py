"""`make` sets a machine up: it asks once for all that is missing, installs by hash, and loses nothing of the user's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.source import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("make") is None or os.name == "nt", reason="the Makefile is for systems that have make"
    ),
]

#: Plays the environment's Python: its place is where it stands, and a demo is a folder.
PYTHON = """#!/bin/sh
case "$1 $3" in
    "-c "*) echo "here (3, 11)" ;;
    "-m demo") mkdir demo && echo made >>log ;;
esac
"""

#: The line that names all that a bare Debian lacks.
ALL = "python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with our Makefile, and with an environment that is ready."""
    folder = tmp_path / "check out"
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    for name in ("Makefile", "pyproject.toml", ".requirements.txt"):
        shutil.copy(ROOT / name, folder)
    script(folder / ".venv" / "bin" / "python", PYTHON)
    (folder / ".venv" / ".made-for").write_text("here (3, 11)\n", "utf-8")
    (folder / ".venv" / ".ready").touch()
    (folder / ".ci" / "install-system").write_text("", "utf-8")
    (folder / ".ci" / "install-environment").write_text("echo made anew\n", "utf-8")
    return folder


def script(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def commands(folder: Path, **texts: str) -> dict[str, str]:
    """An environment in which these commands are played by scripts."""
    folder.mkdir()
    for name, text in texts.items():
        script(folder / name, f"#!/bin/sh\n{text}\n")
    kept = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "UV"}}
    return {**kept, "PATH": os.pathsep.join([str(folder), os.environ["PATH"]])}


def make(folder: Path, *words: str) -> str:
    env = commands(folder.parent / f"of {len(list(folder.parent.iterdir()))}", uv="echo uv 1")
    ran = subprocess.run(
        ["make", *words], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_no_demo_is_ever_deleted(checkout: Path) -> None:
    """Somebody may have typed into it: it is moved aside, and what was moved before stays."""
    for number in range(3):
        make(checkout, "demo")
        (checkout / "demo" / "mine").write_text(f"{number}", "utf-8")
    told = make(checkout, "demo")

    assert "The demo of before is in demo.3" in told
    assert [(checkout / f"demo.{n}" / "mine").read_text("utf-8") for n in (1, 2, 3)] == ["0", "1", "2"]
    make(checkout, "clean")
    assert (checkout / "demo.1" / "mine").exists()


def test_a_folder_that_was_moved_or_has_another_python_is_set_up_again(checkout: Path) -> None:
    assert "made anew" not in make(checkout, "demo")
    (checkout / ".venv" / ".made-for").write_text("elsewhere (3, 11)\n", "utf-8")
    assert "made anew" in make(checkout, "demo")
    (checkout / ".venv" / "bin" / "python").unlink()  # as an upgrade of the system leaves it
    (checkout / ".venv" / ".made-for").write_text("here (3, 11)\n", "utf-8")
    assert "install-environment" in make(checkout, "-n", "lint")


def test_two_installers_never_run_at_once(checkout: Path) -> None:
    """Whatever -j says: apt-get holds a lock."""
    (checkout / ".ci" / "install-system").write_text("sleep 0.3; echo system >>log\n", "utf-8")
    (checkout / ".ci" / "install-environment").write_text("echo environment >>log\n", "utf-8")
    (checkout / ".venv" / ".ready").unlink()
    make(checkout, "-j4", "demo")
    assert (checkout / "log").read_text("utf-8").split() == ["system", "environment", "made"]


def asked(tmp_path: Path, *arguments: str, **played: str) -> subprocess.CompletedProcess[str]:
    """What a script of .ci did where these commands are played."""
    env = commands(tmp_path / "bin", **played)
    return subprocess.run(
        ["sh", *arguments], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True
    )


def test_one_line_names_all_that_is_missing(tmp_path: Path) -> None:
    """Not one package at each of three attempts."""
    done = asked(
        tmp_path,
        *(".ci/install-system", "no-uv-here", "python"),
        **{"python": "exit 1", "id": "echo 1000", "sudo": "exit 1", "apt-get": "exit 1"},
    )
    assert done.returncode == 1
    assert f"    sudo apt-get update && sudo apt-get install --no-install-recommends {ALL}\n" in done.stderr
    assert done.stderr.count("sudo apt-get update") == 1


def test_without_the_libraries_alone_the_make_goes_on(tmp_path: Path) -> None:
    done = asked(
        tmp_path,
        *(".ci/install-system", "true", "python"),
        **{"python": "exit 1", "id": "echo 1000", "sudo": "exit 1", "apt-get": "exit 1"},
    )
    assert done.returncode == 0
    assert "reports will be HTML" in done.stderr
    assert "python3-venv" not in done.stderr


@pytest.mark.parametrize(
    ("user", "sudo", "runs"),
    [("0", "exit 1", True), ("1000", '[ "$1" = -n ] && shift; exec "$@"', True), ("1000", "exit 1", False)],
)
def test_packages_are_installed_where_nothing_need_be_asked(tmp_path: Path, user: str, sudo: str, runs: bool) -> None:
    """As root, or by sudo without a password. No password is asked where nobody sits at a terminal."""
    log = tmp_path / "log"
    played = {"id": f"echo {user}", "sudo": f"echo \"sudo $*\" >>'{log}'\n{sudo}", "apt-get": f"echo \"$*\" >>'{log}'"}
    done = asked(tmp_path, ".ci/apt-install", "one", "two", **played)
    told = log.read_text("utf-8") if log.exists() else ""

    assert runs is (done.returncode == 0)
    assert runs is ("install --no-install-recommends one two --yes" in told)
    assert "sudo -v" not in told


def test_what_to_do_is_said_where_the_registry_cannot_be_reached(tmp_path: Path) -> None:
    """And not that something should be installed that is there."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    line = "WARNING: Retrying (Retry(total=0)) after connection broken by 'NameResolutionError'"
    env = commands(tmp_path / "bin", python=f'case "$*" in *install*) echo "{line}" >&2; exit 1 ;; esac')
    done = subprocess.run(
        ["sh", folder / ".ci" / "install-uv", "python"], env=env, capture_output=True, check=False, text=True
    )
    assert done.returncode == 1
    assert "registry of Python packages cannot be reached" in done.stderr
    assert "python3-venv" not in done.stderr


def test_every_package_is_pinned_by_hash_and_by_no_address() -> None:
    """Of uv too; and none says where it was fetched from, which is another place in every organisation."""
    for name in (".requirements.txt", ".ci/uv.txt"):
        text = (ROOT / name).read_text("utf-8")
        pinned = re.findall(r"(?m)^[a-z0-9-]+==[\w.]+(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", text)
        assert len(pinned) == len(re.findall(r"(?m)^\S", text)) >= 1, name
        assert "://" not in text
        assert "--require-hashes" in (ROOT / ".ci" / "install-environment").read_text("utf-8")
        assert "--require-hashes" in (ROOT / ".ci" / "install-uv").read_text("utf-8")
