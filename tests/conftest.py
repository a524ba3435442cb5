"""What every test may ask for: the embedded report, small texts, the window."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from build import ROOT, build
from fuzhou_viewer import app, paths
from fuzhou_viewer.core.documents import document
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.services.wordlists import vocabulary_in
from fuzhou_viewer.ui.main_window import MainWindow

SHARED = ROOT.parent / "shared"

SMALL = """各处室:
2023年全市供水工作总结
2023年,全市供水1200万吨,同比增长5%。
一、加强管网建设
(一)改造老旧管网。一是抓进度。新建管网35公里。二是抓质量。返修率0.8%。
(二)提升水质。抽检水样462份,合格460份,合格率99.57%。
二、优化服务
受理热线21304件,办结21290件。
扫一扫在手机打开当前页
"""


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("library") / "library.sqlite3"
    build(file)
    return file


@pytest.fixture(scope="session")
def report(library_file: Path) -> Document:
    return Library(library_file).document()


@pytest.fixture(scope="session")
def report_text() -> str:
    """The text of the built-in report as it was received."""
    return (paths.resources() / "texts" / "fuzhou-justice-2022.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    return vocabulary_in(paths.resources() / "vocabulary")


@pytest.fixture(scope="session")
def read(words: Vocabulary) -> Callable[[str], Document]:
    """A text to a document, through the real reader and engine."""
    return lambda text: document(manuscript(text.encode("utf-8"), "报告.txt"), words)


@pytest.fixture(scope="session")
def small(read: Callable[[str], Document]) -> Document:
    return read(SMALL)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated and real texts; tests that need it are skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("the annotated texts are not here")
    return SHARED


@pytest.fixture(autouse=True)
def _windows_are_collected_on_their_own_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """A closed window is garbage in cycles; collected by chance on a worker's thread it would take Qt down."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.freeze()
    yield
    gc.collect()


@pytest.fixture
def program(qapp: object, tmp_path: Path) -> Iterator[app.Program]:
    made = app.program(tmp_path / "settings")
    yield made
    made.collaborators.notes().close()


@pytest.fixture
def window(program: app.Program, report: Document, qtbot: object) -> Iterator[MainWindow]:
    """The real window on the embedded report, painted, with its charts loaded."""
    shown = app.window(report, program)
    qtbot.addWidget(shown)
    shown.appearance.show_theme("light")
    with qtbot.waitSignal(shown.chart_loaded, timeout=60_000):
        shown.show()
    yield shown
    shown.close()
