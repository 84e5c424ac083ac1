"""`nianbao serve`: the upload-and-read page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import Settings, load_profile
from analyzer.errors import UsageError
from analyzer.render.chinese_typer import remark

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    host: Annotated[
        str, typer.Option("--host", metavar="地址", help="监听的地址；默认只有本机能打开。")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="端口", min=0, max=65535)] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="域名", help="浏览器用来打开本服务的其他域名，可写几个。"),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="文件夹", help="上传的文件、结果和历史；默认用临时文件夹。"),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="文件", help="复核记录；默认在数据文件夹里。"),
    ] = None,
    keep: Annotated[
        float, typer.Option("--keep", metavar="小时", min=0.01, help="文件和结果保存多久。")
    ] = 24.0,
    workers: Annotated[int, typer.Option("--workers", metavar="个数", min=1)] = 2,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="秒", min=1, help="一份报告最多用多久。")
    ] = 120.0,
    memory: Annotated[
        int | None, typer.Option("--memory", metavar="MB", min=256, help="一个进程最多用多少内存。")
    ] = None,
    profile: Settings = None,
) -> None:
    """Serve the page until interrupted."""
    try:
        from analyzer.web.app import Service, host_names
        from analyzer.web.app import serve as run
    except ImportError as error:
        raise UsageError(
            f"没有安装网页所需的 {error.name}", remedy="请先执行 pip install 'nianbao[web]'"
        ) from None
    place = data or Path(tempfile.mkdtemp(prefix="nianbao-"))
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"无法建立文件夹（{error.strerror}）", place=str(place)) from None
    if host not in _LOOPBACK:
        remark("提示：其他机器也能打开本页，任何人都能看到上传的报告。请只在可信的内网使用。")
    service = Service(
        data=place,
        decisions=decisions or place / "decisions.jsonl",
        profile=load_profile(profile),
        hosts=host_names(host, name or ()),
        keep=keep,
        workers=workers,
        timeout=timeout,
        memory=memory,
    )
    remark(f"请用浏览器打开 http://{host}:{port}/ ，按 Ctrl+C 结束。数据在 {place}")
    run(service, host, port)


SERVE = Command(
    "serve",
    "打开网页：拖入报告看结果、下载各种格式、确认或排除发现。\n\n"
    "默认只有本机能打开；不向外发送任何请求。",
    serve,
    ("nianbao serve", "nianbao serve --port 8080 --data 审核数据 --keep 72"),
)
