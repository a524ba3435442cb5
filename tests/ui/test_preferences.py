"""Settings survive; a damaged settings file means defaults."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from fuzhou_viewer.core.settings import TEXT_SIZE, THEME, WINDOW
from fuzhou_viewer.ui.preferences import Preferences


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    kept = Preferences(tmp_path)
    kept.keep(THEME, "dark")
    kept.keep(TEXT_SIZE, 24)
    kept.keep_shape(WINDOW, QByteArray(b"\x00\xff shape"))
    del kept
    again = Preferences(tmp_path)
    assert again.word(THEME) == "dark"
    assert again.number(TEXT_SIZE, 12, 48) == 24
    assert again.shape(WINDOW) == QByteArray(b"\x00\xff shape")


def test_nonsense_means_defaults(tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_bytes(b"[General]\ntext_size=\xff\xfebig\nwindow=@@@\n")
    read = Preferences(tmp_path)
    assert read.number(TEXT_SIZE, 12, 48) == 20
    assert read.word(THEME) == "system"
    read.shape(WINDOW)
