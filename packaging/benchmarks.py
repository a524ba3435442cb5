"""Runs the benchmarks and writes what they print into docs/benchmarks.md, with the machine and the day.

python3 packaging/benchmarks.py [name …]      named ones only; the others' figures stay as they are

Figures are worth as much as the machine is quiet. Nothing that names a person, a host or a folder is written.
"""

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from environment import ROOT, environment_variables, prepare

_REPORT = ROOT / "docs" / "benchmarks.md"
_BENCHMARKS = {
    "startup": ("打开", ["5"]),
    "installed": ("安装的程序与源码", ["5"]),
    "reading": ("阅读", ["5"]),
    "check_speed": ("数据核对", []),
    "importing": ("存入报告", ["20"]),
    "printing": ("打印", ["3"]),
    "search": ("查找", ["20000"]),
}
_HEAD = """# 快慢

每一段是 `tests/benchmarks` 里一个脚本这次打印的原话;比值都是同一次运行里与旁边那个比的。
绝对时间随机器变,比值才可比。重做:`python3 packaging/benchmarks.py`。
"""
_LONGEST_S = 900


def main() -> int:
    """0 when every benchmark asked for has run."""
    python = prepare("develop", ("xvfb", "poppler-utils"))
    asked = sys.argv[1:] or list(_BENCHMARKS)
    if unknown := set(asked) - _BENCHMARKS.keys():
        sys.exit(f"没有这样的项目:{'、'.join(sorted(unknown))}。可用:{'、'.join(_BENCHMARKS)}。")
    known = sections(_REPORT.read_text(encoding="utf-8")) if _REPORT.is_file() else {}
    failed = []
    for name in asked:
        print(f"—— {name}", flush=True)
        told = _run(python, name)
        if told is None:
            failed.append(name)
        else:
            known[name] = section(name, told)
    _REPORT.parent.mkdir(exist_ok=True)
    kept = [known[name] for name in _BENCHMARKS if name in known]
    _REPORT.write_text("\n".join([_HEAD, *kept]), encoding="utf-8", newline="\n")
    print(f"写入 {_REPORT.relative_to(ROOT)}" + (f",没有跑成:{'、'.join(failed)}" if failed else ""))
    return 1 if failed else 0


def _run(python: Path, name: str) -> str | None:
    """What the benchmark prints; nothing when it fails."""
    script = ROOT / "tests" / "benchmarks" / f"{name}.py"
    try:
        done = subprocess.run(
            [str(python), str(script), *_BENCHMARKS[name][1]],
            cwd=ROOT,
            env=environment_variables(),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=_LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    print(done.stdout, end="", flush=True)
    return done.stdout if done.returncode == 0 else None


def section(name: str, told: str) -> str:
    """What one benchmark told, as a section of the report."""
    words, arguments = _BENCHMARKS[name]
    command = " ".join(["tests/benchmarks/" + name + ".py", *arguments])
    day = datetime.now(UTC).date().isoformat()
    text = told.strip().replace(str(ROOT), ".").replace(str(Path.home()), "~")
    return f"## {words}\n\n<!-- {name} -->\n`{command}`,{day},{machine()},{_load()}\n\n```\n{text}\n```\n"


def sections(report: str) -> dict[str, str]:
    """The sections of an earlier report, by the benchmark's name."""
    found = {}
    for part in re.split(r"(?m)^(?=## )", report)[1:]:
        if told := re.search(r"<!-- (\w+) -->", part):
            found[told[1]] = part.rstrip("\n") + "\n"
    return found


def machine() -> str:
    """The processor, how many, memory and system, without any name of its own."""
    processor = _line("/proc/cpuinfo", r"model name\s*: (.+)") or platform.machine()
    memory = int(_line("/proc/meminfo", r"MemTotal:\s*(\d+)") or 0) / 2**20
    system = _line("/etc/os-release", r'PRETTY_NAME="(.+)"') or platform.system()
    return f"{processor} × {os.cpu_count()},{memory:.0f} GB,{system},Python {platform.python_version()}"


def _load() -> str:
    """How busy the machine was: a busy one shows in the times, less in the ratios."""
    return f"平均负载 {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def _line(file: str, pattern: str) -> str:
    try:
        found = re.search(pattern, Path(file).read_text(encoding="utf-8"))
    except OSError:
        return ""
    return found[1].strip() if found else ""


if __name__ == "__main__":
    sys.exit(main())
