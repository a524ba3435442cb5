"""What is locked can be installed: hashed, and as wheels for Windows and Linux."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from build import ROOT

_LOCKS = ROOT / "packaging" / "locks"
_PLATFORMS = {
    "Windows": ["win_amd64"],
    "Linux": ["manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64"],
}


def _locked(name: str) -> dict[str, str]:
    text = (_LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["runtime", "develop", "package", "oldest"])
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    text = (_LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z])", text.strip())
    assert len(packages) >= 8
    assert all("==" in package and "--hash=sha256:" in package for package in packages)
    assert "http" not in text


def test_what_builds_the_program_is_locked_apart_from_what_it_runs_with() -> None:
    assert "pyinstaller" in _locked("package")
    both = _locked("package").keys() & _locked("runtime").keys()
    assert {name: _locked("package")[name] for name in both} == {name: _locked("runtime")[name] for name in both}


def test_for_the_oldest_systems_only_qt_is_another() -> None:
    usual, oldest = _locked("runtime"), _locked("oldest")
    assert usual.keys() == oldest.keys()
    assert {name for name in usual if usual[name] != oldest[name]} == {"pyside6-essentials", "shiboken6"}
    # the last whose wheels run on glibc 2.28
    assert oldest["pyside6-essentials"].startswith("6.9.")


def test_the_versions_known_to_break_are_not_locked() -> None:
    major, minor = map(int, _locked("runtime")["pyside6-essentials"].split(".")[:2])
    assert (6, 9) <= (major, minor) < (6, 11)
    assert "pyside6" not in _locked("develop")


@pytest.mark.parametrize("system", sorted(_PLATFORMS))
@pytest.mark.parametrize(("name", "python"), [("runtime", "3.11"), ("runtime", "3.14"), ("develop", "3.11")])
def test_every_package_has_a_wheel(system: str, name: str, python: str, tmp_path: Path) -> None:
    platforms = [argument for tag in _PLATFORMS[system] for argument in ("--platform", tag)]
    done = subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed", "--no-deps", "--retries", "0",
            "--only-binary=:all:", "--python-version", python, *platforms, "--target", str(tmp_path / "nowhere"),
            "--require-hashes", "-r", str(_LOCKS / f"{name}.txt"),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "connection" in done.stderr.lower() or "NewConnectionError" in done.stderr:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
