"""The settings as the person left them, in a file of the person's own folder."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from fuzhou_viewer.core.settings import Setting


class Preferences:
    """Reads and keeps settings; a damaged or unwritable file means defaults, never an error."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)

    def word(self, setting: Setting[str]) -> str:
        """A setting that is a word."""
        return str(self._file.value(setting.key, setting.default))

    def number(self, setting: Setting[int], smallest: int, largest: int) -> int:
        """A setting that is a number, kept within bounds."""
        try:
            number = int(str(self._file.value(setting.key, setting.default)))
        except ValueError:
            number = setting.default
        return min(max(number, smallest), largest)

    def keep(self, setting: Setting[str] | Setting[int], value: str | int) -> None:
        """Remember a setting."""
        self._file.setValue(setting.key, value)

    def shape(self, setting: Setting[str]) -> QByteArray:
        """A window's geometry or the widths of its panes."""
        return QByteArray.fromBase64(self.word(setting).encode("ascii", "ignore"))

    def keep_shape(self, setting: Setting[str], shape: QByteArray) -> None:
        """Remember a geometry."""
        self.keep(setting, bytes(shape.toBase64().data()).decode("ascii"))
