"""Runs the program from a checkout, making everything it needs first.

python3 packaging/start.py [arguments of fuzhou-viewer]
"""

import subprocess
import sys

from environment import environment_variables, prepare


def main() -> int:
    """The program's exit status."""
    try:
        python = prepare("runtime")
        return subprocess.call([str(python), "-m", "fuzhou_viewer", *sys.argv[1:]], env=environment_variables())
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
