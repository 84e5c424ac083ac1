"""Manuscript → web page, with the site around it and tables with row and column spans."""

from __future__ import annotations

from html import escape
from typing import Final

from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout
from analyzer.training.printers.sheet import Box, Line, Table, pieces

_HEAD: Final = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="{charset}"><title>{title}_政府信息公开</title>
<style>table{{border-collapse:collapse;width:100%;font-size:11px}}
td,th{{border:1px solid #000;padding:1px 2px}}body{{font-family:"Noto Serif CJK SC","SimSun",serif}}</style>
</head><body>
"""
_BEFORE: Final = """<div class="top"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> | <a href="/hdjl">互动交流</a></div>
<div class="position">当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</div>
<div class="info"><span>发布时间：{published}</span> <span>浏览次数：<script>hits()</script>128</span> 【字体：大 中 小】</div>
"""
_AFTER: Final = """<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="near">上一篇：<a href="/1">政府信息公开指南</a> 下一篇：没有了</div>
<div class="footer">网站地图 | 联系我们 | 主办单位：{agency} 备案序号：00000000号</div>
"""


def write(manuscript: Manuscript, layout: Layout) -> bytes:
    """The report as an HTML file."""
    body = "\n".join(
        _line(piece) if isinstance(piece, Line) else _table(piece, layout)
        for piece in pieces(manuscript, layout)
    )
    if layout.nested:
        body = f'<table class="frame"><tr><td>{body}</td></tr></table>'
    body = f'<div class="article">{body}</div>'
    if layout.chrome or manuscript.published:
        published = manuscript.published or manuscript.signed or f"{manuscript.year + 1}-01-20"
        before = _BEFORE.format(published=published)
        body = before + body + _AFTER.format(agency=escape(manuscript.agency))
    charset = "gb2312" if layout.legacy_charset else "utf-8"
    page = _HEAD.format(charset=charset, title=escape(manuscript.title)) + body + "</body></html>\n"
    return page.encode("gb18030" if layout.legacy_charset else "utf-8")


def _line(line: Line) -> str:
    if line.furniture:
        return ""
    text = escape(line.text)
    if line.level is None:
        return f'<p style="text-indent:2em">{text}</p>'
    return f"<h{line.level + 1}>{text}</h{line.level + 1}>"


def _table(table: Table, layout: Layout) -> str:
    header = layout.random("header cells").random() < 0.3
    blank = "&nbsp;" if layout.random("blanks").random() < 0.5 else ""
    rows = [
        "<tr>" + "".join(_cell(box, header=header, blank=blank) for box in row) + "</tr>"
        for row in table.rows
    ]
    return f"<table>{''.join(rows)}</table>"


def _cell(box: Box, *, header: bool, blank: str) -> str:
    tag = "th" if header and not box.value else "td"
    spans = f' rowspan="{box.down}"' if box.down > 1 else ""
    spans += f' colspan="{box.across}"' if box.across > 1 else ""
    text = escape(box.text).replace("\n", "<br>") or blank
    return f"<{tag}{spans}>{text}</{tag}>"
