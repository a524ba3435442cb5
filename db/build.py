"""Builds the embedded library from resources/texts: same texts, same bytes.

python db/build.py             writes db/library.sqlite3
python db/build.py --schema    writes db/schema.sql
"""

import hashlib
import sys
import tempfile
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fuzhou_viewer.core.documents import document  # noqa: E402
from fuzhou_viewer.core.records import Document  # noqa: E402
from fuzhou_viewer.core.vocabulary import Vocabulary  # noqa: E402
from fuzhou_viewer.readers.plain import manuscript  # noqa: E402
from fuzhou_viewer.services.wordlists import vocabulary_in  # noqa: E402
from fuzhou_viewer.store.database import create_library, schema_sql  # noqa: E402
from fuzhou_viewer.store.writing import add_document  # noqa: E402

_TEXTS = ROOT / "resources" / "texts"
_VOCABULARY = ROOT / "resources" / "vocabulary"


def build(target: Path) -> None:
    """Write the library to `target`; an older file there is replaced only by a whole new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    words = vocabulary_in(_VOCABULARY)
    reports = tomllib.loads((_TEXTS / "manifest.toml").read_text(encoding="utf-8"))["report"]
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        draft = Path(folder, target.name)
        engine = create_library(draft)
        for entry in sorted(reports, key=lambda report: report["key"]):
            add_document(engine, _report(entry, words))
        engine.dispose()
        draft.replace(target)


def schema() -> str:
    """The statements that db/schema.sql must hold."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_library(Path(folder, "library.sqlite3"))
        statements = schema_sql(engine)
        engine.dispose()
    return statements


def _report(entry: dict[str, Any], words: Vocabulary) -> Document:
    data = (_TEXTS / entry["file"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        sys.exit(f"resources/texts/{entry['file']} 与 manifest.toml 里的 sha256 不符。")
    read = document(manuscript(data, entry["file"], entry["source"]), words, entry["key"])
    return replace(
        read,
        title=entry["title"],
        year=entry["year"],
        issuer=entry["issuer"],
        issued_on=date.fromisoformat(entry["issued_on"]),
    )


if __name__ == "__main__":
    if "--schema" in sys.argv[1:]:
        (ROOT / "db" / "schema.sql").write_text(schema(), encoding="utf-8", newline="\n")
    else:
        build(ROOT / "db" / "library.sqlite3")
