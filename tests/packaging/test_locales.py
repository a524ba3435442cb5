"""ICU's data cut down: the languages spoken here are whole, and Chinese is still sorted as Chinese."""

import ctypes
import importlib.util
import shutil
import struct
import sys
from pathlib import Path

import pytest

from locales import cut_down, cut_library_down, entries, is_asked_for


def _package(files: dict[str, bytes]) -> bytes:
    header = struct.pack("<HBBHH4B", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0) + b"CmnD" + bytes(16)
    names = [name.encode() + b"\0" for name in files]
    name_place = 4 + 8 * len(files)
    place = -(-(name_place + sum(map(len, names))) // 16) * 16
    table, held = struct.pack("<I", len(files)), b""
    for name, content in zip(names, files.values(), strict=True):
        table += struct.pack("<II", name_place, place + len(held))
        name_place += len(name)
        held += content
    return header + (table + b"".join(names)).ljust(place, b"\0") + held


_FILES = {
    "icudt73l/coll/de.res": b"d" * 32,
    "icudt73l/coll/zh.res": b"z" * 48,
    "icudt73l/ibm-37_P100-1995.cnv": b"c" * 16,
    "icudt73l/root.res": b"r" * 16,
    "icudt73l/zoneinfo64.res": b"o" * 16,
}


def test_files_of_other_languages_go_and_the_rest_is_untouched() -> None:
    assert entries(_package(_FILES)) == _FILES
    left = entries(cut_down(_package(_FILES)))
    assert left == {name: _FILES[name] for name in _FILES if not name.endswith(("de.res", ".cnv"))}


@pytest.mark.parametrize("name", ["zh_Hans_CN.res", "curr/en_US.res", "pool.res", "coll/ucadata.icu", "gb18030.cnv"])
def test_what_chinese_and_english_need_is_kept(name: str) -> None:
    assert is_asked_for(f"icudt73l/{name}")


@pytest.mark.parametrize("name", ["fr.res", "lang/zu_ZA.res", "brkitr/thaidict.dict", "translit/root.res", "ebc.cnv"])
def test_what_nobody_asks_for_goes(name: str) -> None:
    assert not is_asked_for(f"icudt73l/{name}")


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="ICU"):
        entries(b"\0" * 64)


@pytest.mark.skipif(sys.platform != "linux" or not all(map(shutil.which, ("as", "ld"))), reason="needs binutils")
def test_qts_own_library_is_a_fifth_and_still_sorts_by_pinyin(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    for file in (Path(spec.submodule_search_locations[0]) / "Qt" / "lib").glob("libicu*"):
        shutil.copyfile(file, tmp_path / file.name)
    (data,) = tmp_path.glob("libicudata.so.*")
    version, before = data.suffix[1:], data.stat().st_size
    cut_library_down(data)
    assert data.stat().st_size < before / 5
    library = ctypes.CDLL(str(tmp_path / f"libicui18n.so.{version}"))
    wrong = ctypes.c_int(0)
    opened = library[f"ucol_open_{version}"]
    opened.restype = ctypes.c_void_p
    order = ctypes.c_void_p(opened(b"zh_CN", ctypes.byref(wrong)))
    assert wrong.value <= 0
    compared = library[f"ucol_strcoll_{version}"]
    words = [(word.encode("utf-16-le"), len(word)) for word in ("北京", "福州", "闽侯")]
    assert ctypes.c_int(compared(order, *words[0], *words[1])).value == -1
    assert ctypes.c_int(compared(order, *words[2], *words[1])).value == 1
