"""Whether a zip file is what its index says: every program that opens it then finds the same parts.

Programs disagree about zip files that were made to deceive: one reads the index at the end, another the headers before
the parts, and a third finds a second index. A file passes where there is one of each, they agree, and nothing stands
between, before or after them.
"""

from __future__ import annotations

import struct
import zipfile

from socialvalue.intake.refused import damaged, unsafe

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONG_END = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
#: A part may be followed by its sum and sizes, with or without a mark, in 32 or 64 bits.
_DESCRIPTORS = {12, 16, 20, 24}
_FOLLOWED, _ENCRYPTED = 0x8, 0x1
_UNICODE_PATH = 0x7075


def check_zip(data: bytes, archive: zipfile.ZipFile, label: str) -> None:
    """Refuse a zip file whose index and headers do not agree, or that holds more than they tell.

    Raises:
        Refused: Naming the part where it is one.
    """
    infos = archive.infolist()
    _check_names(infos, label)
    start = _index_start(data, label, len(infos))
    infos = sorted(infos, key=lambda one: one.header_offset)
    at = 0
    for info, following in zip(infos, [*(one.header_offset for one in infos[1:]), start], strict=True):
        if info.header_offset != at:
            raise unsafe(label, f"a zip file with something hidden before its part {info.filename}")
        at = _end_of(data, info, label)
        if info.flag_bits & _FOLLOWED and following - at in _DESCRIPTORS:
            at = following
    if at != start:
        raise unsafe(label, "a zip file with something hidden between its parts and its index")


def _check_names(infos: list[zipfile.ZipInfo], label: str) -> None:
    seen: dict[str, str] = {}
    for info in infos:
        name = info.filename
        if (other := seen.setdefault(name.lower(), name)) != name or info.orig_filename != name or "\\" in name:
            pair = f"{other} and {name}" if other != name else name
            raise unsafe(label, f"parts whose names different programs tell apart differently ({pair})")
        if info.flag_bits & _ENCRYPTED:
            raise damaged(label, "a zip file locked with a password")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise unsafe(label, f"a part ({name}) packed in a way that Excel does not know")
    if len(seen) != len(infos):
        raise unsafe(label, "a package that holds two parts of one name")


def _index_start(data: bytes, label: str, count: int) -> int:
    end = len(data) - _END.size
    if end < 0 or data[end : end + 4] != b"PK\x05\x06":
        raise unsafe(label, "a zip file with something behind its end")
    start: int
    _, disk, index_disk, here, total, size, start, _ = _END.unpack_from(data, end)
    longer = end - _LONG_END.size - _LOCATOR.size
    if longer >= 0 and data[longer : longer + 4] == b"PK\x06\x06" and data[end - 20 : end - 16] == b"PK\x06\x07":
        # Some programs write the end a second time, in 64 bits; where both say something they must say the same.
        *_, disks, index_disks, here64, total64, size64, start64 = _LONG_END.unpack_from(data, longer)
        short = ((disk, disks), (index_disk, index_disks), (here, here64), (total, total64), (size, size64))
        if any(one not in {two, 0xFFFF, 0xFFFFFFFF} for one, two in (*short, (start, start64))):
            raise unsafe(label, "a zip file with two ends that do not agree")
        if _LOCATOR.unpack_from(data, end - _LOCATOR.size)[2] != longer:
            raise unsafe(label, "a zip file with two ends that do not agree")
        disk, index_disk, here, total, size, start, end = disks, index_disks, here64, total64, size64, start64, longer
    if disk or index_disk or here != total or total != count:
        raise unsafe(label, "a zip file whose index does not say how many parts it has")
    if start + size != end or data[start : start + 4] not in {b"PK\x01\x02", data[end : end + 4]}:
        raise unsafe(label, "a zip file whose index does not stand where its end says")
    return start


def _end_of(data: bytes, info: zipfile.ZipInfo, label: str) -> int:
    """Return where the packed bytes of a part end, its header having been compared with the index."""
    at: int = info.header_offset
    name_length: int
    extra_length: int
    if data[at : at + 4] != b"PK\x03\x04" or at + _LOCAL.size > len(data):
        raise damaged(label, f"a damaged zip file (no header before {info.filename})")
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _LOCAL.unpack_from(data, at)
    body = at + _LOCAL.size + name_length + extra_length
    name = data[at + _LOCAL.size : at + _LOCAL.size + name_length]
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    told = (info.CRC, info.compress_size, info.file_size)
    # Sizes may stand behind the part, or in the 64-bit field behind its name; then here stands nothing, or the same.
    unsaid = ({0} if flags & _FOLLOWED else set()) | {0xFFFFFFFF}
    if name != info.orig_filename.encode(encoding) or method != info.compress_type:
        raise unsafe(label, f"a zip file whose index and headers name different parts ({info.filename})")
    if flags != info.flag_bits or any(
        here not in {there, *unsaid} for here, there in zip((crc, packed, size), told, strict=True)
    ):
        raise damaged(label, f"a zip file whose index and headers give {info.filename} different sizes")
    if _UNICODE_PATH in {*_fields(info.extra), *_fields(data[body - extra_length : body])}:
        raise unsafe(label, f"a part with a second name ({info.filename})")
    return body + info.compress_size


def _fields(extra: bytes) -> list[int]:
    found, at = [], 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        found.append(kind)
        at += 4 + length
    return found
