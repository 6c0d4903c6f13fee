"""What is read from a user's folder is a regular file, inside it, of so many bytes; and it is read in one way only."""

from __future__ import annotations

import ast
import os
import socket
from pathlib import Path

import pytest

from socialvalue.reading import NotRead, read_labelled, read_regular, stands
from tests.house.source import modules

#: Rooms that read what users give.
ROOMS = ("intake/", "competition/", "cli/", "record/", "report/")

#: What else reads, and why it is no file that a user gave.
OURS = {
    "competition/demo.py": "the demonstration that we ship",
    "competition/demo_panel.py": "the same",
    "competition/new.py": "a pack, which was read and checked before",
    "competition/forms.py": "what this function wrote itself, compared before it is replaced",
    "competition/making.py": "the note that an unfinished command of ours left",
    "competition/documents.py": "evaluation.json, attached after it was read and checked",
    "record/lock.py": "who holds the lock: our own file",
    "record/store.py": "opened for writing, under the lock",
    "report/page/html.py": "the style sheets that we ship",
    "report/words/language.py": "the texts that we ship",
    "report/page/own_scan.py": "the templates that we ship",
    "report/page/own_templates.py": "the line of a fault, in a file that was read and checked before",
}


def readings(tree: ast.AST) -> list[str]:
    """Every way in which a module opens a file."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            called = ast.unparse(node.func)
            # `Books.open` is `open_workbook`, once a run.
            if name in {"open", "read_bytes", "read_text"} and not called.endswith(
                ("Image.open", "archive.open", "books.open", "Books()).open")
            ):
                found.append(called)
    return found


def test_nothing_of_a_users_is_read_in_another_way() -> None:
    reading = {path for path, tree in modules().items() if path.startswith(ROOMS) and readings(tree)}

    assert {path for path in reading if path not in OURS} - {
        "intake/sheet/numbers.py"
    } == set()  # its read_text reads a text
    assert set(OURS) - reading == set(), "these open no file any more"


@pytest.mark.parametrize("source", ["open('x')", "path.open()", "path.read_bytes()", "os.open('x', 0)"])
def test_another_way_would_be_seen(source: str) -> None:
    assert readings(ast.parse(source))


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "bids").mkdir()
    (tmp_path / "bids" / "a.xlsx").write_bytes(b"abc")
    (tmp_path / "bids" / "b.xlsx").symlink_to("a.xlsx")

    assert read_labelled(tmp_path / "bids" / "a.xlsx", "bids/a.xlsx") == b"abc"
    assert read_labelled(tmp_path / "bids" / "b.xlsx", "bids/b.xlsx") == b"abc"
    with pytest.raises(FileNotFoundError):
        read_labelled(tmp_path / "bids" / "c.xlsx", "bids/c.xlsx")


def test_a_link_out_of_the_folder_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "a.xlsx").write_bytes(b"abc")
    (inside / "a.xlsx").symlink_to(outside / "a.xlsx")
    (inside / "bids").symlink_to(outside)
    (inside / "loop").symlink_to("loop")
    (inside / "nowhere").symlink_to("gone")
    refused = []
    for label in ("a.xlsx", "bids/a.xlsx", "loop", "nowhere"):
        with pytest.raises(NotRead) as raised:
            read_labelled(inside / label, label)
        refused.append(raised.value.code)

    assert refused == ["link-outside"] * 4
    assert [stands(inside / name) for name in ("loop", "nowhere", "gone")] == [True, True, False]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_a_socket_a_device_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(tmp_path / "socket"))
    listening.close()
    for path in (tmp_path / "pipe", tmp_path / "folder", tmp_path / "socket", Path("/dev/zero")):
        with pytest.raises(NotRead, match=r"pipe|folder"):
            read_regular(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A file with holes takes no room on the disk, and would fill the memory."""
    with (tmp_path / "large").open("wb") as file:
        file.truncate(10 * 2**30)
    with pytest.raises(NotRead, match="10,737,418,240"):
        read_regular(tmp_path / "large")
