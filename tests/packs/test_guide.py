"""The guide for criteria authors: complete, and right about every figure that can be computed."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any, get_args

import pytest

from socialvalue import resources
from socialvalue.decimals import fixed
from socialvalue.errors import Place
from socialvalue.model.basis import BasisName
from socialvalue.model.competition import Amount, Bid, Competition, Mark
from socialvalue.model.criteria import Criteria
from socialvalue.scoring.evaluate import evaluate

PAGES = {
    name: (resources.folder("criteria") / name).read_text("utf-8")
    for name in ("README.md", "guide.md", "methods.md", "law.md")
}
GUIDE = "\n".join(PAGES.values())
BLOCKS = re.findall(r"^```toml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
SECTIONS = dict(re.findall(r"^### `([a-z-]+)`\n(.*?)(?=^##)", GUIDE, re.MULTILINE | re.DOTALL))
SCHEMA = Criteria.model_json_schema()


def _known(kind: str) -> list[str]:
    tags = []
    for definition in SCHEMA["$defs"].values():
        tag = definition.get("properties", {}).get(kind, {})
        tags += [tag["const"]] if "const" in tag else []
    return sorted(tags)


METHODS = _known("method")


def _model(weight: int, score: dict[str, Any], **award: Any) -> Criteria:
    panel = score["method"] == "panel"
    levels = [{"mark": mark, "label": str(mark)} for mark in range(6)]
    answer = {"kind": "panel", "scale": "marks"} if panel else {"kind": "quantity", "unit": "things"}
    rest = {"kind": "percent"}
    return Criteria.model_validate(
        {
            "format": 1,
            "id": "guide",
            "version": "1",
            "title": "An example of the guide",
            "award": award,
            "dimension": [{"id": "all", "title": "All"}],
            "criterion": [
                {"id": "p", "dimension": "all", "title": "P", "weight": weight, "input": answer, "score": score},
                {
                    "id": "q",
                    "dimension": "all",
                    "title": "Q",
                    "weight": 100 - weight,
                    "input": rest,
                    "score": {"method": "target", "full-marks-at": 100},
                },
            ],
            "scale": [{"id": "marks", "levels": levels}],
        }
    )


def _points(weight: int, score: dict[str, Any], values: list[Decimal]) -> list[str]:
    model, place = _model(weight, score), Place()
    kind = Mark if score["method"] == "panel" else Amount
    bids = tuple(
        Bid(str(number), {"p": kind(value, place), "q": Amount(Decimal(0), place)})
        for number, value in enumerate(values)
    )
    by_name = {bid.bidder: bid for bid in evaluate(model, Competition(bids)).bids}
    points = [by_name[bid.bidder].scores[0].points for bid in bids]
    return [fixed(point, 2) for point in points if point is not None]


def test_every_code_block_is_valid_toml() -> None:
    """What authors copy can be read."""
    assert len(BLOCKS) >= 20
    for block in BLOCKS:
        assert tomllib.loads(block)


def test_every_method_has_a_section() -> None:
    """All eleven methods are explained, and nothing else is called one."""
    assert len(METHODS) == 11
    assert sorted(name for name in SECTIONS if name in METHODS) == METHODS


@pytest.mark.parametrize("method", METHODS)
def test_the_worked_numbers_of_a_method_are_right(method: str) -> None:
    """The points printed under each method are those that the tool gives."""
    section = SECTIONS[method]
    block = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    line = re.search(r"^Points out of (\d+): (.+)$", section, re.MULTILINE)
    assert block is not None
    assert line is not None
    score = tomllib.loads(block.group(1), parse_float=Decimal)["score"]
    pairs = [pair.split(" → ") for pair in line.group(2).split(" · ")]
    assert score["method"] == method
    assert len(pairs) >= 2
    assert [points for _, points in pairs] == _points(int(line.group(1)), score, [Decimal(value) for value, _ in pairs])


@pytest.mark.parametrize(
    "score, values, points",
    [
        ({"method": "deviation-from-mean"}, [90, 100, 110, 300], ["90.00", "83.33", "76.67", "0.00"]),
        ({"method": "highest-offer"}, [100000, 400000, 2000000], ["5.00", "20.00", "100.00"]),
        ({"method": "price-range"}, [100, 110], ["100.00", "0.00"]),
        ({"method": "lowest-offer"}, [0, 20], ["100.00", "0.00"]),
    ],
)
def test_the_warnings_are_true(score: dict[str, Any], values: list[int], points: list[str]) -> None:
    """What the guide says goes wrong does go wrong."""
    assert points == _points(100, score, [Decimal(value) for value in values])


def test_every_basis_kind_and_way_of_moderating_is_named() -> None:
    """Nothing that a criteria file may say is left out of the guide."""
    words = [*get_args(BasisName), *_known("kind"), "of-total", "of-parent", "consensus", "mean", "median"]
    assert len(words) > 15
    assert [word for word in words if f"`{word}`" not in GUIDE] == []


def test_every_key_is_explained() -> None:
    """Each key of the criteria file stands in the guide: in running text, in a table or in an example."""
    keys = {key for table in (SCHEMA, *SCHEMA["$defs"].values()) for key in table.get("properties", {})}
    shown = set(re.findall(r"`([a-z-]+)`", GUIDE))
    shown |= {
        key for block in BLOCKS for key in re.findall(r"(?:^|[\s{\[.])([a-z-]+)\]* *(?:=|$|\]\])", block, re.MULTILINE)
    }
    assert len(keys) > 50
    assert sorted(keys - shown) == []


def test_the_packs_and_the_pages_are_linked() -> None:
    """Links of the pages to files lead somewhere, and the index links every page."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", GUIDE)
    assert len(links) >= 8
    assert [link for link in links if not (resources.folder("criteria") / link).exists()] == []
    assert [name for name in PAGES if name != "README.md" and f"]({name})" not in PAGES["README.md"]] == []


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_to_a_heading() -> None:
    """Every #link is the anchor of a heading: of its own page, or of the page that it names."""
    links = [
        (page or name, anchor)
        for name, text in PAGES.items()
        for page, anchor in re.findall(r"\]\(([a-z.]*)#([^)]+)\)", text)
    ]
    assert len(links) >= 20
    assert [(page, anchor) for page, anchor in links if anchor not in _anchors(PAGES[page])] == []


def _ranked(basis: str, method: str, price: int, bids: dict[str, tuple[int, int]], **award: Any) -> dict[str, str]:
    """Return the published total by bidder, best first, of bids given as (quality in percent, price in pounds)."""
    place = Place()
    model = _model(price, {"method": method}, basis=basis, **award)
    money = {"kind": "money"}
    raw = model.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    raw["criterion"][0]["input"] = money
    competition = Competition(
        tuple(
            Bid(name, {"p": Amount(Decimal(pounds), place), "q": Amount(Decimal(quality), place)})
            for name, (quality, pounds) in bids.items()
        )
    )
    return {bid.bidder: str(bid.total) for bid in evaluate(Criteria.model_validate(raw), competition).bids}


@pytest.mark.parametrize("basis", [basis for basis in get_args(BasisName) if basis != "weighted-total"])
def test_the_figures_of_a_basis_are_right(basis: str) -> None:
    """The table of bases prints the figures and the first bid that the tool gives for its three bids."""
    row = re.search(rf"^\| `{basis}` \| [^|]+ \| ([^|]+) \| (\w) \|", GUIDE, re.MULTILINE)
    assert row is not None
    figures = [Decimal(figure) for figure in re.findall(r"[\d.]+(?=[, ]|$)", row.group(1).partition("(")[0].strip())]
    extra = {"pounds-per-point": Decimal("1.50")} if basis == "monetised-quality" else {}
    totals = _ranked(basis, "lowest-price", 40, {"X": (60, 100), "Y": (75, 120), "Z": (90, 160)}, **extra)
    assert figures == [Decimal(totals[name]) for name in "XYZ"]
    assert row.group(2) == next(iter(totals))


@pytest.mark.parametrize(
    "method, price, bids, totals",
    [
        ("lowest-price", 40, {"A": (60, 100), "B": (70, 120)}, {"A": "76.00", "B": "75.33"}),
        (
            "lowest-price",
            40,
            {"A": (60, 100), "B": (70, 120), "D": (20, 60)},
            {"B": "62.00", "A": "60.00", "D": "52.00"},
        ),
        ("price-range", 40, {"A": (60, 100), "B": (70, 110)}, {"A": "76.00", "B": "42.00"}),
        (
            "price-range",
            40,
            {"A": (60, 100), "B": (70, 110), "D": (20, 180)},
            {"B": "77.00", "A": "76.00", "D": "12.00"},
        ),
        (
            "lowest-price",
            50,
            {"A": (50, 50), "B": (75, 75), "C": (100, 100)},
            {"A": "75.00", "C": "75.00", "B": "70.83"},
        ),
    ],
)
def test_a_losing_bid_can_change_the_winner(
    method: str, price: int, bids: dict[str, tuple[int, int]], totals: dict[str, str]
) -> None:
    """The stories told under lowest-price and price-range come out as told, in this order."""
    assert list(totals.items()) == list(_ranked("weighted-total", method, price, bids).items())
    assert [total for total in totals.values() if total not in GUIDE] == []
