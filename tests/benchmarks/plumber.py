"""How long pdfplumber takes over PDF files; run by `measure_pdf.py` in an environment of its own.

python plumber.py FILE…      prints milliseconds of text, of text and tables, and the peak in MB
"""

from __future__ import annotations

import logging
import resource
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any


def main() -> None:
    """Read every file twice and print the sums."""
    import pdfplumber

    logging.disable(logging.CRITICAL)

    def seconds(read: Callable[[Any], object], files: Sequence[str]) -> float:
        start = time.process_time()
        for file in files:
            with pdfplumber.open(file) as document:
                for page in document.pages:
                    read(page)
        return time.process_time() - start

    files = sys.argv[1:]
    text = seconds(lambda page: page.extract_text(), files)
    both = seconds(lambda page: (page.extract_text(), page.extract_tables()), files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(1000 * text, 1000 * both, peak)


if __name__ == "__main__":
    main()
