"""Many documents at once, in parallel processes: the same bytes as one by one, and one that fails costs no other."""

from __future__ import annotations

import os
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path

from socialvalue.apart import Exceeded, Helpers, Lost, NoHelper
from socialvalue.errors import FilesNeedMending, Note, Place, Problem
from socialvalue.files import remove_halves, written
from socialvalue.report.page import pdf
from socialvalue.report.page.document import Document
from socialvalue.report.page.write import write_document
from socialvalue.report.page.written import Failure, Format, Written

#: So few are made sooner in this process than others are started.
FEW = 2

#: Handed out at a time for each worker: the one that it makes, and the next. So views do not pile up in queues.
AHEAD = 2

#: So many a worker makes before a fresh one takes its place: WeasyPrint keeps 40 kB of every page that it has made.
LIFE = 500

#: Each takes 100 MB and half a second to start, so more would seldom be sooner.
MOST = 8

#: Longer than any document takes: one that has not come by then never will.
SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one document: its files, or problems that the user can mend, or a failure of ours."""

    name: str
    title: str
    written: Written | None = None
    problems: tuple[Problem, ...] = ()
    failure: Failure | None = None


def usual_count() -> int:
    """Return how many processes this one may keep busy."""
    mine = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(mine, MOST)


def write_documents(
    documents: Sequence[Document],
    out_dir: Path,
    formats: Sequence[Format] = ("pdf",),
    *,
    done: Callable[[Made], None] | None = None,
    workers: int | None = None,
    context: BaseContext | None = None,
) -> Written:
    """Write documents into ``out_dir`` in parallel; one or two, or where no process can be started, in this one.

    ``done`` is told of each when it is made. ``workers`` says how many processes, ``context`` how they are started.

    Raises:
        OSError: If the file system refuses, as when the disk is full. What was written stays, and nothing half made.
    """
    run = _Run(documents, out_dir, tuple(formats), done)
    try:
        if len(documents) > FEW:
            run.in_processes(workers or max(1, min(usual_count(), len(documents) // FEW)), context)
        run.here()
    finally:
        run.sweep(run.under_way)
    return run.result()


class _Run:
    """One call: what became of each document, by its number, and which are under way."""

    def __init__(
        self,
        documents: Sequence[Document],
        out_dir: Path,
        formats: tuple[Format, ...],
        done: Callable[[Made], None] | None,
    ) -> None:
        self.documents, self.out_dir, self.formats, self.done = documents, out_dir, formats, done
        self.made: dict[int, Made] = {}
        self.under_way: set[int] = set()
        self.lost: set[int] = set()

    def in_processes(self, workers: int, context: BaseContext | None) -> None:
        """Make all in processes of their own, one of which may die of a document; none where none can be started."""
        prepare = pdf.pango_missing if "pdf" in self.formats else list  # which imports WeasyPrint
        left, waiting = deque(range(len(self.documents))), dict[Future[Made], int]()
        with Helpers(workers, most=LIFE, prepare=prepare, context=context) as helpers:
            while left or waiting:
                try:
                    while left and len(waiting) < AHEAD * workers:
                        number = left.popleft()
                        self.under_way.add(number)
                        future = helpers.submit(SECONDS, _make, self.documents[number], self.out_dir, self.formats)
                        waiting[future] = number
                except NoHelper:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    try:
                        made = self.settled(helpers, waiting[future], future)
                    except Lost:
                        left.extend(self.once_more(waiting.values()))
                        waiting.clear()
                        break
                    self.finish(waiting.pop(future), made)

    def once_more(self, numbers: Iterable[int]) -> list[int]:
        """Return what is to be made again, as all processes ended: what was under way at that twice is given up."""
        for number in sorted(self.lost.intersection(numbers)):
            self.finish(number, self.died(number, _NO_WORD))
        again = sorted(set(numbers) - self.lost)
        self.sweep(again)
        self.lost.update(again)
        return again

    def settled(self, helpers: Helpers, number: int, future: Future[Made]) -> Made:
        """Return what a process made of a document, or what kept the process from it.

        Raises:
            Lost: If all processes ended.
        """
        try:
            return helpers.answer(future)
        except Lost:
            raise
        except Exceeded as exceeded:
            return self.died(number, exceeded.words or (_NO_WORD if exceeded.ended else f"It took {exceeded}.\n"))
        except Exception as error:  # noqa: BLE001 - what stops one document must not stop the others
            return _failed(self.documents[number], error)

    def died(self, number: int, words: str) -> Made:
        """Return that a process died of a document, with its last words."""
        document = self.documents[number]
        self.sweep({number})
        return Made(document.name, document.title, failure=Failure(document.name, document.title, words))

    def here(self) -> None:
        """Make what is left in this process."""
        for number, document in enumerate(self.documents):
            if number not in self.made:
                self.under_way.add(number)
                self.finish(number, _make(document, self.out_dir, self.formats))

    def finish(self, number: int, made: Made) -> None:
        self.made[number] = made
        self.under_way.discard(number)
        if made.written is not None:
            # Another process wrote it: who interrupts this one is told of it all the same.
            written.extend(path for path in made.written.paths if path not in written)
        if self.done is not None:
            self.done(made)

    def sweep(self, numbers: Iterable[int]) -> None:
        """Remove what a process that was ended half way left behind."""
        for number in numbers:
            for ending in ("pdf", "html"):
                remove_halves(self.out_dir / f"{self.documents[number].name}.{ending}")

    def result(self) -> Written:
        """Return what became of all, in their order."""
        made = [self.made[number] for number in range(len(self.documents))]
        written = [one.written for one in made if one.written is not None]
        return Written(
            paths=tuple(path for one in written for path in one.paths),
            notes=_merged(note for one in written for note in one.notes),
            problems=tuple(problem for one in made for problem in one.problems),
            failures=tuple(one.failure for one in made if one.failure is not None),
        )


_NO_WORD = "The process that made it ended without a message, as happens when the computer runs out of memory.\n"


def _make(document: Document, out_dir: Path, formats: tuple[Format, ...]) -> Made:
    try:
        return Made(document.name, document.title, written=write_document(document, out_dir, formats))
    except FilesNeedMending as error:
        return Made(document.name, document.title, problems=tuple(error.problems))
    except BaseException as error:  # noqa: BLE001 - what stops one document, whatever it is, must not stop the others
        return _failed(document, error)


def _failed(document: Document, error: BaseException) -> Made:
    """Name the document that met an error; what would stop every document is raised again."""
    if isinstance(error, KeyboardInterrupt) or (isinstance(error, OSError) and error.errno is not None):
        raise error
    told = "".join(traceback.format_exception(error))
    return Made(document.name, document.title, failure=Failure(document.name, document.title, told))


def _merged(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes without those that say again of another file what one has said."""
    places: dict[str, list[Place]] = {}
    for note in notes:
        places.setdefault(note.text, []).append(note.place)
    return tuple(Note(at[0] if len(at) == 1 else Place(), text) for text, at in places.items())
