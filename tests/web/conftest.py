"""A page served on loopback, and a real browser to open it with."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analyzer.profile import load


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service."""
    pytest.importorskip("starlette", reason="extra web is not installed")
    import uvicorn

    from analyzer.web.app import Service, create_app

    place = tmp_path_factory.mktemp("web")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Service(place, place / "decisions.jsonl", load()))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page that fails the test on console errors and on requests to other hosts."""
    context = browser.new_context(accept_downloads=True, locale="zh-CN")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            else wrong.append(asked.url)
        ),
    )
    yield opened
    context.close()
    assert wrong == []


SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"
