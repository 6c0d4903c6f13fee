"""A folder that may only be read is checked all the same; and why something cannot be written is said in words."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from socialvalue.competition.record import NOT_RECORDED
from socialvalue.errors import FilesNeedMending
from socialvalue.files import write_text
from tests.cli.run import run

pytestmark = pytest.mark.slow


def _refusing(monkeypatch: pytest.MonkeyPatch, folder: Path, number: int) -> None:
    """Let nothing be opened for writing inside ``folder``, as a disk that is read-only or another's would."""
    real = os.open

    def opened(path: Any, flags: int, *args: Any, **how: Any) -> int:
        if str(path).startswith(str(folder)) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(number, os.strerror(number), str(path))
        return real(path, flags, *args, **how)

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(os, "open", opened)
    for name in ("write_bytes", "mkdir", "unlink", "replace", "write_text"):
        real_method = getattr(Path, name)

        def guarded(self: Path, *args: Any, _real: Any = real_method, **how: Any) -> Any:
            if str(self).startswith(str(folder)) and not (how.get("exist_ok") and self.is_dir()):
                refuse(self)
            return _real(self, *args, **how)

        monkeypatch.setattr(Path, name, guarded)


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("scored", [True, False])
def test_a_folder_that_may_only_be_read_can_be_checked(
    demo: Path, monkeypatch: pytest.MonkeyPatch, number: int, scored: bool
) -> None:
    """Before and after it was scored; `check` and `explain` say that nothing was recorded, `score` why it cannot be."""
    if scored:
        assert run("score", demo).code == 0
        (demo / "award.toml").write_text((demo / "award.toml").read_text("utf-8") + "# later\n", "utf-8")
    before = _files(demo)
    with monkeypatch.context() as patch:
        _refusing(patch, demo, number)
        for words in (("check", demo), ("explain", demo, "Sallowfield", "price")):
            ran = run(*words)
            assert (ran.code, NOT_RECORDED in ran.err) == (0, True), ran.err
        assert run("history", demo, "--verify").code == 0
        ran = run("score", demo)
    assert (ran.code, "[output-refused]" in ran.err) == (1, True)
    assert ("read-only" in ran.err) == (number == errno.EROFS)
    assert ("do not have permission" in ran.err) == (number == errno.EACCES)
    assert before == _files(demo)


@pytest.mark.parametrize(
    ("lock", "code", "words"),
    [
        ("~$results.xlsx", "output-locked", "open in Excel or LibreOffice"),
        (".~lock.results.xlsx#", "output-locked", "open in Excel or LibreOffice"),
        ("", "output-refused", "do not have permission"),
    ],
)
def test_no_permission_is_told_from_open_in_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str, code: str, words: str
) -> None:
    (tmp_path / lock).touch() if lock else None

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("socialvalue.files.os.name", "posix")
    with pytest.raises(FilesNeedMending) as caught:
        write_text(tmp_path / "results.xlsx", "")
    (problem,) = caught.value.problems
    assert (code, True) == (problem.code, words in problem.found)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "The disk is full"), (errno.EIO, "The file system refused")]
)
def test_a_full_disk_is_said_to_be_full(demo: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    ran = run("score", demo)
    assert (ran.code, words in ran.err) == (1, True)


INTERRUPTED = """
import sys, time
from socialvalue.cli import main
import socialvalue.intake.folder as folder
real = folder.read_folder
def slow(*args, **how):
    print("reading", flush=True)
    time.sleep(60)
folder.read_folder = slow
sys.argv = ["socialvalue", "check", sys.argv[1]]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_is_answered_in_a_sentence(demo: Path, tmp_path: Path) -> None:
    """What it says is true: the bids are in the record by then, and that is said; exit code 130, no traceback."""
    script = tmp_path / "script.py"
    script.write_text(INTERRUPTED, "utf-8")
    with subprocess.Popen(
        [sys.executable, script, demo], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as ran:
        assert ran.stdout is not None
        assert ran.stdout.readline() == "reading\n"
        time.sleep(0.1)
        ran.send_signal(signal.SIGINT)
        told = ran.communicate(timeout=30)[1]
    assert ran.returncode == 130
    assert "Traceback" not in told
    assert "Interrupted. These files had been written, and are complete:" in told
    assert "record/history.jsonl" in told


def test_ctrl_c_before_anything_is_written_says_so(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("socialvalue.competition.evaluate._evaluate", interrupt)
    for command in ("check", "score"):
        ran = run(command, demo)
        assert (ran.code, ran.err.strip()) == (130, "Interrupted. Nothing was written.")
