"""What our report costs over WeasyPrint alone on the same finished HTML: whole processes, turn by turn.

Ours starts Python, reads evaluation.json and the criteria, makes the views, fills the templates and writes the PDF; the
other starts Python, imports WeasyPrint and turns the finished HTML into a PDF of the same kind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from socialvalue.report.evaluation_report import view
from tests.bench.measure import compare
from tests.report import builders
from tests.report.pages import render

GOAL = 1.15

OURS = """
import sys
from pathlib import Path
from socialvalue.intake.criteria_file import load_criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.evaluation_report import report_document, view
from socialvalue.report.write import write_document
folder = Path(sys.argv[1])
evaluation = Evaluation.model_validate_json((folder / "evaluation.json").read_text("utf-8"))
criteria = load_criteria(folder / "criteria.toml").criteria
written = write_document(report_document(view(criteria, evaluation)), folder)
assert not written.notes
"""

ALONE = """
import sys
import weasyprint
weasyprint.HTML(filename=sys.argv[1] + "/page.html").write_pdf(sys.argv[1] + "/alone.pdf", pdf_variant="pdf/ua-1")
"""


def bench(name: str, count: int, repeats: int) -> None:
    """Print the ratio for a report of so many bids."""
    criteria, evaluation = builders.six() if count == 6 else builders.many(count)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "criteria.toml").write_text(builders.MODEL, "utf-8")
        (folder / "evaluation.json").write_text(evaluation.to_json(), "utf-8")
        (folder / "page.html").write_text(render(view(criteria, evaluation)), "utf-8")
        ours: list[str | Path] = [sys.executable, "-c", OURS, folder]
        alone: list[str | Path] = [sys.executable, "-c", ALONE, folder]
        print(compare(name, ours, alone, GOAL, repeats).line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    bench("report of 6 bids, against WeasyPrint on its HTML", 6, repeats)
    bench("report of 40 bids, against WeasyPrint on its HTML", 40, max(repeats // 2, 1))
