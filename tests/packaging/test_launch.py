"""How the packed program begins."""

import subprocess
import sys

from environment import ROOT

_LEFT_OUT = """
import sys
class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nowhere())
import launch
"""
_CHARTS = "import fuzhou_viewer.ui.chart_panel.plot; print('drawn')"


def _told(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "packaging", capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_charts_load_without_opengl() -> None:
    assert _told(f"{_LEFT_OUT}launch.do_without_opengl()\n{_CHARTS}") == "drawn"
    assert "PySide6.QtOpenGL" in _told(f"{_LEFT_OUT}{_CHARTS}")
