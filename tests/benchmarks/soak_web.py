"""Soak of `nianbao serve`: clients upload, read, download, dismiss, delete, and misbehave."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final, get_args

import httpx2
import psutil

from analyzer.document import AgencyLevel
from analyzer.training.generate.compose import report
from analyzer.training.printers import FORMATS, write
from analyzer.training.printers.layout import drawn
from tests.benchmarks.soak import SHARE, Soaked, processor, watched
from tests.benchmarks.soak_batch import BAD

CLIENTS: Final = 4
REPORTS: Final = 60
_DOWNLOADS: Final = ("html", "docx", "opinion", "xlsx", "pdf", "json", "sarif", "csv")
_PATIENCE: Final = 300.0
_KEEP_HOURS: Final = "0.05"
Upload = tuple[str, bytes]


def work(end: float, soaked: Soaked) -> None:
    """Serve on loopback and let the clients come until `end`."""
    place = Path(tempfile.mkdtemp(prefix="nianbao-soak-"))
    port = _free_port()
    code = "from analyzer.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", str(port), "--data", str(place)]
    with (place / "said").open("wb") as said:
        server = subprocess.Popen([*command, "--keep", _KEEP_HOURS], stdout=said, stderr=said)
        try:
            _visits(psutil.Process(server.pid), f"http://127.0.0.1:{port}", end, soaked)
        finally:
            server.terminate()
            server.wait(60)
    if "Traceback" in (told := (place / "said").read_text("utf-8")):
        soaked.wrong.append(f"服务器：{told.strip().splitlines()[-1]}")
    shutil.rmtree(place)


def _visits(server: psutil.Process, address: str, end: float, soaked: Soaked) -> None:
    reports = [_report(seed) for seed in range(REPORTS)]
    _wait_for(address)
    lock = threading.Lock()
    begin, used = time.monotonic(), processor(server)

    def client(number: int) -> None:
        random = Random(number)  # noqa: S311  # visits, not secrets
        while time.monotonic() < end:
            told, wrong = _Visit(address, reports, random).made()
            with lock:
                for each in told:
                    soaked.count(each)
                soaked.wrong += wrong
            while processor(server) - used > SHARE * (time.monotonic() - begin):
                time.sleep(1.0)

    with watched(server, soaked):
        clients = [threading.Thread(target=client, args=[number]) for number in range(CLIENTS)]
        for each in clients:
            each.start()
        for each in clients:
            each.join()


class _Visit:
    """One visit of one browser: what it did, and what it did not expect."""

    def __init__(self, address: str, reports: list[Upload], random: Random) -> None:
        self._address = address
        self._reports = reports
        self._random = random
        self._told: list[str] = []
        self._wrong: list[str] = []

    def made(self) -> tuple[list[str], list[str]]:
        """Make the visit."""
        try:
            with httpx2.Client(
                base_url=self._address, timeout=_PATIENCE, trust_env=False
            ) as client:
                page = self._expect("看首页", client.get("/"), 200)
                found = re.search(r'name="csrf" content="(\w+)"', page.text)
                client.headers["X-CSRF-Token"] = found[1] if found else ""
                self._random.choice(
                    (self._read, self._read, self._read, self._bad, self._misbehave)
                )(client)
        except Exception as error:  # noqa: BLE001  # whatever ends a visit is what we look for
            self._wrong.append(f"{type(error).__name__}：{error}")
        return self._told, self._wrong

    def _expect(self, what: str, answer: httpx2.Response, *codes: int) -> httpx2.Response:
        self._told.append(what)
        if answer.status_code not in codes:
            self._wrong.append(f"{what}：{answer.status_code} {answer.text[:80]}")
        return answer

    def _upload(
        self, client: httpx2.Client, *uploads: Upload, previous: Upload | None = None
    ) -> list[Any]:
        files = [("report", upload) for upload in uploads]
        if previous:
            files.append(("previous", previous))
        told = self._expect("上传", client.post("/reports", files=files), 201).json()
        end = time.monotonic() + _PATIENCE
        while any(each["state"] == "waiting" for each in told) and time.monotonic() < end:
            time.sleep(0.5)
            ids = [each["id"] for each in told]
            told = client.get("/reports", params={"id": ids}).json()
        return list(told)

    def _read(self, client: httpx2.Client) -> None:
        """Upload one to three reports, read them, download, dismiss, delete most."""
        chosen = self._random.sample(self._reports, self._random.choice((1, 1, 2, 3)))
        previous = self._random.choice(self._reports) if len(chosen) == 1 else None
        for told in self._upload(client, *chosen, previous=previous):
            if told["state"] != "done":
                self._wrong.append(f"{told['name']}：{told['state']} {told['failure']}")
                continue
            path = f"/reports/{told['id']}"
            text = self._expect("看结果", client.get(path), 200).text
            self._expect("看网页", client.get(f"{path}/page"), 200)
            form = self._random.choice(_DOWNLOADS)
            codes = (200, 422) if form == "pdf" else (200,)
            self._expect("下载", client.get(f"{path}/download/{form}"), *codes)
            self._decide(client, path, text)
            if self._random.random() < 0.9:
                self._expect("删除", client.delete(path), 204)

    def _decide(self, client: httpx2.Client, path: str, text: str) -> None:
        found = re.findall(r'data-fingerprint="(\w+)"', text)
        if found and self._random.random() < 0.5:
            said = {"fingerprint": found[0], "status": "dismissed", "note": "口径不同", "by": "王"}
            self._expect("排除发现", client.post(f"{path}/decisions", data=said), 200)

    def _bad(self, client: httpx2.Client) -> None:
        """Upload a file that is no report, or half of one."""
        name, whole = self._random.choice(self._reports)
        half = (name, whole[: len(whole) // 3])
        bad = self._random.choice((*BAD.items(), half))
        for told in self._upload(client, bad):
            self._told.append("坏文件")
            if told["state"] == "waiting" or "内部错误" in told["failure"]:
                self._wrong.append(f"坏文件 {told['name']}：{told['state']} {told['failure']}")
            self._expect("删除", client.delete(f"/reports/{told['id']}"), 204)

    def _misbehave(self, client: httpx2.Client) -> None:
        """What no browser of ours does; each has its answer."""
        upload = {"report": self._reports[0]}
        tricks: dict[str, Callable[[], None]] = {
            "无令牌": lambda: self._refused(client.post("/reports", files=upload, headers={"X-CSRF-Token": "0"}), 403),
            "别的主机名": lambda: self._refused(client.get("/", headers={"host": "evil.invalid"}), 400),
            "没有的报告": lambda: self._refused(client.get("/reports/none/page"), 404),
            "路径穿越": lambda: self._refused(client.get("/static/%2e%2e/app.py"), 404),
            "太多文件": lambda: self._refused(client.post("/reports", files=[("report", ("a.txt", b"x"))] * 60), 400),
            "太大": lambda: self._announce(1 << 40, 413),
            "半途断开": lambda: self._announce(90_000, None),
        }  # fmt: skip
        name = self._random.choice(list(tricks))
        tricks[name]()

    def _refused(self, answer: httpx2.Response, code: int) -> None:
        self._expect("无理请求", answer, code)

    def _announce(self, length: int, code: int | None) -> None:
        """Announce a body, send its beginning, wait for the answer `code` or hang up."""
        host, port = self._address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=_PATIENCE) as raw:
            head = f"POST /reports HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n"
            head += "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-"
            raw.sendall(head.encode())
            self._told.append("无理请求" if code else "半途断开")
            if code and f" {code} ".encode() not in (said := raw.recv(1000)):
                self._wrong.append(f"答了 {said[:80]!r}，应为 {code}")


def _report(seed: int) -> Upload:
    levels = get_args(AgencyLevel)
    extension = FORMATS[seed % len(FORMATS)]
    manuscript = report(seed, levels[seed % len(levels)], 2024, with_previous=False).manuscript
    return f"年报 {seed}.{extension}", write(manuscript, drawn(seed), extension)


def _wait_for(address: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            httpx2.get(address, trust_env=False)
        except httpx2.HTTPError:
            time.sleep(0.3)
        else:
            return


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
