"""Seeded damage to files and sentences: the same generator state, the same damage."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

_TAG: Final = re.compile(rb"<[^<>]{0,2000}>")
_NUMBER: Final = re.compile(r"[0-9]+")
_STREAM: Final = re.compile(
    rb"(?<=stream\n).*?(?=\n?endstream)|(?<=stream\r\n).*?(?=\r?\nendstream)", re.DOTALL
)
_WIDE: Final = str.maketrans("0123456789,.%()", "０１２３４５６７８９，．％（）")
_MOST_BYTES: Final = 400_000
# What breaks readers of numbers, of lines and of tables; single characters and whole turns.
_CHARACTERS: Final = (
    *"\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\xa0\xad",
    *"\u0301\u0604\u061c\u0660\u0966\u115f\u1680\u200b\u200d\u200e\u2028\u2029\u202e\u2060\u2066",
    *"\u2212\u2460\u2488\u2776\u3000\u3007\u3021\u3164\u3220\ufe0f\ufeff\uff10\uff0d\ufffc\ufffd\uffff",
    *"\ud800\udfff\ue000\U0001d7d8\U0001f51f\U000e0041\U0010ffff",
    *"一二三四五六七八九十百千万亿零〇两廿卅壹贰叁拾佰仟萬億兆点半余多来近约超几数",
    *"0123456789.,%％‰·:：/-—～~()（）[]《》“”、，。；！？\t\n\r |*#>`\\<&\"'",
)
_TURNS: Final = (
    "2024年", "同比增长", "比上年减少", "占总数的", "其中", "分别为", "均为", "未收到", "不超过",
    "以上", "左右", "百分之", "个百分点", "倍", "三分之二", "十几", "数十万", "3-5件", "1.2.3", "1,234,567",
    "-5件", "1e999", "0.000000001", "万亿", "亿亿", "第一", "第二部分", "一、", "（一）", "件/件", "%", "上年结转",
    "予以公开", "合计", "总计", "结转下年度继续办理", "政府信息公开", "行政复议", "百分之一百二十", "零零零", "两万五",
    "９９％", "1／3", "5成", "半数", "全部", "无", "0", "/", "——",
)  # fmt: skip
_NUMBERS: Final = ("0", "-1", "00", "65536", "2147483648", "99999999999999999999", "1.5", "NaN", "")
_BYTES: Final = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\x81", b"\xa1\xa1", b"<", b">", b"&", b"&#0;", b"&#xD800;",
    b"&#99999999;", b"]]>", b"<!--", b"<![CDATA[", b"<table>", b"</table>", b"<td colspan=9999>", b"<tr>", b"\r\n",
    b"PK\x03\x04", b"%PDF-", b"endobj", b"\x1b[31m", b"--", b"|", b"=",
)  # fmt: skip
_PARTS: Final = re.compile(r"\.(xml|rels|html?|txt|md)$")


def text(source: str, others: Sequence[str], random: Random) -> str:
    """`source` changed in one to six places, now and then with pieces of `others`."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        source = random.choice(_TEXT_CHANGES)(source, random)
        if random.random() < 0.1:
            other = random.choice(others)
            at = random.randrange(len(source) + 1)
            source = source[:at] + other[: random.randrange(len(other) + 1)] + source[at:]
    return source[:8_000]


def _insert(source: str, random: Random) -> str:
    at = random.randrange(len(source) + 1)
    return source[:at] + random.choice(random.choice((_CHARACTERS, _TURNS))) + source[at:]


def _sprinkle(source: str, random: Random) -> str:
    mark = random.choice(_CHARACTERS)
    return "".join(each + mark if random.random() < 0.3 else each for each in source)


def _delete(source: str, random: Random) -> str:
    start, end = _range(len(source), random)
    return source[:start] + source[end:]


def _repeat(source: str, random: Random) -> str:
    start, end = _range(len(source), random)
    return source[:start] + source[start:end] * random.choice((2, 3, 40)) + source[end:]


def _run(source: str, random: Random) -> str:
    at = random.randrange(len(source) + 1)
    run = random.choice(random.choice((_CHARACTERS, _TURNS))) * random.choice(
        (10, 10, 40, 40, 200, 2000)
    )
    return source[:at] + run + source[at:]


def _swap(source: str, random: Random) -> str:
    start, end = _range(len(source), random)
    third = random.randrange(end, len(source) + 1)
    return source[:start] + source[end:third] + source[start:end] + source[third:]


def _renumber(source: str, random: Random) -> str:
    def other(_: re.Match[str]) -> str:
        return random.choice((*_NUMBERS, str(random.randrange(10_000)), random.choice(_TURNS)))

    return _NUMBER.sub(other, source, count=random.choice((1, 3, 0)))


def _widen(source: str, random: Random) -> str:
    start, end = _range(len(source), random)
    return source[:start] + source[start:end].translate(_WIDE) + source[end:]


def _spell(source: str, random: Random) -> str:
    digits = random.choice(
        ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "①②③④⑤⑥⑦⑧⑨⑩", "٠١٢٣٤٥٦٧٨٩")
    )
    return source.translate(str.maketrans("0123456789", digits[:10]))


_TEXT_CHANGES: Final[tuple[Callable[[str, Random], str], ...]] = (
    _insert, _insert, _insert, _sprinkle, _delete, _delete, _repeat, _run, _swap, _renumber, _renumber, _widen, _spell,
)  # fmt: skip


def _range(length: int, random: Random) -> tuple[int, int]:
    start = random.randrange(length + 1)
    return start, min(length, start + random.choice((1, 2, 5, 20, 200)))


def file(data: bytes, name: str, random: Random) -> bytes:
    """`data` damaged as its kind invites: the parts of archives, streams, tags, text or bytes."""
    for _ in range(random.choice((1, 1, 2, 4))):
        change = _raw
        if random.random() < 0.85:
            change = _change_for(data, name)
        data = change(data, random)[:_MOST_BYTES]
    return data


def _change_for(data: bytes, name: str) -> Callable[[bytes, Random], bytes]:
    if data.startswith(b"PK"):
        return _in_archive
    if name.endswith(".pdf"):
        return _in_stream
    if name.endswith((".html", ".xml", ".mht", ".rels", ".htm")):
        return _tags
    return _characters if name.endswith((".txt", ".md")) else _raw


def _raw(data: bytes, random: Random) -> bytes:
    at, end = _range(len(data), random)
    return random.choice(
        (
            data[:at] + random.choice(_BYTES) + data[at:],
            data[:at] + bytes([random.randrange(256)]) + data[at + 1 :],
            data[:at] + random.randbytes(end - at) + data[end:],
            data[:at] + data[end:],
            data[:end] + data[at:],
            data[:at],
        )
    )


def _characters(data: bytes, random: Random) -> bytes:
    encoding = random.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16"))
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError:
        source = data.decode("gb18030", "replace")
    changed = text(source, (source,), random)
    return changed.encode(encoding, "surrogatepass" if encoding != "gb18030" else "ignore")


def _tags(data: bytes, random: Random) -> bytes:
    tags = list(_TAG.finditer(data))
    if not tags or random.random() < 0.2:
        return _characters(data, random)
    one, other = random.choice(tags), random.choice(tags)
    before, tag, after = data[: one.start()], one[0], data[one.end() :]
    absurd = random.choice(_NUMBERS).encode()
    return random.choice(
        (
            before + after,
            before + tag * random.choice((2, 30, 600)) + after,
            before + other[0] + after,
            before + re.sub(rb"[0-9]+", lambda _: absurd, tag) + after,
            before + re.sub(rb'"[^"]*"', b'"' + absurd + b'"', tag) + after,
            before + tag + random.choice(_BYTES) + after,
            before + tag + random.choice(_TURNS).encode() + after,
            data[: other.start()] + data[one.start() :],
        )
    )


def _in_stream(data: bytes, random: Random) -> bytes:
    """A PDF with a content stream unpacked, changed and packed again; lengths may lie then."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return _raw(data, random)
    found = random.choice(streams)
    try:
        inner, packed = zlib.decompress(found[0]), True
    except zlib.error:
        inner, packed = found[0], False
    for _ in range(random.choice((1, 5, 40))):
        number = list(re.finditer(rb"-?[0-9.]+", inner))
        if number and random.random() < 0.6:
            at = random.choice(number)
            absurd = random.choice(_NUMBERS).encode()
            inner = inner[: at.start()] + absurd + inner[at.end() :]
        else:
            inner = _raw(inner, random)
    return (
        data[: found.start()] + (zlib.compress(inner, 1) if packed else inner) + data[found.end() :]
    )


def _in_archive(data: bytes, random: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(each.filename, archive.read(each)) for each in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return _raw(data, random)
    if not members:
        return _raw(data, random)
    places = [n for n, (name, _) in enumerate(members) if _PARTS.search(name)]
    at = random.choice(places or list(range(len(members))))
    name, inner = members[at]
    act = random.random()
    if act < 0.05:
        del members[at]
    elif act < 0.08:
        members[at] = (f"../{name}", inner)
    else:
        for _ in range(random.choice((1, 2, 8))):
            inner = _change_for(inner, name)(inner, random)
        members[at] = (name, inner[:_MOST_BYTES])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member in members:
            archive.writestr(*member)
    return out.getvalue()
