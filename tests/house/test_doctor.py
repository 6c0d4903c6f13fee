"""`doctor` says whether this machine can make PDFs, and gives the exact line that mends it, on four systems."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from socialvalue.machine import Finding, Machine, System, doctor, linux_family

LIBRARIES = ("Pango", "PangoFT2", "HarfBuzz-subset")


def nothing_loads(name: str) -> Any:
    raise OSError(name)


def all_load(name: str) -> Any:
    return SimpleNamespace(pango_version=lambda: 15012)


def by_name(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


@pytest.mark.parametrize(
    ("system", "line"),
    [
        ("debian", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("fedora", "sudo dnf install pango"),
        ("macos", "brew install pango"),
        ("windows", "open the HTML file in Edge or Chrome, and print it to PDF"),
        ("windows", "pacman -S mingw-w64-ucrt-x86_64-pango"),
        ("other", "Install Pango 1.44 or newer"),
    ],
)
def test_a_missing_library_comes_with_the_line_that_installs_it(system: System, line: str) -> None:
    found = by_name(doctor(Machine(system, load=nothing_loads)))

    assert dict.fromkeys(LIBRARIES, False) == {name: found[name].ok for name in LIBRARIES}
    assert all(line in found[name].what_to_do for name in LIBRARIES)
    assert "HTML" in found["Pango"].what_to_do
    assert [found[name].needed for name in LIBRARIES] == [True, True, False]


@pytest.mark.parametrize(
    ("system", "file"),
    [
        ("debian", "libpangoft2-1.0.so.0"),
        ("fedora", "libpangoft2-1.0.so.0"),
        ("macos", "libpangoft2-1.0.dylib"),
        ("windows", "libpangoft2-1.0-0.dll"),
    ],
)
def test_what_is_there_is_found_by_the_name_it_has_on_that_system(system: System, file: str) -> None:
    found = by_name(doctor(Machine(system, load=all_load)))

    assert Finding("PangoFT2", ok=True, detail=file) == found["PangoFT2"]
    assert Finding("Pango", ok=True, detail="1.50.12") == found["Pango"]


def test_a_pango_too_old_for_weasyprint_is_not_fine() -> None:
    old = Machine("debian", load=lambda name: SimpleNamespace(pango_version=lambda: 14212))

    pango = by_name(doctor(old))["Pango"]

    assert (pango.ok, pango.detail) == (False, "1.42.12")
    assert "1.44" in pango.what_to_do


def test_windows_libraries_are_found_in_the_msys2_folder() -> None:
    def only_in_msys2(name: str) -> Any:
        return all_load(name) if name.startswith("C:\\msys64\\ucrt64\\bin\\") else nothing_loads(name)

    windows = Machine("windows", load=only_in_msys2, dll_folders=("C:\\other", "C:\\msys64\\ucrt64\\bin"))

    assert by_name(doctor(windows))["Pango"].ok
    assert not by_name(doctor(Machine("windows", load=only_in_msys2)))["Pango"].ok


def test_homebrew_libraries_that_this_python_does_not_see_need_a_path_and_no_installing() -> None:
    def only_by_path(name: str) -> Any:
        return all_load(name) if name.startswith("/opt/homebrew/lib/") else nothing_loads(name)

    pango = by_name(doctor(Machine("macos", load=only_by_path)))["Pango"]

    assert not pango.ok
    assert "export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib" in pango.what_to_do
    assert "brew install" not in pango.what_to_do


@pytest.mark.parametrize(
    ("name", "like", "family"),
    [
        ("debian", "", "debian"),
        ("ubuntu", "debian", "debian"),
        ("linuxmint", "ubuntu debian", "debian"),
        ("fedora", "", "fedora"),
        ("rocky", "rhel centos fedora", "fedora"),
        ("arch", "", "other"),
        ("", "", "other"),
    ],
)
def test_a_linux_is_known_by_whose_packages_it_uses(name: str, like: str, family: System) -> None:
    assert family == linux_family(name, like)


def test_an_old_python_is_named() -> None:
    old = by_name(doctor(Machine("debian", load=all_load, python=(3, 10, 4))))["Python"]

    assert Finding("Python", ok=False, detail="3.10.4", what_to_do="Install Python 3.11 or newer.") == old


def test_every_dependency_is_looked_at_with_its_version() -> None:
    names = {finding.name for finding in doctor(Machine("debian", load=all_load))}

    assert {"jinja2", "numpy", "openpyxl", "pydantic", "typer", "weasyprint"} <= names


def test_a_dependency_that_is_missing_or_too_old_is_named_with_what_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["no-such-package-as-this>=2", "pytest>=999.1", "pytest>=1"]
    monkeypatch.setattr(metadata, "requires", lambda name: wanted)

    missing, old, fine = doctor(Machine("debian", load=all_load))[1:4]

    assert (missing.detail, missing.what_to_do) == ("not installed", 'Run: pip install "no-such-package-as-this>=2"')
    assert (old.ok, old.what_to_do) == (False, 'Run: pip install "pytest>=999.1"')
    assert fine.ok


def test_what_ships_with_the_package_is_found_here() -> None:
    found = by_name(doctor(Machine("debian", load=all_load)))

    assert [found[name].ok for name in ("Fonts", "Templates", "Criteria packs")] == [True, True, True]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    found = by_name(doctor(Machine("debian", load=all_load), tmp_path / "missing"))["Writing here"]

    assert not found.ok
    assert str(tmp_path / "missing") in found.detail
    assert by_name(doctor(Machine("debian", load=all_load), tmp_path))["Writing here"].ok
    assert list(tmp_path.iterdir()) == []


def test_what_is_fine_asks_for_nothing() -> None:
    findings = doctor(Machine("debian", load=all_load))

    assert [finding for finding in findings if finding.ok and finding.what_to_do] == []
    assert len(findings) >= 14


def test_looking_imports_no_weasyprint() -> None:
    """Where Pango is missing, importing WeasyPrint fails: the doctor must still be able to say so."""
    code = "import sys; from socialvalue.machine import doctor; doctor(); sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
