"""Zip packages of XML (docx, xlsx, ofd): read in memory, part by part, with limits; nothing is unpacked to disk."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from fuzhou_viewer.core.errors import UnreadableFileError

Attributes = dict[str, str]

_MOST_ENTRIES = 20_000
_LARGEST_PART = 96 * 2**20
_LARGEST_WHOLE = 400 * 2**20
_MOST_ELEMENTS = 4_000_000
_DEEPEST = 400
_CHUNK = 2**16
_CHINESE_ENCODING = re.compile(
    rb"""<\?xml[^>]{0,80}encoding\s*=\s*["'](?:gb[a-z0-9_-]*|936)["'][^>]*\?>""", re.IGNORECASE
)
_TOO_LARGE = "文件解压后太大,没有导入。"
_DAMAGED = "文件已损坏或不完整,没有导入。"
_AGAIN = "请重新取得这个文件,或在原来的软件里另存一份。"


@dataclass(frozen=True, slots=True)
class Handlers:
    """What is told of an XML part: elements by local name (namespace prefix and address taken off), and text."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


class Package:
    """A zip package in memory; what is read from it in all is counted and limited."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as fault:
            raise UnreadableFileError(_DAMAGED, _AGAIN) from fault
        if len(entries) > _MOST_ENTRIES:
            raise UnreadableFileError("压缩包里的文件太多,没有导入。", _AGAIN)
        # some writers use backslashes; where two entries share a name, readers differ on which counts
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self._by_folded = {name.casefold(): name for name in self._entries}
        self._left = _LARGEST_WHOLE

    def names(self) -> tuple[str, ...]:
        """The parts' names."""
        return tuple(self._entries)

    def find(self, name: str) -> str | None:
        """The part called `name`, whatever its case."""
        return self._by_folded.get(name.lstrip("/").casefold())

    def parse(self, name: str, handlers: Handlers) -> None:
        """Tell `handlers` of the XML part `name`. Raises UnreadableFileError; a DTD is refused, so no entity lives."""
        chunks = self._chunks(name)
        first = next(chunks, b"")
        if match := _CHINESE_ENCODING.match(first.lstrip()):
            body = (first.lstrip()[match.end() :] + b"".join(chunks)).decode("gb18030", "replace")
            parse([body.encode("utf-8")], handlers)
        else:
            parse(_joined(first, chunks), handlers)

    def part(self, name: str) -> bytes:
        """The whole part `name`. Raises UnreadableFileError."""
        return b"".join(self._chunks(name))

    def relations(self, name: str) -> dict[str, str]:
        """The relations of the part `name` (id, and kind as the last word of its type) to parts in the package."""
        folder, own = posixpath.split(name)
        found: dict[str, str] = {}
        part = self.find(f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels")
        if part is None:
            return found

        def start(tag: str, attributes: Attributes) -> None:
            if tag != "Relationship" or attributes.get("TargetMode") == "External":
                return
            target = self.find(located(folder, attributes.get("Target", "")) or "")
            if target is not None:
                found[attributes.get("Id", "")] = target
                found.setdefault(attributes.get("Type", "").rsplit("/", 1)[-1], target)

        self.parse(part, Handlers(start, _ignore, _ignore))
        return found

    def _chunks(self, name: str) -> Iterator[bytes]:
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableFileError(_DAMAGED, _AGAIN)
        if entry.flag_bits & 1:
            raise UnreadableFileError("文件有密码保护,没有导入。", "请先在原来的软件里取消密码。")
        read = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    read += len(chunk)
                    self._take(len(chunk), read)
                    yield chunk
        except UnreadableFileError:
            raise
        except Exception as fault:  # zipfile, zlib, bz2 and lzma raise many kinds on damaged data
            raise UnreadableFileError(_DAMAGED, _AGAIN) from fault

    def _take(self, size: int, of_part: int) -> None:
        self._left -= size
        if of_part > _LARGEST_PART or self._left < 0:
            raise UnreadableFileError(_TOO_LARGE, "请检查文件来源。")


def located(folder: str, target: str) -> str | None:
    """The part that `target` names as seen from `folder`; None if it leads out of the package."""
    target = target.replace("\\", "/")
    path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    return None if path.startswith("..") else path


def parse(chunks: Iterator[bytes] | list[bytes], handlers: Handlers) -> None:
    """Tell `handlers` of an XML text.

    Raises UnreadableFileError when it is no XML, has a DTD or is past all measure.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = elements = 0
    known: dict[str, str] = {}

    def refuse(*_doctype: object) -> None:
        raise UnreadableFileError("文件里含有 DTD 声明,可能有害,没有导入。", "请在原来的软件里另存一份。")

    def local(name: str) -> str:
        short = known.get(name)
        if short is None:
            short = known[name] = name.rsplit(" ", 1)[-1]
        return short

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > _DEEPEST or elements > _MOST_ELEMENTS:
            raise UnreadableFileError("文件的结构过于复杂,没有导入。", "请在原来的软件里另存一份。")
        handlers.start(local(name), {local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handlers.end(local(name))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handlers.text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by place only
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise UnreadableFileError(_DAMAGED, _AGAIN) from fault


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _ignore(*_anything: object) -> None:
    """For events nobody asked for."""
