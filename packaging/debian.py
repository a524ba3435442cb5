"""A .deb of the packed program: its files, what it needs from the system, its control data.

Nothing runs as root at installation: menus and icons are refreshed by the system's own triggers.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from trimming import elf_files, needed, told

DESKTOP = Path(__file__).resolve().parent / "desktop"
NAME = "fuzhou-viewer"

_PACKAGES = {
    "libc6": "libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libutil.so.1 libresolv.so.2 "
    "ld-linux-x86-64.so.2",
    "libgcc-s1": "libgcc_s.so.1",
    "libstdc++6": "libstdc++.so.6",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libglx0": "libGLX.so.0",
    "libopengl0": "libOpenGL.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libdbus-1-3": "libdbus-1.so.3",
    "libglib2.0-0 | libglib2.0-0t64": "libglib-2.0.so.0 libgthread-2.0.so.0 libgio-2.0.so.0 libgobject-2.0.so.0",
    "libx11-6": "libX11.so.6",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxcb1": "libxcb.so.1",
    "libdrm2": "libdrm.so.2",
    "zlib1g": "libz.so.1",
    "libexpat1": "libexpat.so.1",
}
# asked for by plug-ins that are passed over where these are missing: printers, and a Wayland desktop
_OPTIONAL = {
    "libcups2 | libcups2t64": "libcups.so.2",
    "libwayland-client0": "libwayland-client.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
}
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Needs:
    """What the program takes from the system."""

    libraries: frozenset[str]
    """Names as the loader knows them."""
    glibc: tuple[int, int]
    """The oldest that has every symbol used."""


def needs(folder: Path) -> Needs:
    """What the ELF files in `folder` ask for and do not bring."""
    texts = [told(file) for file in elf_files(folder)]
    brought = {file.name for file in folder.rglob("*")}
    libraries = {library for text in texts for library in needed(text)} - brought
    versions = [(int(major), int(minor)) for text in texts for major, minor in _GLIBC.findall(text)]
    return Needs(frozenset(libraries), max(versions, default=(2, 0)))


def depends(wanted: Needs) -> tuple[str, str]:
    """The fields Pre-Depends and Recommends. Raises LookupError for a library that no known package holds.

    What is asked for before unpacking leaves nothing half-installed where it is missing.
    """
    unknown = wanted.libraries - _libraries(_PACKAGES) - _libraries(_OPTIONAL)
    if unknown:
        raise LookupError(f"no package known for {', '.join(sorted(unknown))}")
    packages = sorted(_holding(_PACKAGES, wanted.libraries) - {"libc6"})
    major, minor = wanted.glibc
    return ", ".join([f"libc6 (>= {major}.{minor})", *packages]), ", ".join(
        sorted(_holding(_OPTIONAL, wanted.libraries))
    )


def _libraries(packages: Mapping[str, str]) -> set[str]:
    return {library for libraries in packages.values() for library in libraries.split()}


def _holding(packages: Mapping[str, str], libraries: Iterable[str]) -> set[str]:
    return {package for package, held in packages.items() if set(held.split()) & set(libraries)}


def control(version: str, size: int, wanted: Needs) -> str:
    """The control file; `size` is what the installed files take, in bytes."""
    needed, recommended = depends(wanted)
    fields = {
        "Package": NAME,
        "Version": version,
        "Section": "text",
        "Priority": "optional",
        "Architecture": "amd64",
        "Maintainer": "The fuzhou_viewer authors <noreply@fuzhou-viewer.invalid>",
        "Installed-Size": str(-(-size // 1024)),
        "Pre-Depends": needed,
        "Recommends": recommended,
        "Description": "offline reader for government work summaries (工作总结阅读器)\n"
        " Chapters, the text set as an official document, charts of its numbers,\n"
        " search, notes, checking of sums, and printing of chosen parts.\n"
        " Needs no network and brings its own fonts.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def metainfo(version: str, day: str) -> str:
    """The description for software centres; `day` as 2022-12-31."""
    text = (DESKTOP / f"{NAME}.metainfo.xml").read_text(encoding="utf-8")
    return text.replace("@VERSION@", version).replace("@DATE@", day)


def laid_out(program: Path, tree: Path, version: str, day: str) -> None:
    """Lay out in `tree`, made anew, what the package puts into the system; `program` is the packed folder."""
    shutil.rmtree(tree, ignore_errors=True)
    share = tree / "usr" / "share"
    shutil.copytree(program, tree / "usr" / "lib" / NAME, symlinks=True)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    copies = {
        DESKTOP / f"{NAME}.desktop": share / "applications",
        DESKTOP / f"{NAME}.svg": share / "icons" / "hicolor" / "scalable" / "apps",
        DESKTOP / f"{NAME}.xml": share / "mime" / "packages",
        DESKTOP / f"{NAME}.png": share / "icons" / "hicolor" / "256x256" / "apps",
    }
    for source, folder in copies.items():
        folder.mkdir(parents=True)
        shutil.copyfile(source, folder / source.name)
    (share / "metainfo").mkdir()
    (share / "metainfo" / f"{NAME}.metainfo.xml").write_text(metainfo(version, day), encoding="utf-8")
    (share / "doc" / NAME).mkdir(parents=True)
    shutil.copyfile(DESKTOP.parents[1] / "LICENSE", share / "doc" / NAME / "copyright")


def packed(tree: Path, target: Path, version: str) -> None:
    """Make the .deb `target` of `tree` with xz at its best. Reads SOURCE_DATE_EPOCH for every time in it."""
    files = sorted(file for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    size = sum(file.stat().st_size for file in files)
    sums = "".join(f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree)}\n" for file in files)  # noqa: S324
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control(version, size, needs(tree / "usr" / "lib")), encoding="utf-8")
    (tree / "DEBIAN" / "md5sums").write_text(sums, encoding="utf-8")
    with_modes(tree)
    target.unlink(missing_ok=True)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "-Sextreme", "--build", str(tree), str(target)]
    subprocess.run(command, check=True)


def with_modes(folder: Path) -> None:
    """Give every file in `folder` the same rights on every machine; the program alone can be run."""
    folder.chmod(0o755)
    for file in folder.rglob("*"):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file.name == NAME else 0o644)
