"""The routes of the page: upload, progress, result, decisions, downloads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePath
from typing import Any, Final, cast, get_args
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from analyzer.batch.pool import Pool
from analyzer.finding import SEVERITIES, Status
from analyzer.ingest.reader import LARGEST_FILE
from analyzer.lexicon.names import name_of
from analyzer.profile import Profile
from analyzer.render.formats import FORMATS
from analyzer.render.legible import legible
from analyzer.web.archive import Archive, Entry
from analyzer.web.desk import DOWNLOADS, Desk
from analyzer.web.guard import SESSION, BodyLimit, Headers, Tokens

_PAGES: Final = "analyzer.web.pages"
_STATIC: Final = {"app.js": "text/javascript", "app.css": "text/css"}
_MOST_FILES: Final = 40
_SWEEP_SECONDS: Final = 60.0
_LOOPBACK: Final = ("127.0.0.1", "localhost")
_LONGEST_NAME, _LONGEST_NOTE = 200, 2000


@dataclass(frozen=True, slots=True)
class Service:
    """How the page is served.

    `keep` is in hours, `timeout` in seconds and `memory` in megabytes a report; `hosts` are the names that browsers may call the server by.
    """

    data: Path
    decisions: Path
    profile: Profile
    hosts: tuple[str, ...] = _LOOPBACK
    keep: float = 24.0
    workers: int = 2
    timeout: float = 120.0
    memory: int | None = None
    largest_upload: int = 4 * LARGEST_FILE


def create_app(service: Service) -> Starlette:
    """The application; its worker processes start and stop with it."""
    routes = _Routes(service)
    return Starlette(
        routes=[
            Route("/", routes.index),
            Route("/static/{name}", routes.static),
            Route("/reports", routes.upload, methods=["POST"]),
            Route("/reports", routes.progress),
            Route("/reports/{id}", routes.report),
            Route("/reports/{id}", routes.delete, methods=["DELETE"]),
            Route("/reports/{id}/page", routes.page),
            Route("/reports/{id}/decisions", routes.decide, methods=["POST"]),
            Route("/reports/{id}/download/{form}", routes.download),
        ],
        middleware=[
            Middleware(Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(service.hosts)),
            Middleware(BodyLimit, most=service.largest_upload),
        ],
        exception_handlers={HTTPException: _said},
        lifespan=routes.lifespan,
    )


async def _said(_request: Request, error: Exception) -> Response:
    """An error as one line of text."""
    known = cast("HTTPException", error)
    return PlainTextResponse(known.detail, known.status_code)


class _Routes:
    """The handlers; the desk exists while the application runs."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._tokens = Tokens()
        self._templates = Environment(
            autoescape=True,
            loader=FunctionLoader(_source),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"name": lambda key, kind: name_of(kind, key), "plain": _plain}
        self._downloads = [form for form in DOWNLOADS if form in FORMATS]
        self._templates.globals |= {"severities": SEVERITIES, "downloads": self._downloads}
        self._desk: Desk
        self._work: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        """Start the worker processes and the sweeping of old files; stop them at the end."""
        service = self._service
        archive = Archive(service.data, service.keep * 3600)
        with Pool(service.workers, service.timeout, service.memory) as pool:
            self._desk = Desk(archive, pool, service.profile, service.decisions)
            sweeping = asyncio.create_task(self._sweep(archive))
            try:
                yield
            finally:
                for task in (sweeping, *self._work):
                    task.cancel()

    @staticmethod
    async def _sweep(archive: Archive) -> None:
        while True:
            archive.sweep(time.time())
            await asyncio.sleep(_SWEEP_SECONDS)

    async def index(self, request: Request) -> Response:
        """The page with the drop zone and the history."""
        return self._page(request, "index.html.j2", entries=self._desk.archive.entries())

    async def static(self, request: Request) -> Response:
        """Our own script and style."""
        name = request.path_params["name"]
        if name not in _STATIC:
            raise HTTPException(404, "没有这个文件")
        return Response(_source(name), media_type=_STATIC[name])

    async def upload(self, request: Request) -> Response:
        """Take one or several reports and, for a single one, last year's."""
        self._check(request)
        async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES) as form:
            files = [each for each in form.getlist("report") if isinstance(each, UploadFile)]
            before = [each for each in form.getlist("previous") if isinstance(each, UploadFile)]
            if not files or len(before) > 1 or (before and len(files) > 1):
                raise HTTPException(400, "请选择报告；上年年报只能和一份报告同时提交")
            previous = await _content(before[0]) if before else None
            added = [
                self._desk.archive.add(*await _content(each), previous=previous) for each in files
            ]
        for entry in added:
            self._begin(entry)
        return JSONResponse([_told(entry) for entry in added], 201)

    async def progress(self, request: Request) -> Response:
        """How the reports of the ids `?id=…` are doing."""
        found = [self._desk.archive.entry(id_) for id_ in request.query_params.getlist("id")]
        return JSONResponse([_told(entry) for entry in found if entry is not None])

    async def report(self, request: Request) -> Response:
        """The result with its downloads and the decisions on it."""
        entry = self._entry(request)
        if entry.state != "done":
            return self._page(request, "unfinished.html.j2", entry=entry)
        return self._page(request, "report.html.j2", entry=entry, summary=entry.summary)

    async def page(self, request: Request) -> Response:
        """The result itself, for the frame; it carries its own, tighter policy."""
        entry = self._done(request)
        return HTMLResponse(
            self._desk.page(entry),
            headers={
                "content-security-policy": "sandbox allow-scripts allow-modals; frame-ancestors 'self'"
            },
        )

    async def download(self, request: Request) -> Response:
        """The result in another format."""
        entry, form = self._done(request), request.path_params["form"]
        if form not in self._downloads:
            raise HTTPException(404, "没有这种格式")
        end = await self._desk.download(entry, form)
        if end.value is None:
            raise HTTPException(422, end.failure)
        ending = "-审核意见" if form == "opinion" else "-审核"
        name = f"{PurePath(entry.name).stem}{ending}{FORMATS[form].extension}"
        return Response(
            end.value,
            media_type="application/octet-stream",
            headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
        )

    async def decide(self, request: Request) -> Response:
        """Confirm, dismiss or reopen a finding, with a note."""
        self._check(request)
        entry = self._done(request)
        async with request.form(max_files=0, max_fields=10) as form:
            said = {key: str(value)[:_LONGEST_NOTE] for key, value in form.items()}
        status = said.get("status")
        known = {each["fingerprint"] for each in entry.summary["findings"]}
        if status not in get_args(Status) or said.get("fingerprint") not in known:
            raise HTTPException(400, "没有这条发现或这种结论")
        await self._desk.decide(entry, said, cast("Status", status))
        return JSONResponse(_told(self._entry(request)))

    async def delete(self, request: Request) -> Response:
        """Delete a report with its files and results."""
        self._check(request)
        self._desk.archive.remove(self._entry(request).id)
        return Response(status_code=204)

    def _begin(self, entry: Entry) -> None:
        task = asyncio.create_task(self._desk.analyse(entry))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    def _entry(self, request: Request) -> Entry:
        entry = self._desk.archive.entry(request.path_params["id"])
        if entry is None:
            raise HTTPException(404, "没有这份报告，可能已经删除")
        return entry

    def _done(self, request: Request) -> Entry:
        entry = self._entry(request)
        if entry.state != "done":
            raise HTTPException(409, "这份报告没有结果，或已过保存期限")
        return entry

    def _check(self, request: Request) -> None:
        if not self._tokens.is_ours(request):
            raise HTTPException(403, "页面已过期，请刷新后重试")

    def _page(self, request: Request, template: str, **values: Any) -> Response:
        session = self._tokens.session(request)
        text = self._templates.get_template(template).render(
            token=self._tokens.token(session), keep=self._service.keep, **values
        )
        response = HTMLResponse(text)
        response.set_cookie(SESSION, session, httponly=True, samesite="strict")
        return response


def _source(name: str) -> str:
    return resources.files(_PAGES).joinpath(name).read_text("utf-8")


def _plain(value: object) -> str:
    """Text from a report or a file name, made harmless for a page."""
    return legible(str(value))


def _told(entry: Entry) -> dict[str, Any]:
    summary = {key: value for key, value in entry.summary.items() if key != "findings"}
    return {"id": entry.id, "name": entry.name, "state": entry.state} | {
        "failure": entry.failure,
        "summary": summary,
    }


async def _content(upload: UploadFile) -> tuple[str, bytes]:
    """Name and bytes of an upload; raises `HTTPException` where it is too large."""
    if (upload.size or 0) > LARGEST_FILE:
        raise HTTPException(413, f"一份报告不能超过 {LARGEST_FILE // 1024 // 1024} MB")
    name = PurePath((upload.filename or "").replace("\\", "/")).name
    return name[-_LONGEST_NAME:] or "未命名", await upload.read()


def serve(service: Service, host: str, port: int) -> None:
    """Serve until interrupted."""
    import uvicorn  # noqa: PLC0415

    uvicorn.run(create_app(service), host=host, port=port, log_level="warning", server_header=False)


def host_names(host: str, more: Sequence[str]) -> tuple[str, ...]:
    """The names that browsers may call a server by that listens on `host`."""
    return tuple(dict.fromkeys((*_LOOPBACK, host, *more)))
