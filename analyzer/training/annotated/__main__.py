"""Write a sample of `corpora/samples` from its annotated source.

python -m analyzer.training.annotated SOURCE -o FOLDER
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from analyzer.errors import NianbaoError
from analyzer.training.annotated.gold import gold, meta
from analyzer.training.annotated.source import Source, read
from analyzer.training.printers import FORMATS, write
from analyzer.training.printers.layout import PLAIN, Layout


def main() -> None:
    """Read the source, write report, meta.toml and gold.toml."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the sample")
    arguments = parser.parse_args()
    try:
        files = sample(read(arguments.source))
    except NianbaoError as error:
        sys.exit(str(error))
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (arguments.output / name).write_bytes(data)


def sample(source: Source) -> dict[str, bytes]:
    """The files of a sample by name; raises `DataError`."""
    extension = source.settings["format"]
    layout: Layout = replace(PLAIN, **source.settings.get("layout", {}))
    if extension not in FORMATS:
        sys.exit(f"没有格式 {extension}，可用：{'、'.join(FORMATS)}")
    return {
        f"report.{extension}": write(source.manuscript, layout, extension),
        "meta.toml": meta(source).encode(),
        "gold.toml": gold(source).encode(),
    }


if __name__ == "__main__":
    main()
