"""The checklist before a release: everything that a machine can look at is looked at, the rest is asked.

python3 packaging/release.py          looks at everything; 0 when a release may be made
python3 packaging/release.py --quick  without running the tests and without asking
"""

import argparse
import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from debian import NAME
from environment import ROOT, environment_variables
from linux import version

if TYPE_CHECKING:
    from collections.abc import Callable

_DIST = ROOT / "dist"
_LARGEST = {f"{NAME}_{{}}_amd64.deb": 60, f"{NAME}-{{}}-linux-x86_64.tar.xz": 60, f"{NAME}-{{}}-setup.exe": 40}
"""What is released and how many megabytes it may have."""
_ASKED = (
    "sudo python3 packaging/prove_package.py 全部为“是”",
    "sudo python3 packaging/prove_clean.py 全部为“是”",
    "sudo python3 packaging/prove_windows.py 全部为“是”",
    "在真正的 Windows 10/11 上装过、开过、印过、卸过(Wine 不算)",
    "docs/benchmarks.md 是这个版本在安静的机器上重做的",
)


def main() -> int:
    """0 when nothing is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    looks: dict[str, Callable[[], str]] = {
        "改动都已提交": _uncommitted,
        "更新记录有这个版本,并写了日期": lambda: changelog_lacks(_text("CHANGELOG.md"), version()),
        "这个版本还没有打过标签": _tagged,
        "安装包都在,大小合要求": _too_large,
        "安装包不比源码旧": _stale,
    }
    if not asked.quick:
        looks["全部检查和测试通过"] = _tests
    lacking = [name for name, look in looks.items() if not _is_well(name, look())]
    if not asked.quick:
        lacking += [promise for promise in _ASKED if input(f"{promise}?(y/N) ").strip().lower() != "y"]
    print("可以发布。" if not lacking else f"还不能发布:{'、'.join(lacking)}")
    if not lacking:
        _sums()
    return 1 if lacking else 0


def _is_well(name: str, lacking: str) -> bool:
    print(f"{'否' if lacking else '是'}  {name}" + (f":{lacking}" if lacking else ""), flush=True)
    return not lacking


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _uncommitted() -> str:
    return _git("status", "--porcelain")


def changelog_lacks(changelog: str, number: str) -> str:
    """What is wrong with the newest entry of the change log for a release of `number`; nothing when all is well."""
    newest = re.search(r"(?m)^## (.+)$", changelog)
    if newest is None or not newest[1].startswith(number):
        return f"最上面一条不是 {number}"
    return "" if re.search(r"\d{4}-\d\d-\d\d", newest[1]) else "还写着未发布,没有日期"


def _tagged() -> str:
    return _git("tag", "--list", f"v{version()}")


def _files() -> list[tuple[Path, int]]:
    return [(_DIST / name.format(version()), largest) for name, largest in _LARGEST.items()]


def _too_large() -> str:
    """Which files are missing or too large."""
    missing = [file.name for file, _ in _files() if not file.is_file()]
    large = [file.name for file, largest in _files() if file.is_file() and file.stat().st_size > largest * 1e6]
    return "、".join([*(f"没有 {name}" for name in missing), *(f"{name} 太大" for name in large)])


def _stale() -> str:
    committed = int(_git("log", "-1", "--format=%ct"))
    return "、".join(file.name for file, _ in _files() if file.is_file() and file.stat().st_mtime < committed)


def _tests() -> str:
    command = [sys.executable, str(ROOT / "packaging" / "check.py")]
    return "没有通过" if subprocess.run(command, cwd=ROOT, env=environment_variables(), check=False).returncode else ""


def _sums() -> None:
    """Write the files' hashes beside them, for whoever carries them on a stick."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file, _ in _files()]
    (_DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
    print("".join(lines), end="")


if __name__ == "__main__":
    sys.exit(main())
