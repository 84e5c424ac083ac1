"""How far apart the cells of an xls file lie, before the workbook library makes rectangles of them.

Format: [MS-CFB] (a file system of sectors, of which one stream is the workbook) and [MS-XLS]
(records of a kind, a length and a payload; rows and columns of 16 bits each).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_TABLES: Final = 76  # in the header: where the first 109 sectors of the allocation table are
_LAST_SECTOR: Final = 0xFFFFFFFA  # numbers from here on end a chain
_SHIFTS: Final = (9, 12)
_ENTRY: Final = 128
# A report has thousands of records; walking many more would take long.
_MOST_RECORDS: Final = 2_000_000
_ENDLESS: Final = 1 << 32
_SMALL: Final = 64  # sectors of the stream of small streams
_NAMES: Final = frozenset(["workbook", "book"])
_BEGIN: Final = 0x0809
_MANY: Final = 0x00BD  # several cells of one row; the last column stands at its end
# Records of cells with a value, old and new; each begins with its row and column.
_CELLS: Final = frozenset(
    [0x0006, 0x0206, 0x0406, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, _MANY]
)


def most_cells(data: bytes) -> int:
    """The cells of the largest rectangle that a sheet of `data` spans; 0 where nothing is found."""
    try:
        return max(_areas(_workbook(data)), default=0)
    except (struct.error, ValueError):
        return 0  # damaged: the workbook library says so


def _areas(stream: bytes) -> Iterator[int]:
    """The area of each sheet, as its cells tell."""
    at, rows, columns, records = 0, 0, 0, 0
    while at + 4 <= len(stream):
        records += 1
        if records > _MOST_RECORDS:
            yield _ENDLESS
            return
        kind, length = struct.unpack_from("<HH", stream, at)
        payload = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _BEGIN:
            yield rows * columns
            rows, columns = 0, 0
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", payload)
            if kind == _MANY:
                column = max(column, struct.unpack_from("<H", payload, length - 2)[0])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    yield rows * columns


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook; empty where there is none."""
    (shift,) = struct.unpack_from("<H", data, 30)
    (directory,) = struct.unpack_from("<I", data, 48)
    cutoff, small_table = struct.unpack_from("<II", data, 56)
    if shift not in _SHIFTS:
        return b""
    size = 1 << shift
    table = _table(data, size)
    entries = _joined(data, size, size, table, directory)
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", entries, at + 64)
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name.lower() in _NAMES:
            start, extent = struct.unpack_from("<II", entries, at + 116)
            if extent >= cutoff:
                return _joined(data, size, size, table, start)[:extent]
            (root,) = struct.unpack_from("<I", entries, 116)
            small = _joined(data, size, size, table, root)
            links = _joined(data, size, size, table, small_table)
            chain = _numbers(links[: len(small) // _SMALL * 4])
            return _joined(small, _SMALL, 0, chain, start)[:extent]
    return b""


def _table(data: bytes, size: int) -> list[int]:
    """The allocation table: the sector that follows each sector."""
    sectors = list(struct.unpack_from("<109I", data, _TABLES))
    (more,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // size):
        if more >= _LAST_SECTOR:
            break
        *further, more = _numbers(data[(more + 1) * size : (more + 2) * size])
        sectors += further
    # No more than the sectors of the file need, however many are named.
    most = len(data) // size // (size // 4) + 1
    known = [number for number in sectors if number < _LAST_SECTOR][:most]
    return [n for s in known for n in _numbers(data[(s + 1) * size : (s + 2) * size])]


def _joined(data: bytes, size: int, begin: int, table: list[int], start: int) -> bytes:
    """The sectors of a chain, one behind the other; a chain that bites its tail ends."""
    out, seen = [], set[int]()
    while start < len(table) and start not in seen:
        seen.add(start)
        out.append(data[begin + start * size : begin + (start + 1) * size])
        start = table[start]
    return b"".join(out)


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
