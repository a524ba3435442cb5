"""Passes every test from a checkout, making everything it needs first.

python3 packaging/check.py              everything: style, types, layers, tests
python3 packaging/check.py tests/core   only these tests
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from environment import ROOT, environment_variables, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PROGRAMS = ("xvfb", "xdotool", "poppler-utils")


def main() -> int:
    """0 when every check has passed."""
    try:
        python = prepare("develop", _PROGRAMS)
        failed = [name for name, command in _checks(python, sys.argv[1:]) if not _passes(name, command)]
    except KeyboardInterrupt:
        return 130
    print("全部通过" if not failed else f"没有通过:{'、'.join(failed)}")
    return 1 if failed else 0


def _checks(python: Path, tests: Sequence[str]) -> list[tuple[str, list[str]]]:
    module = [str(python), "-m"]
    if tests:
        return [("测试", [*module, "pytest", *tests])]
    return [
        ("版式", [*module, "ruff", "format", "--check", "--quiet", "."]),
        ("规范", [*module, "ruff", "check", "--quiet", "."]),
        ("类型", [*module, "mypy"]),
        ("层次", [str(python), "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]),
        ("测试", [*module, "pytest", "-q"]),
    ]


def _passes(name: str, command: Sequence[str]) -> bool:
    print(f"—— {name}", flush=True)
    return subprocess.run(command, cwd=ROOT, env=environment_variables(), check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
