"""An authority's own templates: one that would have no effect or cannot be read is a fault before a page is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialvalue.report.page.own_scan import shipped
from socialvalue.report.page.own_templates import faults


def _put(folder: Path, name: str, text: str | bytes = "<p>Ours</p>") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_what_may_be_replaced_is_every_template_and_style_sheet() -> None:
    names = shipped()

    assert {"base.html", "report/cover.html", "styles/document.css"} <= set(names)
    assert len(names) >= 20
    assert [name for name in names if name.startswith(("demo/", "fonts/", "languages/"))] == []


def test_files_in_the_place_of_ours_are_taken(tmp_path: Path) -> None:
    _put(tmp_path, "report/cover.html", "{% if view.cover %}{% trans %}Cover{% endtrans %}{% endif %}")
    _put(tmp_path, "styles/document.css", "p { color: #000 } /* {% not jinja */")
    _put(tmp_path, ".DS_Store", b"\xff")
    _put(tmp_path, "report/Thumbs.db", b"\xff")

    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("report/covers.html", "report/cover.html"),
        ("cover.html", "cover.html"),
        ("reports/decision.html", "report/decision.html"),
        ("styles/documents.css", "styles/document.css"),
        ("report/Cover.html", "report/cover.html"),
    ],
)
def test_a_typo_names_the_nearest(tmp_path: Path, name: str, meant: str) -> None:
    _put(tmp_path, name)
    (problem,) = faults(tmp_path)

    assert (problem.code, problem.place.file) == ("authority-template", f"{tmp_path.name}/{name}")
    assert f"{meant}”?" in problem.action


@pytest.mark.parametrize("name", ["fonts/Own.woff2", "notes.txt", "demo/criteria.toml", "languages/cy.po"])
def test_what_can_have_no_effect_is_a_fault(tmp_path: Path, name: str) -> None:
    _put(tmp_path, name)

    assert [problem.code for problem in faults(tmp_path)] == ["authority-template"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n{% if view %}\n</p>\n", "line 3"),
        ("<p>\n\n{{ view.\n", "line 3"),
        ("{% nonsense %}", "line 1"),
        ("a\n{% endif %}", "line 2"),
    ],
)
def test_jinja_that_cannot_be_read_is_located(tmp_path: Path, text: str, line: str) -> None:
    _put(tmp_path, "report/cover.html", text)
    (problem,) = faults(tmp_path)

    assert (problem.code, problem.place.file) == ("authority-template", f"{tmp_path.name}/report/cover.html")
    assert problem.place.key.startswith("line ")
    assert line == problem.place.key


def test_a_template_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    _put(tmp_path, "report/cover.html", "<p>Llanŵr</p>".encode("utf-16"))

    assert [problem.found for problem in faults(tmp_path)] == ["text that is not UTF-8"]


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    _put(tmp_path, "report/cover.html", "{% if %}")
    _put(tmp_path, "report/decision.html", "{% if %}")
    _put(tmp_path, "extra.html")

    assert len(faults(tmp_path)) == 3
