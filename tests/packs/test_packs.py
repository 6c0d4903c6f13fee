"""The packs that ship: sourced, doubts stated, proved by worked examples, and free of what may not ship."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue import resources
from socialvalue.intake.criteria.cases import find_cases, read_case
from socialvalue.intake.criteria.file import load_criteria, packs
from socialvalue.model.criteria import Criteria
from socialvalue.scoring.worked import differences

CRITERIA = resources.folder("criteria")
PACKS = sorted(packs())
CASES = [path for pack in PACKS for path in find_cases(pack)]
TOMS_CODE = re.compile(r"\bNT\d+\w*", re.IGNORECASE)
SHIPPED = sorted(path for path in CRITERIA.rglob("*") if path.is_file())


def _model(pack: str) -> Criteria:
    return load_criteria(pack).criteria


def _case_id(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def test_the_two_packs_ship() -> None:
    """Both packs are found, so that no other test here passes for want of anything to look at."""
    assert {"best-value", "works"} <= set(PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_no_faults(pack: str) -> None:
    """`criteria check` is silent about every pack."""
    assert load_criteria(pack).problems == ()


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_says_where_it_comes_from_and_what_is_not_verified(pack: str) -> None:
    """Source, references, doubts, jurisdiction, first day and licence are given, and doubts are whole sentences."""
    model = _model(pack)
    assert model.source
    assert model.references
    assert model.licence
    assert model.jurisdiction == "England"
    assert model.effective_from is not None
    assert model.doubts
    assert [doubt for doubt in model.doubts if not doubt.endswith(".")] == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_six_worked_examples_or_more(pack: str) -> None:
    """A pack is proved by at least six worked examples, each under a name of its own."""
    names = [tomllib.loads(path.read_text("utf-8"))["name"] for path in find_cases(pack)]
    assert len(set(names)) == len(names) >= 6


@pytest.mark.parametrize("path", CASES, ids=_case_id)
def test_a_worked_example_comes_out_as_worked_by_hand(path: Path) -> None:
    """Every expectation of every case is met, and no case is empty."""
    case, problems = read_case(path)
    assert problems == []
    assert case is not None
    assert set(case.expected) == {bid.bidder for bid in case.competition.bids}
    _, found = differences(case.criteria, case.competition, case.expected)
    assert found == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_changed_expectation_is_noticed(pack: str) -> None:
    """The guard guards: a total that is a hundredth off is reported, for each pack's first case."""
    case, _ = read_case(find_cases(pack)[0])
    assert case is not None
    bidder, figures = next(iter(case.expected.items()))
    wrong = str(Decimal(figures["total"]) + Decimal("0.01"))
    _, found = differences(case.criteria, case.competition, {bidder: {"total": wrong}})
    assert [(difference.what, difference.expected) for difference in found] == [("total", wrong)]


@pytest.mark.parametrize("pack", PACKS)
def test_every_value_in_pounds_is_sourced_licensed_dated_and_doubted(pack: str) -> None:
    """No £ value ships without source, open licence, price year, first day and its doubt."""
    unsourced = [
        (measure.id, proxy.from_)
        for measure in _model(pack).measure
        for proxy in measure.proxy
        if not (proxy.source and proxy.licence == "OGL-3.0" and proxy.price_year and proxy.doubt)
    ]
    assert unsourced == []


def test_a_value_in_pounds_ships() -> None:
    """The test before this one has something to look at."""
    assert any(measure.proxy for pack in PACKS for measure in _model(pack).measure)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_no_licensed_measure_codes_ship(path: Path) -> None:
    """Measures of the National TOMs (NT and a number) may not be redistributed, so none stand in criteria/."""
    assert TOMS_CODE.findall(path.read_text("utf-8")) == []


def test_the_search_for_licensed_codes_reads_the_files() -> None:
    """The pattern finds a code, and there are files to search."""
    assert TOMS_CODE.findall("Measure NT1a and nt22") == ["NT1a", "nt22"]
    assert len(SHIPPED) > len(CASES) >= 12


@pytest.mark.parametrize("pack", PACKS)
def test_where_a_bidder_is_based_is_never_asked(pack: str) -> None:
    """No criterion, question, standard or measure has a bidder's place for its id, title or unit (LGA 1988 s.17)."""
    model = _model(pack)
    asked = [(leaf.key, leaf.title, getattr(leaf.input, "unit", "")) for leaf in model.leaves]
    asked += [(standard.id, standard.title, standard.question) for standard in model.standard]
    asked += [(measure.id, measure.title, measure.unit) for measure in model.measure]
    place = re.compile(
        r"address|postcode|headquarter|head office|registered office|miles|distance|based in|local (?:firm"
        r"|supplier|business|company|bidder)",
        re.IGNORECASE,
    )
    assert [row for row in asked if place.search(" ".join(row))] == []


@pytest.mark.parametrize("pack", PACKS)
def test_local_benefit_is_about_people_in_the_area(pack: str) -> None:
    """Jobs and training count people who live in the area; bidders are told that their own place is no matter."""
    model = _model(pack)
    local = [leaf for leaf in model.leaves if "live in the area" in leaf.title]
    assert len(local) >= 2
    assert any("does not matter where your organisation is based" in leaf.guidance for leaf in local)


@pytest.mark.parametrize("pack", PACKS)
def test_social_value_does_not_depend_on_the_other_bids(pack: str) -> None:
    """Only price may be scored against the other bids: a huge promise moves nobody else's points."""
    assert [leaf.key for leaf in _model(pack).leaves if leaf.is_relative and not leaf.is_price] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_question_tells_the_bidder_what_is_wanted(pack: str) -> None:
    """Everything that is scored has guidance, and every level of a scale says what it means."""
    model = _model(pack)
    assert [leaf.key for leaf in model.leaves if not leaf.guidance] == []
    assert [level.label for scale in model.scale for level in scale.levels if not level.means] == []


def test_best_value_has_the_dimensions_of_its_title() -> None:
    """Cost, social, economic and environmental value are dimensions of best-value; the service's quality is beside."""
    dimensions = {dimension.id for dimension in _model("best-value").dimension}
    assert {"cost", "social", "economic", "environmental"} <= dimensions


@pytest.mark.parametrize("pack", PACKS)
def test_the_competition_is_left_to_the_user(pack: str) -> None:
    """A pack names no authority or tender; its commented example becomes valid when the # is taken away."""
    assert _model(pack).competition.authority == ""
    text = load_criteria(pack).path.read_text("utf-8")
    block = re.search(r"^# \[competition\]\n(?:# .+\n)+", text, re.MULTILINE)
    assert block is not None
    filled = text.replace(block.group(), re.sub(r"^# ", "", block.group(), flags=re.MULTILINE))
    model = Criteria.model_validate(tomllib.loads(filled, parse_float=Decimal))
    assert model.competition.authority
    assert model.competition.tender_date is not None
