"""ICU's data cut down to the languages spoken here: of 32 MB that Qt brings, 4 are ever asked for.

libicudata is one table of files without code. Format: https://unicode-org.github.io/icu/userguide/icu_data/
(package of type CmnD): a header, the number of entries, for each the places of its name and contents,
then names in order and contents, all places counted from the number of entries.
"""

import re
import struct
import subprocess
from pathlib import Path

_KIND = b"CmnD"
_ALIGNED = 16
# a file of a language: zh, zh_Hans_CN, en_US_POSIX; pool, root and supplementalData are none
_LANGUAGE = re.compile(r"([a-z]{2,3})(_\w+)?\.res")
_SPOKEN = ("en", "zh")
# converters of old encodings, dictionaries that break Thai, transliteration, numbers in words, characters' names
_IDLE = re.compile(r"/(translit|rbnf)/|\.(dict|spp|cfu)$|/unames\.icu$|/(?!gb18030|windows-936|ibm-1386)[^/]*\.cnv$")
_ASSEMBLY = """
 .section .rodata,"a",@progbits
 .globl {name}
 .type {name}, @object
 .size {name}, {size}
 .balign 16
{name}:
 .incbin "{data}"
 .section .note.GNU-stack,"",@progbits
"""


def is_asked_for(entry: str) -> bool:
    """Whether the file `entry` of ICU's data, as icudt73l/coll/zh.res, is used by this program."""
    if found := _LANGUAGE.fullmatch(entry.rsplit("/", 1)[-1]):
        return found[1] in _SPOKEN and not _IDLE.search(entry)
    return not _IDLE.search(entry)


def entries(package: bytes) -> dict[str, bytes]:
    """The files in an ICU data package, by name. Raises ValueError for anything else."""
    begin = _begin(package)
    (count,) = struct.unpack_from("<I", package, begin)
    table = [struct.unpack_from("<II", package, begin + 4 + 8 * number) for number in range(count)]
    ends = [place for _, place in table[1:]] + [len(package) - begin]
    names = [package[begin + name : package.index(b"\0", begin + name)].decode("ascii") for name, _ in table]
    return {
        name: package[begin + place : begin + end] for name, (_, place), end in zip(names, table, ends, strict=True)
    }


def cut_down(package: bytes) -> bytes:
    """The same data package with only the files that are asked for."""
    header = package[: _begin(package)]
    kept = {name: held for name, held in entries(package).items() if is_asked_for(name)}
    table_size = 4 + 8 * len(kept)
    names = [name.encode("ascii") + b"\0" for name in kept]
    place = _rounded(table_size + sum(map(len, names)))
    table, name_place = struct.pack("<I", len(kept)), table_size
    contents = bytearray()
    for name, held in zip(names, kept.values(), strict=True):
        table += struct.pack("<II", name_place, place + len(contents))
        name_place += len(name)
        contents += held.ljust(_rounded(len(held)), b"\0")
    return header + (table + b"".join(names)).ljust(place, b"\0") + bytes(contents)


def _begin(package: bytes) -> int:
    """Where the number of entries stands: behind the header."""
    if package[12:16] != _KIND:
        raise ValueError("not a package of ICU's data")
    return int(struct.unpack_from("<H", package)[0])


def _rounded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def cut_library_down(library: Path) -> None:
    """Make the library of ICU's data anew, smaller and under the same name, with the assembler and linker."""
    held = library.read_bytes()
    start = held.index(_KIND) - 12
    symbol = re.search(rb"icudt\d+_dat", held)
    if symbol is None:
        raise ValueError(f"{library.name} holds none of ICU's data")
    data = library.with_suffix(".dat")
    # what follows the package in the file goes with its last entry, which no reader looks behind
    data.write_bytes(cut_down(held[start:]))
    source, made = library.with_suffix(".s"), library.with_suffix(".o")
    source.write_text(
        _ASSEMBLY.format(name=symbol[0].decode(), size=data.stat().st_size, data=data.name), encoding="ascii"
    )
    subprocess.run(["as", "-o", made.name, source.name], cwd=library.parent, check=True)  # noqa: S607
    command = ["ld", "-shared", "-soname", library.name, "--hash-style=gnu", "-o", library.name, made.name]
    subprocess.run(command, cwd=library.parent, check=True)
    for file in (data, source, made):
        file.unlink()
