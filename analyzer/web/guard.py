"""What keeps strangers out: host names, body size, cross-site requests, headers of every answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION: Final = "nianbao"
TOKEN_HEADER: Final = "x-csrf-token"  # noqa: S105  # the name, not a secret
# The pages run their own script and style, frame their own results, ask nobody else for anything.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Tokens:
    """Ties a token in the page to a cookie of the browser, so that no other site can act for it."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def session(self, request: Request) -> str:
        """The session of the browser, a new one where it has none."""
        return request.cookies.get(SESSION) or secrets.token_urlsafe(18)

    def token(self, session: str) -> str:
        """The token that the page of this session sends along."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def is_ours(self, request: Request) -> bool:
        """Whether a request that changes something comes from a page we gave out."""
        session = request.cookies.get(SESSION)
        sent = request.headers.get(TOKEN_HEADER, "")
        return session is not None and hmac.compare_digest(self.token(session), sent)


class Headers:
    """Adds the security headers to every answer; an answer's own policy is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *_HEADERS]
                if all(name.lower() != b"content-security-policy" for name, _ in headers):
                    headers.append((b"content-security-policy", _POLICY.encode()))
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, with_headers)


class BodyLimit:
    """Refuses a request whose body is larger than `most` bytes, whatever it announced."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives; answer 413 once it is too much."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > self._most:
            await self._refuse(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise _TooLargeError
            return message

        try:
            await self._app(scope, counted, send)
        except _TooLargeError:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        text = f"上传的内容超过 {self._most // 1024 // 1024} MB 的上限"
        await PlainTextResponse(text, 413)(scope, receive, send)


class _TooLargeError(Exception):
    """More arrived than is allowed."""
