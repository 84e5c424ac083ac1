"""What the service refuses, and what it says; no browser needed."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from analyzer.profile import load
from analyzer.review import load as load_decisions
from tests.web.conftest import SAMPLES

pytest.importorskip("starlette", reason="extra web is not installed")
from starlette.testclient import TestClient

from analyzer.web.app import Service, create_app, host_names
from analyzer.web.archive import Archive

FAULTY = SAMPLES / "faulty-county-department/report.docx"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web")


@pytest.fixture(scope="module")
def client(place: Path) -> Iterator[TestClient]:
    service = Service(
        place, place / "decisions.jsonl", load(), workers=1, largest_upload=2 * 1024 * 1024
    )
    with TestClient(create_app(service), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def token(client: TestClient) -> dict[str, str]:
    found = re.search(r'name="csrf" content="(\w+)"', client.get("/").text)
    assert found
    return {"X-CSRF-Token": found[1]}


@pytest.fixture(scope="module")
def done(client: TestClient, token: dict[str, str]) -> dict[str, Any]:
    files = {"report": ("../../等于=号.docx", FAULTY.read_bytes())}
    (told,) = client.post("/reports", files=files, headers=token).json()
    end = time.monotonic() + 60
    while told["state"] == "waiting" and time.monotonic() < end:
        time.sleep(0.1)
        (told,) = client.get("/reports", params={"id": told["id"]}).json()
    assert told["state"] == "done", told
    return dict(told)


def test_other_sites_cannot_act(
    client: TestClient, token: dict[str, str], done: dict[str, Any]
) -> None:
    files = {"report": ("a.txt", b"x")}
    path = f"/reports/{done['id']}"
    assert client.post("/reports", files=files).status_code == 403
    assert client.delete(path, headers={"X-CSRF-Token": "0" * 64}).status_code == 403
    other = TestClient(client.app, base_url="http://127.0.0.1")
    assert other.post("/reports", files=files, headers=token).status_code == 403


def test_other_names_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.invalid"}).status_code == 400
    assert host_names("10.0.0.5", ["nb.example"]) == (
        "127.0.0.1",
        "localhost",
        "10.0.0.5",
        "nb.example",
    )


def test_too_much_is_refused(client: TestClient, token: dict[str, str]) -> None:
    files = {"report": ("a.txt", b"x" * (3 * 1024 * 1024))}
    answer = client.post("/reports", files=files, headers=token)
    assert answer.status_code == 413
    assert "2 MB" in answer.text

    def unannounced() -> Iterator[bytes]:
        for _ in range(3):
            yield b"x" * 1024 * 1024

    headers = {**token, "content-type": "multipart/form-data; boundary=b"}
    assert client.post("/reports", content=unannounced(), headers=headers).status_code == 413
    many = [("report", (f"{number}.txt", b"x")) for number in range(50)]
    assert client.post("/reports", files=many, headers=token).status_code == 400


def test_every_answer_has_its_policy(client: TestClient, done: dict[str, Any]) -> None:
    for path in ("/", f"/reports/{done['id']}", "/static/app.js", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
    page = client.get(f"/reports/{done['id']}/page")
    assert "sandbox" in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.text
    assert "httponly" in client.get("/").headers.get("set-cookie", "httponly").lower()


def test_names_of_uploads_lead_nowhere(
    client: TestClient, place: Path, done: dict[str, Any]
) -> None:
    assert done["name"] == "等于=号.docx"
    kept = {path.name for path in (place / "files" / done["id"]).iterdir()}
    assert kept == {"report.docx", "page.html"}
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/reports/../../etc/passwd"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("form", ["html", "docx", "opinion", "xlsx", "json", "sarif", "csv"])
def test_downloads(client: TestClient, done: dict[str, Any], form: str) -> None:
    answer = client.get(f"/reports/{done['id']}/download/{form}")
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-disposition"].startswith("attachment")


def test_unknown_things_are_told(
    client: TestClient, token: dict[str, str], done: dict[str, Any]
) -> None:
    path = f"/reports/{done['id']}"
    assert client.get(f"{path}/download/exe").status_code == 404
    assert client.get("/reports/none").status_code == 404
    wrong = {"fingerprint": "nothing", "status": "dismissed"}
    assert client.post(f"{path}/decisions", data=wrong, headers=token).status_code == 400
    assert client.post("/reports", data={"x": "y"}, headers=token).status_code == 400


def test_a_decision_is_on_record_and_counts(
    client: TestClient, token: dict[str, str], place: Path, done: dict[str, Any]
) -> None:
    before = sum(done["summary"]["severities"].values())
    text = client.get(f"/reports/{done['id']}").text
    fingerprint = re.findall(r'data-fingerprint="(\w+)"', text)[0]
    said = {"fingerprint": fingerprint, "status": "dismissed", "note": "口径不同", "by": "王复核"}
    told = client.post(f"/reports/{done['id']}/decisions", data=said, headers=token).json()
    assert sum(told["summary"]["severities"].values()) == before - 1
    (decision,) = load_decisions(place / "decisions.jsonl")
    assert (decision.fingerprint, decision.status) == (fingerprint, "dismissed")
    assert (decision.reviewer, decision.reason) == ("王复核", "口径不同")
    assert decision.agency == "梧溪县农业农村局"


def test_old_files_are_deleted_and_history_stays(tmp_path: Path) -> None:
    archive = Archive(tmp_path, keep=3600)
    old = archive.add("a.txt", b"x", None)
    waiting = archive.add("b.txt", b"x", ("c.txt", b"y"))
    archive.settle(old.id, {"title": "甲"})
    archive.sweep(time.time() + 1800)
    assert archive.folder(old.id).is_dir()
    archive.sweep(time.time() + 7200)
    assert not archive.folder(old.id).exists()
    assert archive.folder(waiting.id).is_dir()
    states = {entry.name: entry.state for entry in archive.entries()}
    assert states == {"a.txt": "expired", "b.txt": "waiting"}
    again = Archive(tmp_path, keep=3600).entry(waiting.id)
    assert again is not None
    assert (again.state, again.failure) == ("failed", "服务中断，请重新上传")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
def test_a_killed_worker_process_does_not_end_the_service(
    client: TestClient, token: dict[str, str], done: dict[str, Any]
) -> None:
    before = active_children()
    for worker in before:
        worker.kill()
    assert before
    assert client.get(f"/reports/{done['id']}/download/json").status_code == 200
    assert client.post("/reports", files={"report": ("a.txt", b"x")}, headers=token).is_success
