"""A second opinion on the PDFs: outloud, a checker of PDF/UA-1 and of what no standard asks, by hand.

It brings 400 MB of its own and so is no part of the test suite. Put it into an environment of its own:

    python -m venv elsewhere && elsewhere/bin/pip install outloud==0.2.1
    python -m tests.accessibility.outloud --outloud elsewhere/bin/outloud [FILE.pdf …]

Without files it makes its own: a report of six bids, one of hostile names, and one of long reasons. It fails on every
finding but those of `DISAGREEMENTS`, which it prints with why we think otherwise.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.report import builders
from tests.report.pages import write_report

#: Findings of outloud 0.2.1 that we looked at, page by page, and why they stand.
DISAGREEMENTS = {
    "TAG-002": (
        "Prose marked as an artifact: wrong. It is the running footer, which names its document and section and is "
        "long enough to be taken for a sentence; read on every page it would be in the way."
    ),
    "TBL-010": (
        "Header cells are shredded: wrong. It counts cells, and takes a table whose last row stands alone on a page, "
        "under the heading that is repeated there, for one with more headings than data."
    ),
    "ORD-001": (
        "Painted out of the order of tags: true, and allowed. What floats to the right of its title is painted after "
        "the text of its page; screen readers follow the tags, which are in the order of the text."
    ),
    "PAG-001": (
        "Running header tagged as content: wrong since running headers are artifacts. It takes the same heading, found "
        "at the head of three pages, for one: each begins the same part of another bid."
    ),
    "LNK-010": (
        "Addresses that are no links: they are told as the authority or the bidder wrote them, and a letter holds no "
        "links that others gave."
    ),
    "TAG-020": "Empty elements: the lines of a form that is filled in with a pen, where there is nothing to read.",
}


def findings(outloud: Path, files: list[Path], folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return what outloud finds, with the file's name."""
    told = folder / "outloud.json"
    ran = subprocess.run([outloud, "--json", told, *files], capture_output=True, text=True, check=False)
    if not told.is_file():
        raise SystemExit(f"outloud said nothing:\n{ran.stdout}{ran.stderr}")
    results = json.loads(told.read_text("utf-8"))["results"]
    assert len(results) == len(files)
    if unread := [result["path"] for result in results if result["error"]]:
        raise SystemExit(f"outloud could not read {unread}")
    return [(Path(result["path"]).name, found) for result in results for found in result["findings"]]


def own_files(folder: Path) -> list[Path]:
    """Write reports to look at."""
    made = []
    for name, evaluated in (("six", builders.six()), ("hostile", builders.hostile()), ("wordy", builders.wordy())):
        (path,) = write_report(*evaluated, folder / name).paths
        made.append(path.rename(folder / f"{name}.pdf"))
    return made


def main() -> None:
    """Check files; leave with 1 where something is found that we have not looked at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outloud", type=Path, required=True, help="the program")
    parser.add_argument("files", type=Path, nargs="*", help="PDFs; without any it makes some")
    chosen = parser.parse_args()
    new = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, found in findings(chosen.outloud, chosen.files or own_files(folder), folder):
            known = DISAGREEMENTS.get(found["rule"])
            new += known is None
            where = f"{name} p.{found['page']} {found['rule']}"
            sys.stdout.write(f"{'known' if known else 'NEW':<5} {where} {found['message']}\n")
            if known:
                sys.stdout.write(f"      {known}\n")
    sys.exit(1 if new else 0)


if __name__ == "__main__":
    main()
