"""The arrays of a model file, read without numpy: its import would be a fifth of a cold start.

The file is what `numpy.savez` writes: a zip of `.npy` files, each a line that tells kind and shape
of the numbers (numpy's “NPY format”, version 1.0) and then the numbers.
"""

from __future__ import annotations

import ast
import io
import zipfile
from collections.abc import Mapping
from struct import Struct, unpack_from
from typing import Final, TypeAlias

Row: TypeAlias = tuple[float, ...]

_MAGIC: Final = b"\x93NUMPY\x01\x00"
_KINDS: Final = {"<f2": "e", "<f4": "f"}


class Matrix(dict[int, Row]):
    """The rows of a matrix by number, each unpacked when it is first asked for.

    A report needs a few hundred of many thousand rows.
    """

    def __init__(self, numbers: bytes, kind: str, columns: int) -> None:
        super().__init__()
        self._numbers = numbers
        self._row = Struct(f"<{columns}{kind}")

    def __missing__(self, number: int) -> Row:
        row = self[number] = self._row.unpack_from(self._numbers, number * self._row.size)
        return row


def matrices(content: bytes) -> Mapping[str, Matrix]:
    """The arrays of an npz file by name; one of one dimension is a matrix of one row.

    Raises `ValueError` for anything but rows of half or single precision.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.removesuffix(".npy"): _matrix(archive.read(name)) for name in archive.namelist()
        }


def _matrix(content: bytes) -> Matrix:
    if not content.startswith(_MAGIC):
        raise ValueError("not an array")
    (length,) = unpack_from("<H", content, len(_MAGIC))
    start = len(_MAGIC) + 2
    head = ast.literal_eval(content[start : start + length].decode("ascii"))
    if head["fortran_order"] or head["descr"] not in _KINDS:
        raise ValueError(f"not rows of floats: {head}")
    return Matrix(content[start + length :], _KINDS[head["descr"]], head["shape"][-1])
