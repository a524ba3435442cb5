"""The bill of what the packed program carries: every part, its version and its licence, and the licences' texts.

python packaging/bill.py FOLDER [--site FOLDER]   for the program packed in FOLDER; writes FOLDER/licences

Runs with the Python of the environment that packs. `sbom.cdx.json` is in CycloneDX 1.6; the same parts give the same
bytes. A part whose licence is not known here stops the build. Parts within wheels that name their own licences in a
text of their own (numpy, lxml, pypdfium2) are told by that text.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

PROGRAM = "fuzhou-viewer"
_TEXTS = Path(__file__).resolve().parent / "licences"
_QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
_LICENCES = {
    # wheels that tell theirs in no form that a machine reads
    "colorama": "BSD-3-Clause",
    "lxml": "BSD-3-Clause",
    "olefile": "BSD-2-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pypinyin": "MIT",
    "pyqtgraph": "MIT",
    "pyside6-essentials": _QT,
    "python-docx": "MIT",
    "shiboken6": _QT,
    # the system's libraries, by Debian's package
    "libbz2-1.0": "bzip2-1.0.6",
    "libexpat1": "MIT",
    "libffi": "MIT",
    "liblzma5": "0BSD",
    "libsqlite3-0": "blessing",
    "libuuid1": "BSD-3-Clause",
    "libxcb": "MIT",
    "libxkbcommon": "MIT",
    "libzstd1": "BSD-3-Clause",
    "zlib1g": "Zlib",
}
# what wheels carry inside; their own licence texts tell of it
_WITHIN = {
    "lxml": (("libxml2", "MIT"), ("libxslt", "MIT")),
    "numpy": (("OpenBLAS", "BSD-3-Clause"), ("libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1")),
    "pypdfium2": (("PDFium", "BSD-3-Clause AND Apache-2.0"),),
}
_OWN_TEXTS = {"pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"), "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt")}
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "python_full_version": "3.13.2"}


@dataclass(frozen=True, slots=True)
class Part:
    """Something shipped that somebody else made, or the program itself."""

    name: str
    version: str
    licence: str
    """As SPDX writes it."""
    texts: tuple[Path, ...]
    kind: str = "generic"
    """Where its name is known: pypi, deb or generic."""


def licence(name: str, expression: str | None = None) -> str:
    """The licence of the part `name`. Raises LookupError where none is known."""
    if expression:
        return expression
    known = next((told for part, told in _LICENCES.items() if name == part), None)
    known = known or next((told for part, told in _LICENCES.items() if name.startswith(part)), None)
    if known is None:
        raise LookupError(f"no licence is known for {name}: add it to packaging/bill.py")
    return known


def python_parts(site: Path, variables: Mapping[str, str]) -> list[Part]:
    """The program and every package that it asks for in the folder `site`, with `variables` deciding what it needs."""
    found = {canonicalize_name(held.name): held for held in distributions(path=[str(site)])}
    wanted, seen = [PROGRAM], set[NormalizedName]()
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name in seen:
            continue
        seen.add(name)
        asked = map(Requirement, found[name].requires or [])
        wanted += [one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": "", **variables})]
    within = [Part(name, "", told, ()) for package in sorted(seen & _WITHIN.keys()) for name, told in _WITHIN[package]]
    return [*(_packaged(found[name], name) for name in sorted(seen)), *within]


def _packaged(held: Distribution, name: str) -> Part:
    # an editable installation lists no licence texts; those of the program lie in the checkout
    own = [_TEXTS.parents[1] / "LICENSE"] if name == PROGRAM else [_TEXTS / text for text in _OWN_TEXTS.get(name, ())]
    texts = [Path(str(file.locate())) for file in held.files or () if _is_licence(str(file))]
    told = held.metadata["License-Expression"] if "License-Expression" in held.metadata else None  # noqa: SIM401 - no dict
    return Part(name, held.version, licence(name, told), tuple(own or texts), "pypi")


def _is_licence(file: str) -> bool:
    return ".dist-info/" in file and bool(_LICENCE_FILE.search(file.split(".dist-info/", 1)[1]))


def qt_parts(version: str) -> list[Part]:
    """Qt, as PySide6 brings it, and what Qt brings."""
    qt = (_TEXTS / "LGPL-3.0.txt", _TEXTS / "GPL-3.0.txt", _TEXTS / "Qt.txt")
    return [Part("Qt", version, _QT, qt), Part("ICU", "73", "Unicode-3.0", (_TEXTS / "ICU.txt",))]


def font_parts(resources: Path) -> list[Part]:
    """The fonts in the program's resources."""
    fonts = resources / "fonts"
    return [
        Part("Fandol", "0.3", "GPL-3.0-only WITH Font-exception-2.0", (fonts / "Fandol-GPL-3.txt",)),
        Part("Viewer Kai", "", "OFL-1.1", (fonts / "ViewerKai-OFL.txt",)),
    ]


def system_parts(inside: Path) -> list[Part]:
    """The libraries that were taken from Debian, by package. Raises LookupError for one that no package holds."""
    brought = {file.name for file in inside.iterdir() if re.search(r"\.so\.\d", file.name) and not file.is_symlink()}
    named = {name for name in brought if not name.startswith(("libpython", "libsqlite3"))}
    packages = {_package_of(name) for name in named}
    parts = [_from_debian(package) for package in sorted(packages)]
    if any(name.startswith("libsqlite3") for name in brought):
        parts.append(Part("SQLite", _sqlite_version(), "blessing", ()))
    return parts


def _package_of(library: str) -> str:
    for folder in ("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu"):
        # a system whose /lib is a link to /usr/lib may know its files by either name
        told = subprocess.run(["dpkg", "-S", f"{folder}/{library}"], capture_output=True, text=True, check=False)  # noqa: S607
        if told.returncode == 0:
            return told.stdout.split(":")[0]
    raise LookupError(f"no package is known to hold {library}")


def _from_debian(package: str) -> Part:
    command = ["dpkg-query", "-W", "-f=${Version}", package]
    version = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Part(package, version, licence(package), (Path("/usr/share/doc") / package / "copyright",), "deb")


def _sqlite_version() -> str:
    from sqlite3 import sqlite_version  # noqa: PLC0415 - the library of the Python that packs is the one carried

    return sqlite_version


def interpreter_parts() -> list[Part]:
    """Python, and what starts it."""
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    packer = _packaged(Distribution.from_name("pyinstaller"), "pyinstaller")
    return [Part("Python", sys.version.split()[0], "PSF-2.0", (text,)), replace(packer, name="PyInstaller bootloader")]


def windows_parts(folder: Path) -> list[Part]:
    """Python for Windows, as python.org embeds it, and the C library that PySide6 brings; `folder` holds both."""
    told = folder / "python" / "LICENSE.txt"
    return [
        Part("Python", _WINDOWS["python_full_version"], "PSF-2.0", (told,)),
        Part("SQLite", "", "blessing", ()),
        Part("libffi", "", "MIT", ()),
        Part("Microsoft Visual C++ Runtime", "", "LicenseRef-Microsoft-Visual-Cpp-Redistributable", ()),
    ]


def bill(parts: Iterable[Part], when: datetime) -> str:
    """The parts in CycloneDX's JSON; the same parts and moment give the same text."""
    ordered = sorted(parts, key=lambda part: (part.name.lower(), part.version))
    made = {part.name: _component(part) for part in ordered}
    bom = Bom(components=[component for name, component in made.items() if name != PROGRAM])
    bom.metadata.component = made.get(PROGRAM)
    bom.metadata.timestamp = when
    bom.serial_number = uuid5(NAMESPACE_URL, repr([(part.name, part.version, part.licence) for part in ordered]))
    if bom.metadata.component:
        bom.register_dependency(bom.metadata.component, bom.components)
    return str(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2))


def _component(part: Part) -> Component:
    where = PackageURL(part.kind, "debian" if part.kind == "deb" else None, part.name, part.version or None)
    return Component(
        type=ComponentType.APPLICATION if part.name == PROGRAM else ComponentType.LIBRARY,
        name=part.name,
        version=part.version or None,
        licenses=[LicenseFactory().make_from_string(part.licence, license_text=None)],
        purl=where,
        bom_ref=str(where),
    )


def write(parts: Iterable[Part], folder: Path, when: datetime) -> None:
    """Put the bill and every licence text, in a folder for each part, into `folder`, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    known = list(parts)
    (folder / "sbom.cdx.json").write_text(bill(known, when) + "\n", encoding="utf-8", newline="\n")
    for part in known:
        target = folder / part.name.replace(" ", "-")
        for text in part.texts:
            target.mkdir(exist_ok=True)
            name = "-".join(text.parts[-2:]) if (target / text.name).exists() else text.name
            shutil.copyfile(text, target / name)


def main() -> None:
    """Write the bill of a packed program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the packed program's modules lie")
    parser.add_argument("--site", type=Path, help="the packages of a program for Windows")
    asked = parser.parse_args()
    python = python_parts(asked.site or Path(sysconfig.get_path("purelib")), _WINDOWS if asked.site else {})
    qt = next(part.version for part in python if part.name == "pyside6-essentials")
    parts = [*python, *qt_parts(qt), *font_parts(_TEXTS.parents[1] / "resources")]
    parts += windows_parts(asked.folder) if asked.site else [*interpreter_parts(), *system_parts(asked.folder)]
    when = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "315532800")), UTC)
    write(parts, (asked.folder / "app" if asked.site else asked.folder) / "licences", when)


if __name__ == "__main__":
    main()
