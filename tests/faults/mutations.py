"""Files spoilt at random, the same seed the same spoiling: bytes, pieces, numbers, and the parts inside packages."""

import random
import zipfile
from io import BytesIO

_NUMBERS = (b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"NaN")
_MARKS = (
    b"<", b">", b"&", b'"', b"&#0;", b"&#xD800;", b"&lol;", b"<![CDATA[", b"]]>", b"<!--", b"</w:p>", b"<w:tbl>",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"<?xml version='1.1'?>", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"endobj", b"stream", b"endstream", b"<<", b">>", b"/Kids", b"/Prev 0", b"\xe4\xb8", b"\x81\x30", b"\r\n", b"\t" * 99,
)  # fmt: skip
_LARGEST = 4 * 2**20


def spoilt(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """`data` after one to a dozen mutations; of a package, mostly inside one of its parts."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        inside = _package(data, others, chance)
        if inside is not None:
            return inside
    return _mutated(data, chance.choice(others), chance)


def _package(data: bytes, others: list[bytes], chance: random.Random) -> bytes | None:
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            parts = [(name, source.read(name)) for name in source.namelist()]
            texts = [i for i, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels", ".json"))]
            for i in chance.sample(texts, min(len(texts), chance.choice((1, 1, 2, 4)))):
                name, part = parts[i]
                parts[i] = (name, _mutated(part, chance.choice(parts)[1], chance))
            if chance.random() < 0.1:
                parts.pop(chance.randrange(len(parts)))
            if chance.random() < 0.1:
                i = chance.randrange(len(parts))
                parts.append((chance.choice(("../" + parts[i][0], "/etc/passwd", parts[i][0].upper())), parts[i][1]))
            for name, part in parts:
                how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                target.writestr(zipfile.ZipInfo(name), part, how)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return None
    return out.getvalue()


def _mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6, 12))):
        if made:
            chance.choice(_WAYS)(made, other, chance)
    return bytes(made[:_LARGEST])


def _stretch(made: bytearray, chance: random.Random) -> slice:
    place = chance.randrange(len(made))
    return slice(place, min(len(made), place + chance.choice((1, 2, 4, 16, 64, 512, 4096))))


def _flip(made: bytearray, _other: bytes, chance: random.Random) -> None:
    made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _scramble(made: bytearray, _other: bytes, chance: random.Random) -> None:
    where = _stretch(made, chance)
    made[where] = chance.randbytes(where.stop - where.start)


def _take_out(made: bytearray, _other: bytes, chance: random.Random) -> None:
    del made[_stretch(made, chance)]


def _repeat(made: bytearray, _other: bytes, chance: random.Random) -> None:
    where = _stretch(made, chance)
    made[where] = made[where] * chance.choice((2, 3, 50))


def _mark(made: bytearray, _other: bytes, chance: random.Random) -> None:
    place = chance.randrange(len(made))
    made[place:place] = chance.choice(_MARKS)


def _splice(made: bytearray, other: bytes, chance: random.Random) -> None:
    start = chance.randrange(len(other)) if other else 0
    made[_stretch(made, chance)] = other[start : start + chance.choice((8, 64, 1024))]


def _cut(made: bytearray, _other: bytes, chance: random.Random) -> None:
    del made[chance.randrange(len(made)) :]


def _fill(made: bytearray, _other: bytes, chance: random.Random) -> None:
    where = _stretch(made, chance)
    made[where] = bytes([chance.choice((0, 0xFF, 0x20, 0x41))]) * (where.stop - where.start)


def _turn_round(made: bytearray, _other: bytes, chance: random.Random) -> None:
    where = _stretch(made, chance)
    made[where] = bytes(reversed(made[where]))


def _number(made: bytearray, _other: bytes, chance: random.Random) -> None:
    _write_number(made, chance.randrange(len(made)), chance)


_WAYS = (_flip, _scramble, _take_out, _repeat, _mark, _splice, _cut, _number, _fill, _turn_round)


def _write_number(made: bytearray, place: int, chance: random.Random) -> None:
    """Another number in the place of the next one written in digits, or an extreme one in binary."""
    if chance.random() < 0.5:
        width = chance.choice((2, 4, 8))
        made[place : place + width] = chance.choice((0, 1, 2 ** (8 * width - 1), 2 ** (8 * width) - 1)).to_bytes(
            width, "little"
        )
        return
    start = next((i for i in range(place, min(len(made), place + 2000)) if 0x30 <= made[i] <= 0x39), None)
    if start is None:
        return
    end = start
    while end < len(made) and 0x30 <= made[end] <= 0x39:
        end += 1
    made[start:end] = chance.choice(_NUMBERS)
