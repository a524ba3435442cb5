"""Files and folders become a library: what cannot be read is told and stops nothing else."""

from pathlib import Path
from threading import Event

import pytest

from fuzhou_viewer import paths
from fuzhou_viewer.services.collection import Collection, Corrections, reports_in
from fuzhou_viewer.services.importing import Importer
from office_files import docx, package, paragraph


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path / "library", Importer(paths.resources() / "vocabulary"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    (folder / "下级").mkdir(parents=True)
    (folder / "a.txt").write_text("2021年工作总结\n一、概况\n办理12件。\n", encoding="gb18030")
    (folder / "下级" / "b.docx").write_bytes(
        docx(paragraph("2022年工作总结") + paragraph("一、概况") + paragraph("办理15件。"))
    )
    (folder / "c.docx").write_bytes(package({"a": "b"}))
    (folder / "d.exe").write_bytes(b"MZ")
    (folder / "~$a.docx").write_bytes(b"lock")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    return folder


def test_a_folder_is_searched_for_reports_and_links_are_not_followed(folder: Path) -> None:
    assert [file.name for file in reports_in([folder])] == ["a.txt", "c.docx", "b.docx"]
    assert [file.name for file in reports_in([folder / "d.exe", folder, folder])] == [
        "d.exe",
        "a.txt",
        "c.docx",
        "b.docx",
    ]


def test_a_folder_is_kept_and_each_failure_has_its_reason(collection: Collection, folder: Path) -> None:
    steps = list(collection.import_all(reports_in([folder])))
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    assert [(step.latest.file.name, step.latest.reason) for step in steps if step.latest.kept is None] == [
        ("c.docx", "这是压缩包,不是文档。"),
    ]
    assert [(holding.year, holding.source_format) for holding in collection.holdings()] == [
        (2022, "docx"),
        (2021, "txt"),
    ]


def test_an_import_can_be_stopped_between_two_files(collection: Collection, folder: Path) -> None:
    cancelled = Event()
    steps = collection.import_all(reports_in([folder]), cancelled)
    next(steps)
    cancelled.set()
    assert list(steps) == []
    assert len(collection.holdings()) == 1


def test_what_the_person_corrects_is_kept(collection: Collection, folder: Path) -> None:
    incoming = collection.read(folder / "a.txt")
    assert collection.same(incoming) is None
    kept = collection.keep(incoming, Corrections("市局2021年工作总结", 2021, "市局"))
    assert (kept.holding.title, kept.holding.issuer) == ("市局2021年工作总结", "市局")
    met = collection.same(incoming)
    assert met is not None
    assert met.kind == "duplicate"


def test_a_report_is_opened_and_counts_as_read(collection: Collection, folder: Path) -> None:
    kept = collection.keep(collection.read(folder / "a.txt"))
    assert collection.document(kept.holding).metrics[0].quantity.value == 12
    assert collection.holdings()[0].opened_at is not None
    original = collection.original(kept.holding)
    assert original is not None
    assert original.read_bytes() == (folder / "a.txt").read_bytes()


def test_the_bin_is_a_way_back(collection: Collection, folder: Path) -> None:
    holding = collection.keep(collection.read(folder / "a.txt")).holding
    collection.remove([holding])
    assert collection.holdings()[0].removed_at is not None
    collection.restore([holding])
    assert collection.holdings()[0].removed_at is None
    collection.erase([holding])
    assert collection.holdings() == ()
