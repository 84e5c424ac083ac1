"""A pytest plugin that makes what was computed before a test depend on the mutant too.

mutmut tries a mutant in a fork of a process that has run the tests already: what is computed on
import or kept in a cache would come from the sound program. And while it notes which test reaches
which function, a cached function would seem to be reached by the first test alone. (pytest, too,
names the cases of a module otherwise when it collects it a second time.)
"""

from __future__ import annotations

import sys

import pytest
from mutmut.mutation.trampoline import get_mutant_under_test

_OURS = ("analyzer", "tests")
_STAYS = ("tests.conftest", "tests.mutation")


def pytest_configure() -> None:
    """Forget our modules, so that they are imported again."""
    for name in list(sys.modules):
        if name.partition(".")[0] in _OURS and not name.startswith(_STAYS):
            del sys.modules[name]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """While the reach of the tests is noted: empty the caches of the modules with mutants.

    Only their own: a form made anew beside tables that hold the old one would be another form.
    """
    if get_mutant_under_test() != "stats":
        return
    for name, module in list(sys.modules.items()):
        if name.startswith("analyzer.") and hasattr(module, "_mutmut_mutated"):
            for value in vars(module).values():
                empty = getattr(value, "cache_clear", None)
                if callable(empty) and value.__module__ == name:
                    empty()
