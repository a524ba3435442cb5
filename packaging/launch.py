"""The first file of the packed program."""

from fuzhou_viewer.__main__ import run

if __name__ == "__main__":
    run()
