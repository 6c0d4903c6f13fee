"""Formulas and comments in answers: refused from a bidder, read with a remark from the authority."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from tests.intake.build import GOOD, SHEET1, cell, comparison, data, edited, offer, offered, read, read_files
from tests.intake.test_forms import at

PRICE = cell("price")
WORKED_OUT = '<calcPr calcId="191029"/>'


def saved(result: str = "1200000", calculation: str = WORKED_OUT, formula: str = "600000*2", kind: str = "") -> bytes:
    """A comparison workbook with a formula as its price, whose result was saved."""
    content = data(comparison(change=lambda sheet: sheet.__setitem__(PRICE, "=1+1")))
    content = edited(
        content, SHEET1, f'<c r="{PRICE}"[^>]*>.*?</c>', f'<c r="{PRICE}"{kind}><f>{formula}</f>{result}</c>'
    )
    return edited(content, "xl/workbook.xml", "<calcPr[^>]*/>", calculation)


def with_cell(content: bytes, at: str, inside: str) -> bytes:
    """The same workbook with one cell written by hand, from its attributes on."""
    return edited(content, SHEET1, f'<c r="{at}"[^>]*>.*?</c>', f'<c r="{at}"{inside}</c>')


STALE = {
    "left to whoever opens it": ("<v>0</v>", '<calcPr calcId="124520" fullCalcOnLoad="1"/>'),
    "left to whoever opens it, with a figure": ("<v>5</v>", '<calcPr calcId="124519" fullCalcOnLoad="true"/>'),
    "manual": ("<v>1200000</v>", '<calcPr calcId="191029" calcMode="manual"/>'),
    "cut off": ("<v>1200000</v>", '<calcPr calcId="191029" calcCompleted="0"/>'),
    "a placeholder": ("<v>0.0</v>", ""),
}


@pytest.mark.parametrize(("result", "calculation"), STALE.values(), ids=STALE)
def test_a_result_that_may_be_an_old_one_is_refused(tmp_path: Path, result: str, calculation: str) -> None:
    reading = read(tmp_path, saved(result, calculation))

    assert [(problem.code, problem.place.cell) for problem in reading.problems] == [("formula-stale", PRICE)]
    assert '"=600000*2"' in reading.problems[0].found


@pytest.mark.parametrize("kind", ["", ' t="str"'])
def test_a_formula_without_a_result_is_refused(tmp_path: Path, kind: str) -> None:
    reading = read(tmp_path, saved("", kind=kind))

    assert [(problem.code, problem.place.cell) for problem in reading.problems] == [("formula-unsaved", PRICE)]


@pytest.mark.parametrize("calculation", [WORKED_OUT, '<calcPr iterateCount="100" refMode="A1"/>', ""])
def test_the_saved_result_of_the_authority_is_read_and_its_cell_named(tmp_path: Path, calculation: str) -> None:
    reading = read(tmp_path, saved("<v>1200000</v>", calculation))

    assert tuple(reading.problems) == ()
    assert [(note.place.cell, note.text) for note in reading.notes if "formula" in note.text] == [
        (PRICE, f"{PRICE} holds a formula; its saved result was read")
    ]


def test_formulas_below_one_another_are_named_as_a_range(tmp_path: Path) -> None:
    bids = [{**GOOD, "bidder": f"Bidder {n}"} for n in range(3)]
    content = edited(data(comparison(bids)), "xl/workbook.xml", "<calcPr[^>]*/>", WORKED_OUT)
    for row in (5, 6, 7):
        content = edited(content, SHEET1, f'(<c r="C{row}"[^>]*>)<v>', r"\1<f>1+1</f><v>")
    content = edited(content, SHEET1, '(<c r="D6"[^>]*>)<v>', r"\1<f>1+1</f><v>")

    assert "C5:C7 and D6 hold formulas; their saved results were read" in [
        note.text for note in read(tmp_path, content).notes
    ]


@pytest.mark.parametrize("id_", ["price", "bidder", "standard:living-wage", "weeks"])
def test_a_formula_in_a_bidders_form_is_refused_even_with_a_result(tmp_path: Path, id_: str) -> None:
    content = edited(
        data(offer(offered())),
        SHEET1,
        f'<c r="{at(id_)}"[^>]*>.*?</c>',
        f'<c r="{at(id_)}" t="str"><f>B9&amp;"x"</f><v>7</v></c>',
    )
    reading = read_files(tmp_path, {"bids/a.xlsx": content})
    (problem,) = [problem for problem in reading.problems if problem.code == "formula-answer"]

    assert at(id_) == problem.place.cell
    assert problem.found == 'a formula, "=B9&"x""'


def test_a_formula_that_gives_nothing_is_refused_in_a_bidders_form(tmp_path: Path) -> None:
    content = edited(
        data(offer(offered())),
        SHEET1,
        f'<c r="{at("price")}"[^>]*>.*?</c>',
        f'<c r="{at("price")}" t="str"><f>""</f><v></v></c>',
    )
    reading = read_files(tmp_path, {"bids/a.xlsx": content})

    assert ("formula-answer", at("price")) in [(problem.code, problem.place.cell) for problem in reading.problems]


def commented(workbook: Any, where: str, text: str, writer: str) -> Any:
    workbook.worksheets[0][where].comment = Comment(text, writer)
    return workbook


def test_a_comment_on_an_answer_is_a_note(tmp_path: Path) -> None:
    workbook = commented(comparison([GOOD]), PRICE, "Per year,\nexcluding VAT", "J. Hollis")
    reading = read(tmp_path, workbook)

    assert tuple(reading.problems) == ()
    assert [(note.place.cell, note.text) for note in reading.notes if "comment" in note.text] == [
        (PRICE, "a comment by J. Hollis stands beside this answer: “Per year, excluding VAT”")
    ]


def test_a_comment_in_a_bidders_form_is_a_note(tmp_path: Path) -> None:
    form = commented(offer(offered()), at("standard:living-wage"), "From 2027 on", "")
    marks = [note for note in read_files(tmp_path, {"bids/a.xlsx": form}).notes if "comment" in note.text]

    assert [at("standard:living-wage")] == [note.place.cell for note in marks]
    assert marks[0].text == "a comment stands beside this answer: “From 2027 on”"


def test_a_comment_away_from_the_answers_is_not_told(tmp_path: Path) -> None:
    reading = read(tmp_path, commented(comparison([GOOD]), "C3", "Enter without VAT", "Buyer"))

    assert [note.text for note in reading.notes if "comment" in note.text] == []


def test_a_long_comment_is_cut(tmp_path: Path) -> None:
    (note,) = [
        n for n in read(tmp_path, commented(comparison([GOOD]), PRICE, "long " * 500, "B")).notes if "long" in n.text
    ]

    assert len(note.text) < 600


THREADS = "http://schemas.microsoft.com/office/spreadsheet/2018/threadedcomments"
MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"


def test_a_thread_is_told_with_its_writers_and_not_the_comment_that_stands_in_for_it(tmp_path: Path) -> None:
    stand_in = "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment"
    content = data(commented(comparison([GOOD]), PRICE, stand_in, "tc={B1}"))
    related = f'<Relationship Id="rIdT" Type="{MICROSOFT}/{{}}" Target="{{}}"/></Relationships>'
    content = edited(
        content,
        "xl/worksheets/_rels/sheet1.xml.rels",
        "</Relationships>",
        related.format("threadedComment", "/xl/threadedComments/threadedComment1.xml"),
    )
    content = edited(
        content, "xl/_rels/workbook.xml.rels", "</Relationships>", related.format("person", "/xl/persons/person.xml")
    )
    content = added(
        content,
        {
            "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{THREADS}">'
            f'<threadedComment ref="{PRICE}" personId="{{P1}}" id="{{B1}}"><text>Subject to indexation</text>'
            f'</threadedComment><threadedComment ref="{PRICE}" personId="{{P2}}" id="{{B2}}" parentId="{{B1}}">'
            "<text>Agreed?</text></threadedComment></ThreadedComments>",
            "xl/persons/person.xml": f'<personList xmlns="{THREADS}"><person displayName="Ann Lee" id="{{P1}}"/>'
            "</personList>",
        },
    )

    assert [note.text for note in read(tmp_path, content).notes if "comment" in note.text] == [
        "a comment by Ann Lee stands beside this answer: “Subject to indexation”",
        "a comment stands beside this answer: “Agreed?”",
    ]


def added(content: bytes, parts: dict[str, str]) -> bytes:
    """The same package with more parts."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info.filename))
        for name, text in parts.items():
            new.writestr(name, text)
    return result.getvalue()


def test_a_comment_without_an_address_is_a_damaged_file(tmp_path: Path) -> None:
    content = data(commented(comparison([GOOD]), PRICE, "x", "y"))
    (name,) = [
        one for one in zipfile.ZipFile(io.BytesIO(content)).namelist() if "comment" in one and one.endswith(".xml")
    ]
    reading = read(tmp_path, edited(content, name, f'ref="{PRICE}"', 'ref="nowhere"'))

    assert [problem.code for problem in reading.problems] == ["file-damaged"]
