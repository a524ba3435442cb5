"""Where things lie, in a packed program too."""

import sys
from pathlib import Path

import pytest

from fuzhou_viewer import paths


def _packed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a packed program: modules and data under one folder, the program beside it."""
    bundled = folder / "_internal" / "fuzhou_viewer" / "bundled"
    (bundled / "resources").mkdir(parents=True)
    (bundled / "library.sqlite3").touch()
    monkeypatch.setattr(paths, "_PACKAGE", bundled.parent)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "fuzhou-viewer"))
    monkeypatch.setattr(sys, "argv", ["fuzhou-viewer"])


def test_a_packed_program_finds_what_it_carries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _packed(tmp_path, monkeypatch)
    assert paths.resources() == tmp_path / "_internal" / "fuzhou_viewer" / "bundled" / "resources"
    assert paths.library().is_relative_to(tmp_path / "_internal")


def test_a_packed_program_keeps_its_data_in_the_folder_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _packed(tmp_path, monkeypatch)
    (tmp_path / "portable").mkdir()
    assert paths.user_data() == tmp_path / "portable"


def test_a_folder_named_portable_where_the_person_stands_is_not_the_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _packed(tmp_path / "opt", monkeypatch)
    (tmp_path / "home" / "portable").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "home")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    assert paths.user_data() == tmp_path / "data" / "fuzhou-viewer"


def test_without_a_folder_named_portable_data_lie_where_the_system_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _packed(tmp_path, monkeypatch)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    assert paths.user_data() == tmp_path / "data" / "fuzhou-viewer"
