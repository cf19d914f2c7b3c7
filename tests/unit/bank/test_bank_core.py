"""The built-in pack is whole, and quick to read."""

import time

from greenroom.bank.finding import Severity
from greenroom.bank.library import Library
from greenroom.bank.lint import lint
from greenroom.bank.places import built_in
from greenroom.bank.read import read_pack

CPU_SECONDS = 0.3


def test_the_core_pack_has_no_fault_and_no_error() -> None:
    reading = read_pack(built_in() / "core")
    assert [str(fault) for fault in reading.faults] == []
    assert [str(finding) for finding in lint(reading) if finding.severity is Severity.ERROR] == []
    assert reading.questions


def test_reading_the_core_pack_takes_little_cpu() -> None:
    spent = []
    for _ in range(3):
        begin = time.process_time()
        Library.load([built_in() / "core"])
        spent.append(time.process_time() - begin)
    assert min(spent) < CPU_SECONDS
