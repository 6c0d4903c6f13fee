"""Many documents at once: what one by one gives, in order; and what goes wrong with one costs no other."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pebble
import pytest

from socialvalue.apart import Helpers, Lost
from socialvalue.errors import FilesNeedMending, Place, Problem
from socialvalue.report.page import many, pdf
from socialvalue.report.page.document import Document
from socialvalue.report.page.many import Made, write_documents
from socialvalue.report.page.pdf import PdfMachineryMissing
from socialvalue.report.page.write import write_document
from socialvalue.report.page.written import Written
from tests.report.troubles import Crash, Faulty, Foreign, Unsendable, Vanish, documents

#: Quick to start, and takes along what a test has put in the place of something; Windows has none.
FORK = multiprocessing.get_context("fork") if "fork" in multiprocessing.get_all_start_methods() else None
needs_fork = pytest.mark.skipif(FORK is None, reason="This system copies no process")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.pango
def test_the_same_bytes_as_one_by_one_and_in_order(tmp_path: Path) -> None:
    """Whoever makes a letter, and whatever was made before it there."""
    given = documents(tmp_path / "own", 7, d2=Foreign)
    alone = [write_document(one, tmp_path / "alone").paths[0].read_bytes() for one in given]
    told: list[Made] = []
    written = write_documents(given, tmp_path / "many", done=told.append, workers=2)
    assert [path.name for path in written.paths] == [f"d{number}.pdf" for number in range(7)]
    assert [path.read_bytes() for path in written.paths] == alone
    assert sorted(one.name for one in told) == [one.name for one in given]
    assert (written.notes, written.problems, written.failures) == ((), (), ())


@pytest.mark.parametrize("how", multiprocessing.get_all_start_methods())
def test_however_processes_are_started(tmp_path: Path, how: str) -> None:
    """Copied, fresh, or copied from a fresh one."""
    context = multiprocessing.get_context(how)
    given = documents(tmp_path / "own", 5, d1=Faulty)
    written = write_documents(given, tmp_path / "out", ("html",), workers=2, context=context)
    assert [path.name for path in written.paths] == ["d0.html", "d2.html", "d3.html", "d4.html"]
    assert [failure.name for failure in written.failures] == ["d1"]


@needs_fork
def test_each_that_goes_wrong_is_named_and_the_others_are_kept(tmp_path: Path) -> None:
    """A mistake, a crash, a process that is gone, a view that cannot be sent: four documents, and no fifth."""
    given = documents(tmp_path / "own", 20, d2=Faulty, d7=Crash, d8=Vanish, d11=Unsendable)
    told: list[Made] = []
    written = write_documents(given, tmp_path / "out", ("html",), done=told.append, context=FORK, workers=2)
    made = [number for number in range(20) if number not in (2, 7, 8, 11)]
    assert [path.name for path in written.paths] == [f"d{number}.html" for number in made]
    assert names(tmp_path / "out") == sorted(f"d{number}.html" for number in made)
    faulty, crash, vanish, unsendable = written.failures
    assert [one.name for one in written.failures] == ["d2", "d7", "d8", "d11"]
    assert faulty.title == "Document d2"
    assert "ZeroDivisionError: in the midst of d2" in faulty.traceback
    assert "string_at" in crash.traceback
    assert "ended without a message" in vanish.traceback
    assert "TypeError: d11 stays where it is" in unsendable.traceback
    assert sorted(one.name for one in told) == sorted(one.name for one in given)


@needs_fork
def test_what_a_dead_process_left_half_written_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies with the file open; another's file with a similar name stays."""

    def die_writing(document: Document, out_dir: Path, _formats: object) -> Written:
        out_dir.mkdir(exist_ok=True)
        path = out_dir / f".{document.name}.pdf.{os.getpid()}.part"
        path.write_text("half")
        if document.name == "d3":
            os._exit(1)
        return Written((path.replace(out_dir / f"{document.name}.pdf"),))

    monkeypatch.setattr(many, "write_document", die_writing)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".d33.pdf.1.part").write_text("another's")
    written = write_documents(documents(tmp_path / "own", 5), tmp_path / "out", context=FORK, workers=2)
    assert [failure.name for failure in written.failures] == ["d3"]
    assert names(tmp_path / "out") == [".d33.pdf.1.part", "d0.pdf", "d1.pdf", "d2.pdf", "d4.pdf"]


def no_process(*_: object, **__: object) -> Any:
    raise OSError(11, "Resource temporarily unavailable")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_few_are_made_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """To start another takes longer. What goes wrong is told all the same."""
    monkeypatch.setattr(many, "Helpers", no_process)
    written = write_documents(documents(tmp_path / "own", count, d1=Faulty), tmp_path / "out", ("html",))
    assert [path.name for path in written.paths] == ["d0.html"][:count]
    assert [failure.name for failure in written.failures] == ["d1"][: max(count - 1, 0)]


def test_where_no_process_can_be_started_all_are_made_in_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked machine, or one that is full, is slower and no worse."""
    monkeypatch.setattr(pebble, "ProcessPool", no_process)
    written = write_documents(documents(tmp_path / "own", 4), tmp_path / "out", ("html",))
    assert [path.name for path in written.paths] == ["d0.html", "d1.html", "d2.html", "d3.html"]


UNGUARDED = """
from pathlib import Path
import sys
from socialvalue.report.page.many import write_documents
from tests.report.troubles import documents
folder = Path(sys.argv[1])
import multiprocessing
context = multiprocessing.get_context("spawn")
print(len(write_documents(documents(folder / "own", 3), folder / "out", ("html",), context=context).paths))
"""


def test_a_script_without_a_guarded_main_still_gets_its_documents(tmp_path: Path) -> None:
    """Where processes start by running the script again, that fails in them: the script makes its documents itself."""
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, "utf-8")
    ran = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=False, timeout=60, env=with_tests()
    )
    assert (ran.returncode, ran.stdout) == (0, "3\n")
    assert names(tmp_path / "out") == ["d0.html", "d1.html", "d2.html"]


def with_tests() -> dict[str, str]:
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


@needs_fork
def test_without_pango_many_pages_share_one_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred times the same would be read by nobody."""

    def fail() -> None:
        raise PdfMachineryMissing("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "_weasyprint", fail)
    written = write_documents(documents(tmp_path / "own", 5), tmp_path / "out", context=FORK, workers=2)
    assert [path.name for path in written.paths] == [f"d{number}.html" for number in range(5)]
    (note,) = written.notes
    assert "libpango-1.0-0" in note.text
    assert note.place == Place()


def test_a_file_that_is_held_open_is_a_problem_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter is open in a PDF reader: the user is told which, and gets the other."""
    locked = Problem("output-locked", Place("d0.html"), "a file in use", "one that may be written", "Close it.")

    def write(document: Document, out_dir: Path, formats: Any) -> Written:
        if document.name == "d0":
            raise FilesNeedMending([locked])
        return write_document(document, out_dir, formats)

    monkeypatch.setattr(many, "write_document", write)
    written = write_documents(documents(tmp_path / "own", 2), tmp_path / "out", ("html",))
    assert ([path.name for path in written.paths], written.problems) == (["d1.html"], (locked,))
    assert written.failures == ()


@needs_fork
def test_what_would_stop_every_document_stops_the_run(tmp_path: Path) -> None:
    """A disk that is full, say: told once, with nothing half made and no process left."""
    already = set(multiprocessing.active_children())
    (tmp_path / "out" / "d4.html").mkdir(parents=True)
    with pytest.raises(OSError, match=r"d4\.html"):
        write_documents(documents(tmp_path / "own", 9), tmp_path / "out", ("html",), context=FORK, workers=2)
    assert not [name for name in names(tmp_path / "out") if name.endswith(".part")]
    assert not set(multiprocessing.active_children()) - already


@needs_fork
def test_only_a_few_are_handed_out_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, what waits in queues stays small."""
    waiting: list[int] = []
    real = concurrent.futures.wait

    def counted(futures: Any, **how: Any) -> Any:
        waiting.append(len(futures))
        return real(futures, **how)

    monkeypatch.setattr(many, "wait", counted)
    written = write_documents(documents(tmp_path / "own", 30), tmp_path / "out", ("html",), context=FORK, workers=2)
    assert len(written.paths) == 30
    assert max(waiting) == 4


@needs_fork
def test_where_all_processes_end_at_once_what_was_under_way_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once: a document that is under way at that twice is taken for what they die of."""
    real, ends = Helpers.answer, [True, True]

    def answer(helpers: Helpers, future: Any) -> Any:
        if ends:
            ends.pop()
            helpers.stop()
            raise Lost
        return real(helpers, future)

    monkeypatch.setattr(Helpers, "answer", answer)
    written = write_documents(documents(tmp_path / "own", 3), tmp_path / "out", ("html",), context=FORK, workers=1)
    assert [path.name for path in written.paths] == ["d1.html", "d2.html"]
    assert [failure.name for failure in written.failures] == ["d0"]
    assert "ended without a message" in written.failures[0].traceback


@needs_fork
def test_workers_are_replaced_before_they_have_grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each makes two documents, and then a fresh one takes its place: nine take five."""

    def whose(document: Document, _out_dir: Path, _formats: object) -> Written:
        return Written((Path(f"{document.name}-{os.getpid()}"),))

    monkeypatch.setattr(many, "write_document", whose)
    monkeypatch.setattr(many, "LIFE", 2)
    written = write_documents(documents(tmp_path / "own", 9), tmp_path / "out", context=FORK, workers=2)
    made = [path.name.partition("-") for path in written.paths]
    assert [name for name, _, _ in made] == [f"d{number}" for number in range(9)]
    assert len({process for _, _, process in made}) >= 5


INTERRUPTED = """
import sys
from pathlib import Path
from socialvalue.report.page.many import write_documents
from tests.report.troubles import Slow, documents
if __name__ == "__main__":
    folder = Path(sys.argv[1])
    given = documents(folder / "own", 6, d2=Slow, d3=Slow, d4=Slow, d5=Slow)
    write_documents(given, folder / "out", ("html",), done=lambda one: print(one.name, flush=True), workers=2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGKILL"])
def test_when_it_is_stopped_it_stops_at_once_and_leaves_no_process(tmp_path: Path, number: str) -> None:
    """By Ctrl-C, which goes to all processes of a terminal, or by an end without a chance to clear up."""
    script = tmp_path / "script.py"
    script.write_text(INTERRUPTED, "utf-8")
    (tmp_path / "aside").mkdir()
    with subprocess.Popen(
        [sys.executable, script, tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**with_tests(), "TMPDIR": str(tmp_path / "aside")},
        start_new_session=True,
    ) as ran:
        assert ran.stdout is not None
        assert sorted(ran.stdout.readline() for _ in range(2)) == ["d0\n", "d1\n"]
        time.sleep(0.3)  # two more are under way
        begun = time.monotonic()
        if number == "SIGINT":
            os.killpg(ran.pid, signal.SIGINT)
        else:
            ran.kill()
        _, told = ran.communicate(timeout=20)  # waits for every process that has these pipes open
        assert time.monotonic() - begun < 10  # the work under way takes a minute
    assert told.count("Traceback") == (1 if number == "SIGINT" else 0)
    assert ("KeyboardInterrupt" in told) == (number == "SIGINT")
    assert names(tmp_path / "out") == ["d0.html", "d1.html"]
    assert not [name for name in names(tmp_path / "aside") if name.startswith("socialvalue-")]
