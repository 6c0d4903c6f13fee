"""What a package may be at most, and what is no package of Excel: refused before anything of it is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from socialvalue.intake.package import archive, package
from socialvalue.intake.refused import Refused

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _parts() -> dict[str, bytes]:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _refusal(parts: dict[str, bytes]) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        package.open_package(_packed(parts), "a.xlsx")
    return caught.value.problem.code, caught.value.problem.found


def _changed(part: str, old: bytes, new: bytes) -> dict[str, bytes]:
    parts = _parts()
    assert old in parts[part]
    return {**parts, part: parts[part].replace(old, new)}


def test_a_sound_package_opens() -> None:
    assert [one.name for one in package.open_package(_packed(_parts()), "a.xlsx").sheets] == ["Sheet"]


@pytest.mark.parametrize(
    ("limit", "value", "found"),
    [
        ("MOST_PARTS", len(_parts()) - 1, f"a package of {len(_parts())} parts"),
        ("MOST_UNPACKED", sum(map(len, _parts().values())) - 1, "a package that unpacks to more than"),
    ],
)
def test_a_package_at_its_limit_opens_and_one_above_does_not(
    limit: str, value: int, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limits are lowered here: what counts is which side of them a file is on."""
    monkeypatch.setattr(archive, limit, value + 1)
    package.open_package(_packed(_parts()), "a.xlsx")
    monkeypatch.setattr(archive, limit, value)
    code, told = _refusal(_parts())
    assert code == "file-unsafe"
    assert found in told


def test_a_part_is_packed_at_most_two_hundred_to_one() -> None:
    """From a megabyte on: small parts of one letter pack well too."""
    big = {**_parts(), "xl/media/a.bin": bytes(2 * 2**20)}
    assert _refusal(big) == ("file-unsafe", "a part (xl/media/a.bin) that unpacks to more than 200 times its size")
    package.open_package(_packed({**_parts(), "xl/media/a.bin": bytes(2**20)}), "a.xlsx")


def test_what_is_no_workbook_of_this_format_is_named() -> None:
    binary = _changed("_rels/.rels", b"xl/workbook.xml", b"xl/workbook.bin")
    assert _refusal(binary) == ("file-format", "an Excel workbook in the binary format (.xlsb)")
    without = {name: content for name, content in _parts().items() if name != "[Content_Types].xml"}
    assert _refusal(without) == ("file-damaged", "a package without its index ([Content_Types].xml)")
    nothing = _changed("_rels/.rels", f"{OFFICE}/officeDocument".encode(), f"{OFFICE}/other".encode())
    assert _refusal(nothing) == ("file-format", "a zip file without a workbook")


def test_a_workbook_of_charts_alone_has_no_worksheet() -> None:
    charts = _changed("xl/_rels/workbook.xml.rels", b"relationships/worksheet", b"relationships/chartsheet")
    assert _refusal(charts) == ("file-damaged", "a workbook without a worksheet")


def test_a_package_locked_with_a_password_is_refused() -> None:
    """By the flag that a zip file sets on each of its parts."""
    data = bytearray(_packed(_parts()))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 1)
    with pytest.raises(Refused) as caught:
        package.open_package(bytes(data), "a.xlsx")
    assert "password" in caught.value.problem.found
