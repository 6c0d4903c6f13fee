"""200 letters: next to the same work split by hand, how long it takes, and how much memory at most.

Split by hand means as many processes as there are processors, each given its share of the letters at once and writing
them one by one with WeasyPrint loaded once: no pool could be quicker than that, as long as letters are alike.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.award_details import AwardDetails
from socialvalue.report.letters.letters import letters
from socialvalue.report.page.document import Document
from socialvalue.report.page.many import usual_count
from tests.bench.measure import Ratio, compare, quiet_environment
from tests.report import builders

LETTERS, ROWS = 200, 15
GOAL, SECONDS, MEGABYTES = 1.15, 15.0, 500

TEMPLATE = """<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<title>{{ view.title }}</title>
{% if sheets %}<style>{{ sheets }}</style>{% endif %}
</head>
<body>
<main>
<p class="authority" data-running="{{ view.authority }}">{{ view.authority }}</p>
<h2>{{ view.title }}</h2>
<p>{{ view.opening }}</p>
<table>
<caption>How your tender was scored</caption>
<thead><tr>{% for title in ("Criterion", "Weight", "Your points", "The winner's") %}<th scope="col">{{ title }}</th>
{% endfor %}</tr></thead>
<tbody>
{% for row in view.rows %}
<tr><th scope="row">{{ row[0] }}</th>{% for figure in row[1:] %}<td class="figure">{{ figure }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
<p>{{ view.closing }}</p>
</main>
</body>
</html>
"""

SAID = "The answer on page 8 names who does what, and by when; one example of it would have earned the next mark. "

POOL = """
import sys
from pathlib import Path
from socialvalue.report.page.many import write_documents
from tests.bench.bench_letters import KINDS
if __name__ == "__main__":
    folder = Path(sys.argv[1])
    documents = KINDS[sys.argv[2]](folder)
    written = write_documents(documents, folder / "pool")
    assert not (written.notes or written.failures), (written.notes, [one.traceback for one in written.failures[:1]])
    assert len(written.paths) == len(documents)
"""

SHARE = """
import sys
from pathlib import Path
from socialvalue.report.page.write import write_document
from tests.bench.bench_letters import KINDS
folder = Path(sys.argv[1])
for document in KINDS[sys.argv[2]](folder)[int(sys.argv[3]) :: int(sys.argv[4])]:
    write_document(document, folder / "split")
"""

SPLIT = """
import subprocess, sys
share, folder, kind, count = sys.argv[1:]
shares = [[sys.executable, share, folder, kind, str(first), count] for first in range(int(count))]
sys.exit(max([share.wait() for share in [subprocess.Popen(share) for share in shares]]))
"""


@dataclass(frozen=True)
class Letter:
    """About a page: two paragraphs and a table."""

    title: str
    authority: str
    opening: str
    rows: tuple[tuple[str, str, str, str], ...]
    closing: str


def pages(folder: Path) -> list[Document]:
    """Return 200 letters of a page each, in a template that stands in the folder."""
    look = Look(PLAIN.authority, templates=folder / "templates")
    return [
        Document(f"letter-{number}", f"Letter {number}", date(2026, 10, 16), "letter.html", _letter(number), look)
        for number in range(LETTERS)
    ]


def summaries(_folder: Path) -> list[Document]:
    """Return 40 assessment summaries as the command writes them, of some pages each."""
    return list(letters(*builders.many(40), AwardDetails(format=1)).documents)


KINDS: dict[str, Callable[[Path], list[Document]]] = {"pages": pages, "summaries": summaries}


def _letter(number: int) -> Letter:
    rows = tuple(
        (f"Criterion number {row}, as it was published", f"{row}.00", f"{number * row % 9}.50", f"{row - 1}.75")
        for row in range(1, ROWS + 1)
    )
    return Letter(f"Assessment summary for Bidder {number} Ltd", "Northmoor Borough Council", SAID * 4, rows, SAID * 4)


def peak(command: list[str | Path]) -> float:
    """Return how many MB a command and all that it starts hold at once, at most; 0 where the system does not say."""
    running = subprocess.Popen([*map(str, command)], env=quiet_environment())
    most = 0
    while running.poll() is None:
        most = max(most, sum(map(_resident, _tree(running.pid))))
        time.sleep(0.05)
    return most / 1024


def _tree(pid: int) -> list[int]:
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [one for child in _read(children).split() for one in _tree(int(child))]
    return found


def _resident(pid: int) -> int:
    kilobytes = [line.split()[1] for line in _read(Path(f"/proc/{pid}/status")).splitlines() if line[:6] == "VmRSS:"]
    return sum(map(int, kilobytes))


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError:  # it has ended since
        return ""


def main() -> None:
    """Print the ratio, the seconds and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    repeats = parser.parse_args().repeats
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])  # scripts elsewhere import this file
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "templates").mkdir()
        (folder / "templates" / "letter.html").write_text(TEMPLATE, "utf-8")
        for name, text in {"pool.py": POOL, "share.py": SHARE, "split.py": SPLIT}.items():
            (folder / name).write_text(text, "utf-8")
        for kind, name in {"pages": f"{LETTERS} letters of a page", "summaries": "40 assessment summaries"}.items():
            pool: list[str | Path] = [sys.executable, folder / "pool.py", folder, kind]
            share: list[str | Path] = [folder / "share.py", folder, kind, str(usual_count())]
            split = [sys.executable, folder / "split.py", *share]
            ratio = compare(f"{name} / split by hand over {usual_count()} processes", pool, split, GOAL, repeats)
            print(ratio.line)
            if kind == "pages":
                print(Ratio("the same / seconds on two cores", ratio.ours, SECONDS, ratio.ours / SECONDS, 1).line)
            print(f"{'memory of all its processes at once, at most':<60} {peak(pool):7.0f} MB  (goal {MEGABYTES} MB)")


if __name__ == "__main__":
    main()
