"""Small grey pictures as PNG files: sixteen greys, and words about the picture. Written and read here alone."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def write_png(path: Path, picture: Grey, words: str) -> None:
    """Write a picture in sixteen greys, with ``words`` as its comment."""
    height, width = picture.shape
    sixteen = np.zeros((height, width + width % 2), np.uint8)
    sixteen[:, :width] = (picture.astype(np.uint16) + 8) // 17
    rows = np.hstack([np.zeros((height, 1), np.uint8), sixteen[:, ::2] << 4 | sixteen[:, 1::2]])
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)),
        (b"iTXt", b"Comment\0\0\0\0\0" + words.encode()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def read_png(path: Path) -> tuple[Grey, str]:
    """Return a picture that `write_png` wrote, and its words."""
    data, chunks, at = path.read_bytes(), {}, len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunks[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + length]
        at += 12 + length
    width, height, *kind = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert kind == [4, 0, 0, 0, 0], f"{path} was not written by these tests: --update-golden writes it"
    bytes_ = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)[:, 1:]
    sixteen = np.stack([bytes_ >> 4, bytes_ & 15], axis=2).reshape(height, -1)[:, :width]
    return (sixteen * 17).astype(np.uint8), chunks[b"iTXt"].split(b"\0", 5)[5].decode()
