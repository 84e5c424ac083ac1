"""Coverage-guided fuzzing of one reader or of the extractor; needs `pip install atheris`.

    python -m tests.fuzz.guided KIND [--minutes 5]

KIND is an extension or `sentence`. Damage is that of `mutate.py` half of the time, libFuzzer's own
the other half; what reaches new code is kept as a seed for more. What ends otherwise than in a text
or one message is a crash: its input is left in `tests/fuzz/found/`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any, Final

FOUND: Final = Path(__file__).parent / "found"
LARGEST: Final = 200_000


def main() -> None:
    """Parse arguments, instrument the analyzer, fuzz until the time is over or something crashes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind")
    parser.add_argument("--minutes", type=float, default=5.0)
    arguments = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["analyzer"]):
        from analyzer.ingest.reader import read_bytes
        from analyzer.pipeline import read_text
    from tests.fuzz import trial

    def one(data: bytes) -> None:
        from analyzer.errors import InputError

        if kind == trial.TEXT:
            read_text(data.decode("utf-8", "ignore"), None, 2024)
            return
        try:
            read_bytes(data, f"a.{kind}")
        except InputError:
            return

    kind = arguments.kind
    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for number, seed in enumerate(_seeds(kind)):
            Path(place, f"{number}").write_bytes(seed)
        options = [
            f"-max_total_time={arguments.minutes * 60:.0f}",
            f"-max_len={LARGEST}",
            f"-artifact_prefix={FOUND}/guided-{kind}-",
            *("-rss_limit_mb=2048", "-timeout=120", "-print_final_stats=1"),
        ]
        atheris.Setup([sys.argv[0], place, *options], one, custom_mutator=_mutator(kind, atheris))
        atheris.Fuzz()


def _seeds(kind: str) -> list[bytes]:
    from tests.fuzz import trial

    known = [
        each if isinstance(each, bytes) else str(each).encode() for each in trial.seeds_of(kind)
    ]
    return [each for each in known if len(each) <= LARGEST]


def _mutator(kind: str, atheris: Any) -> Any:
    from tests.fuzz import mutate, trial

    def changed(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)  # noqa: S311  # not for secrets
        if seed % 2:
            return bytes(atheris.Mutate(data, most))
        if kind == trial.TEXT:
            text = data.decode("utf-8", "ignore")
            return mutate.text(text, (text,), random).encode("utf-8", "ignore")[:most]
        return mutate.file(data, f"a.{kind}", random)[:most]

    return changed


if __name__ == "__main__":
    main()
