"""Packed files (xlsx, odt) are measured before a foreign library unpacks them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

from analyzer.errors import InputError

_MOST_MEMBERS: Final = 2000
_MOST_BYTES: Final = 160 * 1024 * 1024
_CHUNK: Final = 1024 * 1024
_REMEDY: Final = "请重新下载，或重新另存后再试"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip


def measure(data: bytes) -> None:
    """Raise `InputError` where an archive holds too much; what it says of its sizes is not believed.

    Pictures and other media are counted too: a library may unpack everything.
    """
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise InputError("文件内的部件过多，疑似异常文件", remedy=_REMEDY)
            for member in members:
                with archive.open(member) as stream:
                    while piece := stream.read(_CHUNK):
                        left -= len(piece)
                        if left < 0:
                            raise InputError("文件解压后过大，疑似异常文件", remedy=_REMEDY)
    except _BROKEN as error:
        raise InputError(f"文件已损坏或不完整（{error}）", remedy=_REMEDY) from None
    except RuntimeError:  # zipfile's answer to a member that needs a password
        raise InputError("文件有密码", remedy="请取消密码后再试") from None
