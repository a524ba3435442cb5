"""Makes the pictures of the README with the program's own `shot`, so that they never go stale.

.venv/bin/python packaging/pictures.py
"""

import subprocess
import sys

from environment import ROOT, environment_variables

_FOLDER = ROOT / "packaging" / "pictures"
_PICTURES = {
    "reading.png": ["--open-at", "四"],
    "searching.png": ["--search", "社区矫正", "--open-at", "四（三）", "--theme", "dark"],
}


def main() -> int:
    """0 when all are made."""
    _FOLDER.mkdir(exist_ok=True)
    for name, arguments in _PICTURES.items():
        command = [sys.executable, "-m", "fuzhou_viewer", "shot", str(_FOLDER / name), "--size", "1280x800", *arguments]
        if subprocess.run(command, cwd=ROOT, env=environment_variables(), check=False).returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
