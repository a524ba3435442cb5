"""Where things lie, in a packed program too."""

import errno
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


def _portable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    _packed(folder, monkeypatch)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(folder / "data"))
    (folder / "portable").mkdir()
    return folder / "portable"


def test_a_portable_folder_that_takes_no_files_is_passed_over_and_the_person_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portable = _portable(tmp_path, monkeypatch)

    def refused(_path: Path, *_more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "touch", refused)
    found = paths.data_folder()
    assert found.place == tmp_path / "data" / "fuzhou-viewer"
    assert "不能写入" in found.remark
    assert str(found.place) in found.remark
    assert list(portable.iterdir()) == []


def test_on_a_full_disk_data_stay_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portable = _portable(tmp_path, monkeypatch)

    def refused(_path: Path, *_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "touch", refused)
    assert paths.data_folder() == paths.DataFolder(portable)


def test_a_program_on_another_machines_disk_keeps_data_here_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portable = _portable(tmp_path, monkeypatch)
    monkeypatch.setattr(paths, "is_share", lambda folder: folder == portable)
    found = paths.data_folder()
    assert found.place == tmp_path / "data" / "fuzhou-viewer"
    assert "网络盘" in found.remark


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/mounts")
@pytest.mark.parametrize(("kind", "is_remote"), [("cifs", True), ("nfs4", True), ("ext4", False), ("vfat", False)])
def test_the_innermost_mount_tells_whether_a_folder_lies_on_another_machine(
    kind: str, is_remote: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = f"/dev/sda / ext4 rw 0 0\nserver /mnt/office {kind} rw 0 0\nserver /mnt/off nfs rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda _path, **_more: told)
    assert paths.is_share(Path("/mnt/office/reader/portable")) is is_remote
    assert not paths.is_share(Path("/home/somebody"))


def test_without_a_folder_named_portable_data_lie_where_the_system_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _packed(tmp_path, monkeypatch)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    assert paths.user_data() == tmp_path / "data" / "fuzhou-viewer"
