"""The handover command makes a file to hand on, looks into one, and takes its notes in once."""

import json
from pathlib import Path

import pytest

from fuzhou_viewer import cli, paths
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import Note
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.notes import Notes


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, library_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "library", lambda: library_file)
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "me")
    return tmp_path


def test_a_handover_is_made_seen_and_taken_in_once(
    at_home: Path, report: Document, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = Notes(at_home / "me")
    notes.keep(Note(report.key, anchor(report.text, Span(0, 10)), "与去年口径不同")).result()
    notes.close()
    target = at_home / "交接.fzb"
    assert cli.main(["handover", "--to", str(target)]) == 0
    assert "附批注等 1 条" in capsys.readouterr().out
    assert cli.main(["handover", "--to", str(target)]) == 2
    assert "没有覆盖" in capsys.readouterr().err
    monkeypatch.setattr(paths, "user_data", lambda: at_home / "colleague")
    assert cli.main(["handover", str(target), "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "与去年口径不同"
    assert not (at_home / "colleague").exists()
    said = []
    for _ in range(2):
        assert cli.main(["handover", str(target), "--take-in"]) == 0
        said.append(capsys.readouterr().out.splitlines()[-1])
    assert said == ["并入 1 条", "并入 0 条,1 条原来就有"]


def test_what_cannot_be_done_is_told_in_one_line(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["handover"],
        ["handover", "--to", str(at_home / "a.zip")],
        ["handover", str(at_home / "no.fzb")],
    ):
        assert cli.main(arguments) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
