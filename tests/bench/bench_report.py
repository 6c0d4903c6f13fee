"""What our report costs over WeasyPrint alone on the same finished HTML: whole processes, turn by turn.

Ours starts Python, reads evaluation.json and the criteria, makes the results workbook and the views, fills the
templates and writes the PDF; the other starts Python, imports WeasyPrint and turns the finished HTML into a PDF/A-3a
with the same two files inside.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.evaluation.report import view
from socialvalue.workbooks.results import results_workbook
from socialvalue.workbooks.save import save
from tests import models
from tests.bench.measure import compare
from tests.report import builders
from tests.report.pages import render

GOAL = 1.15

OURS = """
import sys
from pathlib import Path
from socialvalue.intake.criteria.file import load_criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.page.document import Attachment
from socialvalue.report.evaluation.report import report_document, view
from socialvalue.report.page.write import write_document
from socialvalue.workbooks.results import results_workbook
from socialvalue.workbooks.save import content
folder = Path(sys.argv[1])
data = (folder / "evaluation.json").read_bytes()
evaluation = Evaluation.model_validate_json(data)
criteria = load_criteria(folder / "criteria.toml").criteria
report = view(criteria, evaluation)
inside = (
    Attachment("evaluation.json", data, "application/json", "The evaluation", report.stamped, "Source"),
    Attachment("results.xlsx", content(results_workbook(criteria, evaluation)), "application/x", "The results",
               report.stamped, "Supplement"),
)
written = write_document(report_document(report, attachments=inside), folder)
assert not written.notes
"""

ALONE = """
import sys
import weasyprint
folder = sys.argv[1]
inside = [weasyprint.Attachment(filename=f"{folder}/{name}") for name in ("evaluation.json", "results.xlsx")]
page = weasyprint.HTML(filename=f"{folder}/page.html")
page.write_pdf(f"{folder}/alone.pdf", pdf_variant="pdf/a-3a", attachments=inside)
"""


def bench(name: str, model: str, evaluated: tuple[Criteria, Evaluation], repeats: int) -> None:
    """Print the ratio for the report of an evaluation by this award model."""
    criteria, evaluation = evaluated
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "criteria.toml").write_text(model, "utf-8")
        (folder / "evaluation.json").write_text(evaluation.to_json(), "utf-8")
        (folder / "page.html").write_text(render(view(criteria, evaluation)), "utf-8")
        save(results_workbook(criteria, evaluation), folder / "results.xlsx")
        ours: list[str | Path] = [sys.executable, "-c", OURS, folder]
        alone: list[str | Path] = [sys.executable, "-c", ALONE, folder]
        print(compare(name, ours, alone, GOAL, repeats).line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--long", action="store_true", help="also 40 bids by 120 questions: a quarter of an hour")
    chosen = parser.parse_args()
    repeats: int = chosen.repeats
    bench("report of 6 bids, against WeasyPrint on its HTML", models.FULL, builders.six(), repeats)
    few = max(repeats // 2, 1)
    bench("report of 40 bids, against WeasyPrint on its HTML", models.FULL, builders.many(40), few)
    if chosen.long:
        model = builders.long_model(120)
        longest = builders.many(40, models.criteria(model))
        bench("40 bids by 120 questions, against WeasyPrint on its HTML", model, longest, 1)
