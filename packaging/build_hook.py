"""Builds the embedded library and puts it and the resources into the wheel."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from typing_extensions import override


class LibraryHook(BuildHookInterface[Any]):
    """Called by hatchling for wheels, editable ones included."""

    PLUGIN_NAME = "custom"

    @override
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build db/library.sqlite3; a plain wheel carries it, an editable one finds it in the checkout."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, str(root / "db" / "build.py")], check=True)
        if version != "editable":
            build_data["force_include"] = {
                str(root / "resources"): "fuzhou_viewer/bundled/resources",
                str(root / "db" / "library.sqlite3"): "fuzhou_viewer/bundled/library.sqlite3",
            }
