"""The checklist before a release notices what is missing."""

from pathlib import Path

import pytest

import release


@pytest.mark.parametrize(
    ("changelog", "is_well"),
    [
        ("# 更新记录\n\n## 1.2.3(2022-12-31)\n\n## 1.2.2(2022-01-01)\n", True),
        ("# 更新记录\n\n## 1.2.3(未发布)\n", False),
        ("# 更新记录\n\n## 1.2.2(2022-01-01)\n", False),
        ("# 更新记录\n", False),
    ],
)
def test_the_change_log_must_tell_of_the_version_with_its_day(changelog: str, is_well: bool) -> None:
    assert (release.changelog_lacks(changelog, "1.2.3") == "") is is_well


def test_missing_and_too_large_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "_DIST", tmp_path)
    monkeypatch.setattr(release, "_LARGEST", {"a.deb": 1, "b.exe": 1, "c.xz": 1})
    (tmp_path / "a.deb").write_bytes(b"x" * 1_000_001)
    (tmp_path / "c.xz").write_bytes(b"x")
    assert release._too_large() == "没有 b.exe、a.deb 太大"
