"""Many documents at once, in parallel processes: the same bytes as one by one, and one that fails costs no other."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path

from socialvalue.apart import usual_context
from socialvalue.errors import FilesNeedMending, Note, Place, Problem
from socialvalue.files import remove_halves, written
from socialvalue.report import pdf
from socialvalue.report.document import Document
from socialvalue.report.workers import NoWorkers, WorkerDied, pool, usual_count
from socialvalue.report.write import Format, Written, write_document

#: So few are made sooner in this process than others are started.
FEW = 2

#: Handed out at a time for each worker: the one that it makes, and the next. So views do not pile up in queues.
AHEAD = 2

#: So many a worker makes before a fresh one takes its place: WeasyPrint keeps 40 kB of every page that it has made.
LIFE = 500

#: Handed at a time to an executor that is not ours, and may have many machines.
AHEAD_ELSEWHERE = 64


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be made, and what the program met. The others were made all the same."""

    name: str
    title: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one document: its files, or problems that the user can mend, or a failure of ours."""

    name: str
    title: str
    written: Written | None = None
    problems: tuple[Problem, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class ManyWritten:
    """The files that were written, in the order of their documents; what to know about them; and what was not made."""

    paths: tuple[Path, ...]
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    failures: tuple[Failure, ...] = ()


def write_documents(
    documents: Sequence[Document],
    out_dir: Path,
    formats: Sequence[Format] = ("pdf",),
    *,
    done: Callable[[Made], None] | None = None,
    workers: int | Executor | None = None,
    context: BaseContext | None = None,
) -> ManyWritten:
    """Write documents into ``out_dir`` in parallel; one or two, or where no process can be started, in this one.

    ``done`` is told of each when it is made. ``workers`` says how many processes, or is an executor to hand the work
    to, which is left as it was; ``context`` says how processes are started.

    Raises:
        OSError: If the file system refuses, as when the disk is full. What was written stays, and nothing half made.
    """
    run = _Run(documents, out_dir, tuple(formats), done)
    try:
        if isinstance(workers, Executor):
            with suppress(BrokenExecutor):
                run.through(workers, AHEAD_ELSEWHERE)
            workers = None
        if run.under_way or len(documents) > FEW:
            run.in_processes(workers or max(1, min(usual_count(), len(documents) // FEW)), context or usual_context())
        run.here()
    finally:
        run.sweep()
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

    def in_processes(self, workers: int, context: BaseContext) -> None:
        """Make what is left. What was under way when a worker died is made one by one, and shows whose fault it was."""
        prepare = pdf.pango_missing if "pdf" in self.formats else list  # which imports WeasyPrint
        try:
            while len(self.made) < len(self.documents):
                self.sweep()
                for number in sorted(self.under_way):
                    self.alone(number, context)
                with suppress(WorkerDied), pool(workers, context, prepare) as executor:
                    self.through(executor, AHEAD * workers, LIFE * workers)
        except NoWorkers:
            return

    def alone(self, number: int, context: BaseContext) -> None:
        """Make one document in a process of its own, which may die of it."""
        document = self.documents[number]
        try:
            with pool(1, context, list) as executor:
                made = _settled(document, executor.submit(_make, document, self.out_dir, self.formats))
        except WorkerDied as died:
            self.sweep()
            made = Made(document.name, document.title, failure=Failure(document.name, document.title, str(died)))
        self.finish(number, made)

    def here(self) -> None:
        """Make what is left in this process."""
        for number, document in enumerate(self.documents):
            if number not in self.made:
                self.under_way.add(number)
                self.finish(number, _make(document, self.out_dir, self.formats))

    def through(self, executor: Executor, room: int, most: int | None = None) -> None:
        """Make what is left through an executor, or the first ``most`` of it, ``room`` at a time.

        Raises:
            BrokenExecutor: If a worker died. What others had made by then is kept; the rest of them stay under way.
        """
        left = deque(islice((number for number in range(len(self.documents)) if number not in self.made), most))
        waiting: dict[Future[Made], int] = {}
        broken: BrokenExecutor | None = None
        while waiting or (left and not broken):
            try:
                while left and not broken and len(waiting) < room:
                    future = executor.submit(_make, self.documents[left[0]], self.out_dir, self.formats)
                    self.under_way.add(left[0])
                    waiting[future] = left.popleft()
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    number = waiting.pop(future)
                    self.finish(number, _settled(self.documents[number], future))
            except BrokenExecutor as error:
                broken = error
        if broken:
            raise broken

    def finish(self, number: int, made: Made) -> None:
        self.made[number] = made
        self.under_way.discard(number)
        if made.written is not None:
            # Another process wrote it: who interrupts this one is told of it all the same.
            written.extend(path for path in made.written.paths if path not in written)
        if self.done is not None:
            self.done(made)

    def sweep(self) -> None:
        """Remove what a process that was ended half way left behind."""
        for number in self.under_way:
            for ending in ("pdf", "html"):
                remove_halves(self.out_dir / f"{self.documents[number].name}.{ending}")

    def result(self) -> ManyWritten:
        """Return what became of all, in their order."""
        made = [self.made[number] for number in range(len(self.documents))]
        written = [one.written for one in made if one.written is not None]
        return ManyWritten(
            paths=tuple(path for one in written for path in one.paths),
            notes=_merged(note for one in written for note in one.notes),
            problems=tuple(problem for one in made for problem in one.problems),
            failures=tuple(one.failure for one in made if one.failure is not None),
        )


def _make(document: Document, out_dir: Path, formats: tuple[Format, ...]) -> Made:
    try:
        return Made(document.name, document.title, written=write_document(document, out_dir, formats))
    except FilesNeedMending as error:
        return Made(document.name, document.title, problems=tuple(error.problems))
    except BaseException as error:  # noqa: BLE001 - what stops one document, whatever it is, must not stop the others
        return _failed(document, error)


def _settled(document: Document, future: Future[Made]) -> Made:
    """Return what a worker made of a document, or what kept the worker from it."""
    error = future.exception()
    if isinstance(error, BrokenExecutor):
        raise error
    return _failed(document, error) if error is not None else future.result()


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
