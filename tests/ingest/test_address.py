"""Reports behind web addresses: a server on loopback, and what must never be asked."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from analyzer.errors import InputError
from analyzer.ingest import address
from analyzer.ingest.reader import is_address, read
from analyzer.training import printers
from analyzer.training.cell_figures import lost_prose, read_back
from analyzer.training.filled import filled
from analyzer.training.printers.layout import Layout

MANUSCRIPT = filled(3)


def report(extension: str) -> bytes:
    return printers.write(MANUSCRIPT, Layout(chrome=True), extension)


class Office(BaseHTTPRequestHandler):
    """What a site may answer."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/gone":
            self.send_error(404)
        elif path.startswith("/moved/"):
            self.moved(path.removeprefix("/moved/"))
        elif path == "/slow":
            self.slow()
        elif path == "/endless":
            self.answer(b"", "text/html", length=10**9, endless=True)
        elif path == "/cut":
            self.answer(report("html"), "text/html", length=10**6)
        elif path == "/%E5%B9%B4%E6%8A%A5.docx":
            self.answer(report("docx"), "application/octet-stream")
        else:
            self.answer(report("html"), "text/html; charset=utf-8")

    def moved(self, rest: str) -> None:
        number, _, target = rest.partition("/")
        self.send_response(302)
        left = int(number)
        home = f"/moved/{left - 1}/{target}" if left else target.replace("@", "//")
        self.send_header("Location", home or "/page")
        self.end_headers()

    def slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def answer(self, body: bytes, kind: str, length: int = 0, *, endless: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
            while endless:
                self.wfile.write(bytes(65536))
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is http.server's
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/年报.docx", "/moved/3/?id=5&a=b", "/page#top"])
def test_a_report_behind_an_address(site: str, path: str) -> None:
    document = read(site + path, allow_local=True)
    found = read_back(MANUSCRIPT, document)
    assert (found.wrong, found.unread, lost_prose(MANUSCRIPT, document)) == ((), (), None)
    assert document.source == site + path


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "404"),
        ("/moved/9/", "跳转超过"),
        ("/moved/0/file:@/etc/passwd", "只能读取"),
        ("/moved/0/ftp:@example.com/a", "只能读取"),
        ("/endless", "上限"),
        ("/cut", "中断"),
    ],
)
def test_answers_that_are_refused(
    site: str, path: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyzer.ingest.reader.LARGEST_FILE", 4 * 1024 * 1024)
    with pytest.raises(InputError, match=said) as caught:
        read(site + path, allow_local=True)
    assert caught.value.place == site + path
    assert caught.value.remedy


def test_a_trickle_ends_with_the_deadline(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_SECONDS", 0.4)
    with pytest.raises(InputError, match="秒"):
        read(f"{site}/slow", allow_local=True)


LOCAL = [
    "127.0.0.1", "localhost", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
    "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
    "2130706433", "0x7f.1", "100.64.0.1", "224.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("host", LOCAL)
def test_the_own_network_is_not_asked(host: str) -> None:
    with pytest.raises(InputError, match=r"不予读取|找不到网站"):
        read(f"http://{host}/a.html")


def test_not_after_a_redirect_either(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.rpartition(":")[2]
    real = address._is_public

    def only_first(number: str, seen: list[str] = []) -> bool:  # noqa: B006  # remembers on purpose
        seen.append(number)
        return len(seen) == 1 or real(number)

    monkeypatch.setattr(address, "_is_public", only_first)
    with pytest.raises(InputError, match="--allow-local"):
        read(f"http://127.0.0.1:{port}/moved/1/")


def test_a_name_is_looked_up_once_and_that_address_is_asked(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look-up may answer otherwise (DNS rebinding): there must be none."""
    port = int(site.rpartition(":")[2])
    asked: list[str] = []

    def looked_up(host: str, _port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(address.socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(
        address.socket, "create_connection", lambda place, _timeout: _connected(place)
    )
    assert read(f"http://nianbao.example:{port}/page", allow_local=True).agency
    assert asked == ["nianbao.example"]


def _connected(place: tuple[str, int]) -> socket.socket:
    assert place[0] == "127.0.0.1"
    client = socket.socket()
    client.connect(place)
    return client


@pytest.mark.parametrize(
    "text", ["http://user:secret@example.com/", "http://", "http://[::1", "http://a:99999/"]
)
def test_addresses_that_are_none(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


def test_only_addresses_are_fetched() -> None:
    assert is_address("HTTPS://www.example.gov.cn/a.html")
    for path in ("a.html", "C:\\http\\a.docx", "/http:/a", "ftp://a/b", "file:///etc/passwd"):
        assert not is_address(path)
