"""In the full run (FRAMECHECK_FULL=1) a skip is a failure: everything that can be tested is installed there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from framecheck.analyzer import Analyzer

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("FRAMECHECK_FULL") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in the full run: {report.longrepr}"


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()
