"""evaluation.json read back: as the tool wrote it, or refused with its key; never a traceback, never a wait."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socialvalue.errors import Problem
from socialvalue.intake.evaluation_file import read_evaluation
from socialvalue.model.competition import Competition
from socialvalue.model.evaluation import Evaluation
from socialvalue.scoring import evaluate
from tests.intake.test_redactions_file import MODEL, _bid

EVALUATION = evaluate(MODEL, Competition(bids=(_bid("Alder", 100, 4), _bid("Birch", 120, 3))))


def read(content: str | bytes, tmp_path: Path) -> tuple[Evaluation | None, list[Problem]]:
    path = tmp_path / "evaluation.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_evaluation(path, MODEL)


def test_what_score_wrote_is_read_back_the_same(tmp_path: Path) -> None:
    assert read(EVALUATION.to_json(), tmp_path) == (EVALUATION, [])


def _set(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        node: Any = data
        for part in path[:-1]:
            node = node[part]
        node[path[-1]] = value

    return change


CHANGES = [
    (_set("bids", 0, "total", value="1e999999999"), "bids[1].total"),
    (_set("bids", 0, "total", value="1e-999999999"), "bids[1].total"),
    (_set("bids", 0, "total", value="9" * 200), "bids[1].total"),
    (_set("bids", 0, "total", value="NaN"), "bids[1].total"),
    (_set("bids", 0, "total", value=None), "bids[1]"),
    (_set("bids", 0, "rank", value="first"), "bids[1].rank"),
    (_set("bids", 0, "status", value="withdrawn"), "bids[1]"),
    (_set("bids", 0, "status", value="winner"), "bids[1].status"),
    (_set("bids", 1, "bidder", value="Alder"), "bids[2].bidder"),
    (_set("bids", 0, "dimensions", value=[]), "bids[1].dimensions"),
    (_set("bids", 0, "scores", 0, "criterion", value="cost"), "bids[1].scores"),
    (_set("bids", 0, "scores", value=[]), "bids[1].scores"),
    (
        _set("bids", 0, "standards", value=[{"id": "x", "answer": "", "passed": True, "source": ""}]),
        "bids[1].standards",
    ),
    (_set("bids", 0, "scores", 0, "value", value="1e99"), "bids[1].scores[1].value"),
    (_set("bids", 0, "scores", 0, "worked", "figures", value={}), ""),
    (
        _set("bids", 0, "scores", 0, "worked", "figures", "weight", value="1e999"),
        "bids[1].scores[1].worked.figures.weight",
    ),
    (_set("bids", 0, "scores", 0, "working", value="40 × 1 ÷ 1"), ""),
    (_set("bids", 0, "scores", 0, "places", value=[]), ""),
    (_set("bids", value={}), "bids"),
    (_set("format", value=2), "format"),
    (_set("winner", value="Alder"), "winner"),
]


@pytest.mark.parametrize(("change", "key"), CHANGES, ids=[f"{n} {key}" for n, (_, key) in enumerate(CHANGES)])
def test_what_was_changed_by_hand_is_refused_by_its_key(
    change: Callable[[dict[str, Any]], None], key: str, tmp_path: Path
) -> None:
    data = json.loads(EVALUATION.to_json())
    change(data)
    evaluation, problems = read(json.dumps(data), tmp_path)
    assert evaluation is None
    assert {(one.code, one.place.file) for one in problems} == {("evaluation-unreadable", "evaluation.json")}
    assert key in [one.place.key for one in problems]


@pytest.mark.parametrize("content", [b"", b"\xff", b"{", b"[" * 100_000, b'{"a":' * 100_000, b"null", b'"\\ud800"'])
def test_what_is_no_evaluation_is_refused(content: bytes, tmp_path: Path) -> None:
    evaluation, problems = read(content, tmp_path)
    assert evaluation is None
    assert [one.code for one in problems] == ["evaluation-unreadable"]
