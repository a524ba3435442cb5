"""python -m fuzhou_viewer, and the command fuzhou-viewer."""

import sys

from fuzhou_viewer.cli import main


def run() -> None:
    """Run and leave with the exit status."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
