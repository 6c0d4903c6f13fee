"""The redactions file: only what is told of the winner, only what stands there, never the whole of a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.errors import Place
from socialvalue.intake.award.redactions import LoadedRedactions, load_redactions
from socialvalue.model.competition import Amount, Bid, Competition, Mark
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.redactions import Redaction, pieces, spans
from socialvalue.scoring import evaluate
from tests.intake.panel_build import criteria

MODEL = criteria(**{'reference = "R-1"': 'reference = "R-1"\ntender-date = 2026-07-06'})
PLACE = Place("moderation.xlsx", "Moderation", "D4")
JOURNEY = (
    "The panel agreed 4. A yard at Quay Lane is held under an option (p. 9), and 71% of\nrequests were met. "
    "It is “ready”."
)
START = "Two minibuses – both new – stand at the yard at Quay Lane today, and two more by May."


def _bid(name: str, price: int, mark: int) -> Bid:
    return Bid(
        name,
        {
            "price": Amount(Decimal(price), Place("bids/a.xlsx", "Offer", "D4")),
            "service.journey": Mark(Decimal(mark), PLACE, JOURNEY, "pp. 8–9; Annex D"),
            "service.start": Mark(Decimal(mark), PLACE, START, "p. 12"),
            "voice": Mark(Decimal(mark), PLACE, "A panel of twelve meets, and meets again.", ""),
        },
    )


def _evaluation() -> Evaluation:
    bids = (_bid("Harbour & Co", 100, 4), _bid("Mosslane CIC", 120, 2))
    return evaluate(MODEL, Competition(bids))


EVALUATION = _evaluation()

WHOLE = """
format = 1
[[redaction]]
bidder     = "Harbour & Co"
question   = "service.journey"
passage    = "71% of requests"
ground     = "Another customer's figure."
decided-by = "Ann Ash"
decided-on = 2026-10-19
"""
SECOND = WHOLE.replace("format = 1\n", "")


def load(folder: Path, text: str = WHOLE) -> LoadedRedactions:
    (folder / "redactions.toml").write_text(text, "utf-8")
    return load_redactions(folder, MODEL, EVALUATION)


def found(loaded: LoadedRedactions) -> list[tuple[str, str]]:
    assert loaded.redactions == ()
    return [(problem.code, problem.place.key) for problem in loaded.problems]


def test_a_good_file_is_what_is_withheld(tmp_path: Path) -> None:
    loaded = load(tmp_path)

    assert (loaded.problems, loaded.notes) == ((), ())
    assert [one.passage for one in loaded.redactions] == ["71% of requests"]


def test_no_file_withholds_nothing(tmp_path: Path) -> None:
    assert LoadedRedactions() == load_redactions(tmp_path, MODEL, EVALUATION)


def test_the_winner_comes_back_as_its_bid_spells_it(tmp_path: Path) -> None:
    loaded = load(tmp_path, WHOLE.replace("Harbour & Co", "HARBOUR  & CO"))

    assert [one.bidder for one in loaded.redactions] == ["Harbour & Co"]


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("format = 1", "format = 2", "redactions-invalid", "format"),
        ("format = 1", "format = ", "redactions-syntax", ""),
        ("decided-by", "decided_by", "redactions-unknown-key", "redaction[1].decided_by"),
        ("[[redaction]]", "[[redactions]]", "redactions-unknown-key", "redactions"),
        ('ground     = "Another customer\'s figure."\n', "", "redactions-missing", "redaction[1].ground"),
        ('"Another customer\'s figure."', '" "', "redactions-invalid", "redaction[1].ground"),
        ('"Another customer\'s figure."', '"That 71% Of Requests"', "redactions-rule", "redaction[1].ground"),
        ('"Ann Ash"', '""', "redactions-invalid", "redaction[1].decided-by"),
        ("2026-10-19", '"19 October"', "redactions-invalid", "redaction[1].decided-on"),
        ("2026-10-19", "2026-07-05", "redactions-rule", "redaction[1].decided-on"),
        ("Harbour & Co", "Harbor & Co", "redactions-rule", "redaction[1].bidder"),
        ("Harbour & Co", "Mosslane CIC", "redactions-not-winner", "redaction[1].bidder"),
        ("service.journey", "service.jurney", "redactions-rule", "redaction[1].question"),
        ("service.journey", "service", "redactions-rule", "redaction[1].question"),
        ("service.journey", "service.start", "redactions-not-found", "redaction[1].passage"),
        ("71% of requests", "72% of requests", "redactions-not-found", "redaction[1].passage"),
        ("71% of requests", "1% of requests", "redactions-not-found", "redaction[1].passage"),
        ("71% of requests", "17% of requests", "redactions-not-found", "redaction[1].passage"),
        ("71% of requests", "  ", "redactions-rule", "redaction[1].passage"),
        ("passage ", 'part = "anwser"\npassage ', "redactions-invalid", "redaction[1].part"),
        ("passage ", 'part = "reference"\npassage ', "redactions-not-found", "redaction[1].passage"),
        ("passage ", 'part = "answer"\npassage ', "redactions-rule", "redaction[1].passage"),
        ('passage    = "71% of requests"', 'part = "answer"', "redactions-rule", "redaction[1].part"),
        ('passage    = "71% of requests"\n', "", "redactions-rule", "redaction[1].passage"),
    ],
)  # fmt: skip
def test_a_fault_is_located(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    assert old in WHOLE
    assert [(code, at)] == found(load(tmp_path, WHOLE.replace(old, new, 1)))


def test_a_fault_of_the_second_row_does_not_hide_one_of_the_first(tmp_path: Path) -> None:
    text = WHOLE.replace("71% of requests", "gone") + SECOND.replace("Harbour & Co", "Mosslane CIC")

    assert set(found(load(tmp_path, text))) == {
        ("redactions-not-found", "redaction[1].passage"),
        ("redactions-not-winner", "redaction[2].bidder"),
    }


def test_a_price_may_be_withheld_whole(tmp_path: Path) -> None:
    text = WHOLE.replace("service.journey", "price").replace('passage    = "71% of requests"', 'part = "answer"')

    assert [one.part for one in load(tmp_path, text).redactions] == ["answer"]
    again = text + text.replace("format = 1\n", "")
    assert found(load(tmp_path, again)) == [("redactions-rule", "redaction[2].part")]


def test_what_is_not_found_is_answered_with_what_stands_there(tmp_path: Path) -> None:
    """A passage copied from a draft: the words as they are now are shown."""
    text = WHOLE.replace("71% of requests", "a yard at Quay Lane is held on an option")
    problem = load(tmp_path, text).problems[0]

    assert "A yard at Quay Lane is held under an" in problem.expected


def test_a_passage_of_the_reference_is_not_looked_for_in_vain(tmp_path: Path) -> None:
    problem = load(tmp_path, WHOLE.replace("71% of requests", "Annex D")).problems[0]

    assert problem.action == "It stands in the reference: write part = “reference”."
    text = WHOLE.replace("71% of requests", "Annex D").replace("passage ", 'part = "reference"\npassage ')
    assert load(tmp_path, text).problems == ()


@pytest.mark.parametrize("passage", [JOURNEY.replace("\n", " ").replace("“", "'").replace("”", "'")])
def test_the_whole_reason_is_never_withheld(tmp_path: Path, passage: str) -> None:
    """The law asks for an explanation. (Quotation marks other than those of the reason do not hide it.)"""
    text = WHOLE.replace("71% of requests", passage.replace("'", '\\"'))

    assert found(load(tmp_path, text)) == [("redactions-whole-reason", "redaction[1].passage")]


def test_the_whole_reason_is_not_withheld_in_parts_either(tmp_path: Path) -> None:
    text = WHOLE.replace("service.journey", "voice").replace("71% of requests", "A panel of twelve meets")
    text += SECOND.replace("service.journey", "voice").replace("71% of requests", "and meets again")

    assert found(load(tmp_path, text)) == [("redactions-whole-reason", "redaction[2].passage")]


def test_that_most_of_a_reason_is_withheld_is_said(tmp_path: Path) -> None:
    text = WHOLE.replace("service.journey", "voice").replace("71% of requests", "A panel of twelve meets,")

    assert [note.text.partition(":")[0] for note in load(tmp_path, text).notes] == [
        "More than half of the reason is withheld"
    ]


def test_passages_that_overlap_are_a_fault(tmp_path: Path) -> None:
    text = WHOLE + SECOND.replace("71% of requests", "requests were met")

    assert found(load(tmp_path, text)) == [("redactions-rule", "redaction[2].passage")]


def test_the_same_passage_twice_in_the_file_is_a_fault(tmp_path: Path) -> None:
    assert found(load(tmp_path, WHOLE + SECOND)) == [("redactions-rule", "redaction[2].passage")]


def test_a_passage_inside_another_word_for_word_is_a_fault_wherever_it_stands(tmp_path: Path) -> None:
    text = WHOLE.replace("71% of requests", "held under an option") + SECOND.replace("71% of requests", "an")

    assert found(load(tmp_path, text)) == [("redactions-rule", "redaction[2].passage")]


def test_a_passage_that_stands_twice_is_withheld_twice_and_it_is_said(tmp_path: Path) -> None:
    loaded = load(tmp_path, WHOLE.replace("service.journey", "voice").replace("71% of requests", "meets"))

    assert [str(note) for note in loaded.notes] == [
        "redactions.toml · redaction[1]: The passage stands 2 times in the reason: each of them is withheld."
    ]
    assert sum(isinstance(piece, Redaction) for piece in pieces("He meets her; she meets him.", loaded.redactions)) == 2


def test_a_passage_that_stands_elsewhere_too_is_pointed_out(tmp_path: Path) -> None:
    """Withheld in one reason, told in another: the gap would protect nothing."""
    text = WHOLE.replace("71% of requests", "at Quay Lane")

    assert [note.text for note in load(tmp_path, text).notes] == [
        "The passage also appears in the reason under “service.start”and is not withheld there."
    ]
    both = text + SECOND.replace("71% of requests", "at Quay Lane").replace("service.journey", "service.start")
    assert load(tmp_path, both).notes == ()


def test_a_file_without_a_winner_to_protect_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "redactions.toml").write_text(WHOLE, "utf-8")
    empty = EVALUATION.model_copy(update={"bids": ()})

    assert [(problem.code, problem.place.key) for problem in load_redactions(tmp_path, MODEL, empty).problems] == [
        ("redactions-rule", "redaction[1].bidder")
    ]


@pytest.mark.parametrize(
    ("text", "passage", "times"),
    [
        ("one two  three", "two three", 1),
        ("one two\n\nthree", "two three", 1),
        ("one two\u00a0three", "two three", 1),
        ("it is “ready” – now", 'is "ready" - now', 1),
        ("the co-op’s own", "the co\u2011op's own", 1),
        ("94.2% and 4", "4", 1),
        ("£1,000", "£1,0", 0),
        ("£1,000", "£1,000", 1),
        ("a(b) [c].* d", "a(b) [c].*", 1),
        ("anything", "", 0),
        ("anything", "  ", 0),
        ("", "anything", 0),
        ("Tŷ Coch", "Tŷ", 1),
        ("Tŷs", "Tŷ", 0),
    ],
)
def test_a_passage_is_found_word_for_word_and_never_inside_a_word(text: str, passage: str, times: int) -> None:
    assert times == len(spans(text, passage))


def test_the_pieces_of_a_text_are_all_of_it_less_what_is_withheld() -> None:
    def one(passage: str) -> Redaction:
        return EVERY.model_copy(update={"passage": passage})

    assert ("one ", one("two"), " three") == pieces("one two three", [one("two")])
    assert (one("one two three"),) == pieces("one two three", [one("one two three")])
    assert pieces("one two three", [one("four")]) == ("one two three",)
    assert pieces("one two three", []) == ("one two three",)
    assert pieces("", [one("two")]) == ()


def test_passages_that_overlap_after_all_tell_nothing_of_either() -> None:
    """Intake refuses them; should one slip through, no word of it is told."""
    first, second = (EVERY.model_copy(update={"passage": text}) for text in ("one two three", "three four"))

    assert (
        "".join(piece for piece in pieces("one two three four five", [first, second]) if isinstance(piece, str)).strip()
        == "five"
    )


EVERY = Redaction.model_validate(
    {
        "bidder": "Harbour & Co",
        "question": "voice",
        "ground": "A ground.",
        "decided-by": "Ann Ash",
        "decided-on": date(2026, 10, 19),
    }
)
