"""python -m fuzhou_viewer, and the command fuzhou-viewer."""

import sys

from fuzhou_viewer.cli import main


def run() -> None:
    """Run and leave with the exit status."""
    if sys.argv[1:2] == ["--reading-room"]:
        # a packed program starts itself to read a file in a process of its own
        from fuzhou_viewer.readers.sandbox_child import serve  # noqa: PLC0415

        serve()
        return
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
