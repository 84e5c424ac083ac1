"""`nianbao schema`: the JSON Schema of the JSON output."""

from __future__ import annotations

from analyzer.commands.command import Command
from analyzer.render.outlet import put


def schema() -> None:
    """Print the JSON Schema of the JSON output."""
    from analyzer.render.to_json import schema_text

    put(schema_text().encode())


SCHEMA = Command(
    "schema", "输出 JSON 结果的 JSON Schema。", schema, ("nianbao schema > analysis.schema.json",)
)
