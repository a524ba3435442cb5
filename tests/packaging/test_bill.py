"""The bill of what is shipped: nothing without a licence, every licence with its text, the same bytes twice."""

import json
import shutil
import sys
import sysconfig
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bill
from environment import ROOT

_WHEN = datetime(2022, 12, 31, tzinfo=UTC)
_SITE = Path(sysconfig.get_path("purelib"))


@pytest.fixture(scope="module")
def parts() -> list[bill.Part]:
    return [*bill.python_parts(_SITE, {}), *bill.qt_parts("6.9.3"), *bill.font_parts(ROOT / "resources")]


def test_everything_the_program_asks_for_is_on_the_bill_and_nothing_of_developing(parts: list[bill.Part]) -> None:
    names = {part.name for part in parts}
    assert {"fuzhou-viewer", "pyside6-essentials", "shiboken6", "sqlalchemy", "numpy", "lxml", "Qt", "ICU"} <= names
    assert not names & {"pytest", "mypy", "hypothesis", "ruff", "cyclonedx-python-lib"}


def test_every_part_names_its_licence_and_brings_a_text_of_it(parts: list[bill.Part]) -> None:
    assert all(part.licence for part in parts)
    without = {part.name for part in parts if not part.texts}
    # these are told of in the texts of the wheels that carry them
    assert without == {"OpenBLAS", "libgfortran", "PDFium", "libxml2", "libxslt"}
    assert all(text.stat().st_size > 20 for part in parts for text in part.texts)


def test_a_part_whose_licence_is_not_known_stops_the_build() -> None:
    with pytest.raises(LookupError, match="libnowhere1"):
        bill.licence("libnowhere1")
    assert bill.licence("libxcb-cursor0") == "MIT"


def test_what_is_needed_on_windows_alone_is_on_the_bill_for_windows(tmp_path: Path) -> None:
    held = {
        "fuzhou_viewer": "Requires-Dist: olefile ; sys_platform == 'win32'\nRequires-Dist: lxml ; extra == 'x'\n",
        "olefile": "",
    }
    for name, more in held.items():
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        told = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: MIT\n{more}"
        (folder / "METADATA").write_text(told, encoding="utf-8")
    assert [part.name for part in bill.python_parts(tmp_path, {"sys_platform": "win32"})] == [
        "fuzhou-viewer",
        "olefile",
    ]
    assert [part.name for part in bill.python_parts(tmp_path, {"sys_platform": "linux"})] == ["fuzhou-viewer"]


def test_the_bill_is_cyclonedx_and_the_same_twice(parts: list[bill.Part], tmp_path: Path) -> None:
    for name in ("one", "two"):
        bill.write(parts[:: 1 if name == "one" else -1], tmp_path / name, _WHEN)
    files = [sorted(file.relative_to(tmp_path / n) for file in (tmp_path / n).rglob("*")) for n in ("one", "two")]
    assert files[0] == files[1]
    text = (tmp_path / "one" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert text == (tmp_path / "two" / "sbom.cdx.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["name"] == "fuzhou-viewer"
    assert all(component["licenses"] for component in told["components"])
    assert (tmp_path / "one" / "pyside6-essentials" / "LGPL-3.0.txt").is_file()


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("dpkg"), reason="asks Debian")
def test_the_systems_libraries_are_told_by_their_package(tmp_path: Path) -> None:
    (tmp_path / "libz.so.1").touch()
    (tmp_path / "libpython3.11.so.1.0").touch()
    (tmp_path / "libQt6Core.so.6").symlink_to("elsewhere")
    (part,) = bill.system_parts(tmp_path)
    assert (part.name, part.licence, part.kind) == ("zlib1g", "Zlib", "deb")
    (tmp_path / "libnowhere.so.1").touch()
    with pytest.raises(LookupError, match=r"libnowhere\.so\.1"):
        bill.system_parts(tmp_path)
