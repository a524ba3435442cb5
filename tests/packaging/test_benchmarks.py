"""The report of benchmarks: what was printed, on what machine, on what day; nothing that names a place."""

import os
import re
import socket
from pathlib import Path

import benchmarks
from environment import ROOT


def test_a_section_holds_what_was_printed_with_the_day_and_the_machine() -> None:
    made = benchmarks.section("startup", "比值 1.20\n")
    assert "比值 1.20" in made
    assert re.search(r"\d{4}-\d\d-\d\d", made)
    assert f"× {os.cpu_count()}" in made
    assert benchmarks.sections(f"# 快慢\n\n{made}") == {"startup": made}


def test_no_name_of_a_host_and_no_folder_of_this_machine_is_written() -> None:
    made = benchmarks.section("startup", f"{ROOT}/x {Path.home()}/y\n")
    assert str(ROOT) not in made
    assert str(Path.home()) not in made
    assert socket.gethostname() not in made


def test_every_benchmark_named_is_a_script() -> None:
    assert all((ROOT / "tests" / "benchmarks" / f"{name}.py").is_file() for name in benchmarks._BENCHMARKS)


def test_the_report_in_the_docs_can_be_read_back() -> None:
    report = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert set(benchmarks.sections(report)) <= set(benchmarks._BENCHMARKS)
    assert "比值" in report or "之比" in report
