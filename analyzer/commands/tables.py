"""`nianbao tables`: the three official tables as they were read."""

from __future__ import annotations

from analyzer.commands.command import Command
from analyzer.commands.options import NoColor, Report, page
from analyzer.render.outlet import put


def tables(file: Report, no_color: NoColor = False) -> None:
    """Print the three tables as they were read."""
    from analyzer.ingest.reader import read
    from analyzer.pipeline import understand
    from analyzer.render.tables_text import render_tables

    sheet = page(no_color=no_color)
    text = render_tables(understand(read(file)), width=sheet.width, color=sheet.color)
    put(text.encode())


TABLES = Command("tables", "三张标准表读到的样子：每格的数值或状态，以及没有读出的内容。", tables)
