"""The embedded library is what its builder makes from the texts: same texts, same bytes."""

from pathlib import Path

from build import ROOT, build, schema


def test_two_builds_are_the_same_bytes(library_file: Path, tmp_path: Path) -> None:
    build(tmp_path / "again.sqlite3")
    assert (tmp_path / "again.sqlite3").read_bytes() == library_file.read_bytes()


def test_the_written_schema_is_the_real_one() -> None:
    assert (ROOT / "db" / "schema.sql").read_text(encoding="utf-8") == schema()
