"""The .deb: a menu entry, a description, what it needs; no script runs as root."""

import configparser
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from debian import DESKTOP, Needs, control, depends, laid_out, metainfo, needs, packed
from environment import ROOT
from linux import version

_LINUX = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("dpkg-deb", "objdump"))), reason="needs Debian's tools"
)
_SOME = Needs(frozenset({"libGL.so.1", "libc.so.6", "libcups.so.2", "libwayland-egl.so.1"}), (2, 34))


def _entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DESKTOP / "fuzhou-viewer.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_menu_entry_speaks_english_and_chinese() -> None:
    entry = _entry()
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert entry[key].isascii()
        assert re.search("[一-鿿]", entry[f"{key}[zh_CN]"])


def test_the_menu_entry_opens_one_file_with_the_installed_program() -> None:
    entry = _entry()
    assert entry["Type"] == "Application"
    assert entry["Exec"] == "fuzhou-viewer %f"
    assert entry["Icon"] == "fuzhou-viewer"
    assert entry["Terminal"] == "false"
    kinds = entry["MimeType"].split(";")
    assert kinds.pop() == ""
    assert len(kinds) == len(set(kinds))
    assert {"application/pdf", "application/msword", "text/plain", "application/ofd"} <= set(kinds)


def test_files_handed_over_are_known_by_ending_by_contents_and_open_with_the_program(tmp_path: Path) -> None:
    known = ET.parse(DESKTOP / "fuzhou-viewer.xml").getroot()  # noqa: S314 - our own file
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = known.find("m:mime-type", space)
    mime, ending = kind.attrib["type"], kind.find("m:glob", space).attrib["pattern"]
    assert mime in _entry()["MimeType"].split(";")
    assert f'EXTENSION "{ending[1:]}"' in (ROOT / "packaging/windows_files/setup.nsi").read_text(encoding="utf-8")
    # the sign is where a zip holds its first, uncompressed file
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("mimetype", mime)
    match = kind.find("m:magic/m:match/m:match", space).attrib
    head = (tmp_path / "a.zip").read_bytes()[int(match["offset"]) :]
    assert head.startswith(match["value"].encode())
    assert {text.get("{http://www.w3.org/XML/1998/namespace}lang") for text in kind.findall("m:comment", space)} == {
        None,
        "zh_CN",
    }
    if importlib.util.find_spec("fuzhou_viewer.core.handover"):
        program = importlib.import_module("fuzhou_viewer.core.handover")
        assert (mime, ending) == (program.MIME, f"*{program.ENDING}")


def test_the_description_tells_the_version_and_names_the_menu_entry() -> None:
    tree = ET.fromstring(metainfo("1.2.3", "2022-12-31"))  # noqa: S314 - our own file
    assert tree.find("releases/release").attrib == {"version": "1.2.3", "date": "2022-12-31"}
    assert tree.findtext("launchable") == "fuzhou-viewer.desktop"
    assert "@" not in metainfo("1.2.3", "2022-12-31")
    licence = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]
    assert tree.findtext("project_license") == licence


def test_the_version_is_the_projects() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", version())
    assert f'version = "{version()}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_control_data_tell_version_size_in_kilobytes_and_needs() -> None:
    lines = control("1.2.3", 2049, _SOME).splitlines()
    assert "Version: 1.2.3" in lines
    assert "Installed-Size: 3" in lines
    assert "Pre-Depends: libc6 (>= 2.34), libgl1" in lines
    assert "Recommends: libcups2 | libcups2t64, libwayland-egl1" in lines
    assert all(re.match(r"[A-Z][\w-]+: \S| \S", line) for line in lines)


def test_a_library_that_no_known_package_holds_stops_the_build() -> None:
    with pytest.raises(LookupError, match=r"libnowhere\.so\.1"):
        depends(Needs(frozenset({"libnowhere.so.1", "libc.so.6"}), (2, 34)))


@_LINUX
def test_needs_are_read_from_the_programs_themselves(tmp_path: Path) -> None:
    shutil.copyfile(shutil.which("objdump") or "", tmp_path / "tool")
    found = needs(tmp_path)
    assert "libc.so.6" in found.libraries
    assert (2, 2) <= found.glibc < (3, 0)
    for library in found.libraries - {"libc.so.6"}:
        (tmp_path / library).touch()
    assert needs(tmp_path).libraries == {"libc.so.6"}


def _program(folder: Path) -> Path:
    (folder / "_internal").mkdir(parents=True)
    shutil.copyfile("/bin/true", folder / "fuzhou-viewer")
    (folder / "_internal" / "data.txt").write_text("data", encoding="utf-8")
    return folder


@_LINUX
def test_a_package_holds_the_program_its_menu_entry_and_no_script(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1672444800")
    made = []
    for name in ("one", "two"):
        program = _program(tmp_path / name / "program")
        laid_out(program, tmp_path / name / "tree", "1.2.3", "2022-12-31")
        packed(tmp_path / name / "tree", tmp_path / f"{name}.deb", "1.2.3")
        made.append((tmp_path / f"{name}.deb").read_bytes())
        os.utime(program / "fuzhou-viewer", (1, 1))
    assert made[0] == made[1]
    listed = _told("--contents", tmp_path / "one.deb")
    for path in ("./usr/lib/fuzhou-viewer/_internal/data.txt", "./usr/share/applications/fuzhou-viewer.desktop"):
        assert re.search(rf"^-rw-r--r-- root/root .*{re.escape(path)}$", listed, re.MULTILINE)
    assert re.search(r"^-rwxr-xr-x .*/lib/fuzhou-viewer/fuzhou-viewer$", listed, re.MULTILINE)
    assert "./usr/bin/fuzhou-viewer -> ../lib/fuzhou-viewer/fuzhou-viewer" in listed
    subprocess.run(["dpkg-deb", "--control", str(tmp_path / "one.deb"), str(tmp_path / "control")], check=True)
    assert {file.name for file in (tmp_path / "control").iterdir()} == {"control", "md5sums"}


def _told(question: str, package: Path) -> str:
    return subprocess.run(["dpkg-deb", question, str(package)], capture_output=True, text=True, check=True).stdout
