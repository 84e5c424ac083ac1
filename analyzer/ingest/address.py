"""A web address → the bytes behind it, fetched with limits and never from inside the network.

Every hop of a redirect is looked up and judged anew, and the connection goes to the very address
that was judged, so that a name cannot answer twice differently (DNS rebinding).
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from analyzer.errors import InputError

_SECONDS: Final = 30.0
_REDIRECTS: Final = 5
_CHUNK: Final = 64 * 1024
_LONGEST: Final = 2000
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_MOVED: Final = frozenset([301, 302, 303, 307, 308])
_HEADERS: Final = {
    # Sites of offices turn away what does not look like a browser.
    "User-Agent": "Mozilla/5.0 (compatible; nianbao)",
    "Accept": "*/*",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_EXTENSIONS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
_SAVE: Final = "请检查网址，或在浏览器中打开后把报告存为文件再审核"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes behind an address, and a file name whose extension tells their type."""

    data: bytes
    name: str


def fetch(address: str, largest: int, *, allow_local: bool = False) -> Fetched:
    """Fetch `address`: `largest` bytes at most, 30 seconds in all, five redirects.

    Private, loopback and link-local addresses are refused unless `allow_local`. Raises `InputError`.
    """
    deadline = time.monotonic() + _SECONDS
    for _ in range(_REDIRECTS + 1):
        parts = _parts(address)
        with contextlib.closing(_connection(parts, deadline, allow_local=allow_local)) as channel:
            try:
                channel.request("GET", _target(parts), headers=_HEADERS)
                with channel.getresponse() as response:
                    moved = response.getheader("Location") if response.status in _MOVED else None
                    if moved is None:
                        return _answer(parts, response, largest, deadline)
            except (OSError, http.client.HTTPException) as error:
                raise InputError(f"没有取到网页（{_reason(error)}）", remedy=_SAVE) from None
        address = urljoin(address, moved)
    raise InputError(f"网址跳转超过 {_REDIRECTS} 次", remedy=_SAVE)


def _answer(
    parts: SplitResult, response: http.client.HTTPResponse, largest: int, deadline: float
) -> Fetched:
    if response.status != http.client.OK:
        raise InputError(f"网站没有给出文件（HTTP {response.status}）", remedy=_SAVE)
    return Fetched(_body(response, largest, deadline), _name(parts, response))


def _parts(address: str) -> SplitResult:
    """The parts of an address; raises `InputError` where it is none that may be asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise InputError("网址写得不对", remedy="请检查网址") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > _LONGEST:
        raise InputError("只能读取 http 或 https 网址", remedy=_SAVE)
    if parts.username is not None or port == 0:
        raise InputError("网址里不能带用户名和密码", remedy="请去掉网址中“@”之前的部分")
    return parts


def _target(parts: SplitResult) -> str:
    """Path and query as they are sent: what is not ASCII is escaped, what is escaped stays."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _connection(
    parts: SplitResult, deadline: float, *, allow_local: bool
) -> http.client.HTTPConnection:
    """A connection that is open already, to the address that was judged."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"找不到网站 {host}", remedy="请检查网址和网络") from None
    numbers = [str(each[4][0]) for each in found]
    if not allow_local and any(not _is_public(number) for number in numbers):
        raise InputError(
            f"{host} 是本机或内部网络的地址，不予读取",
            remedy="确实要读取内网网址的，请加 --allow-local",
        )
    connection: http.client.HTTPConnection = http.client.HTTPConnection(name, port)
    try:
        raw = socket.create_connection((numbers[0], port), _left(deadline))
        connection.sock = raw
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=name)
    except OSError as error:
        connection.close()
        raise InputError(f"连不上网站 {host}（{_reason(error)}）", remedy=_SAVE) from None
    return connection


def _is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet, also when it is wrapped in IPv6."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(response: http.client.HTTPResponse, largest: int, deadline: float) -> bytes:
    """The whole body, read in pieces so that a slow trickle ends with the deadline."""
    pieces, size = [], 0
    while piece := response.read1(_CHUNK):
        size += len(piece)
        if size > largest:
            raise InputError(f"文件超过 {largest // 1024 // 1024} MB 的上限", remedy=_SAVE)
        _left(deadline)
        pieces.append(piece)
    if response.length:
        raise http.client.IncompleteRead(b"".join(pieces), response.length)
    return b"".join(pieces)


def _name(parts: SplitResult, response: http.client.HTTPResponse) -> str:
    """A file name: that of the path, with the extension of the declared type if it has none."""
    name = PurePosixPath(unquote(parts.path)).name or "index"
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    extension = _EXTENSIONS.get(kind, "")
    return name if PurePosixPath(name).suffix and not extension else f"{name}{extension}"


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"超过 {_SECONDS:.0f} 秒"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "网站证书不可信"
    if isinstance(error, ConnectionRefusedError):
        return "对方拒绝连接"
    if isinstance(error, (http.client.IncompleteRead, ConnectionError)):
        return "传输中断"
    return str(error) or type(error).__name__
