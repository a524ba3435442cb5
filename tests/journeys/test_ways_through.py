"""The ways through the house, off-screen, as a person walks them."""

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QPointF, Qt

from fuzhou_viewer.core.records import Document, SectionId
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.print_preview.window import PrintWindow


def test_open_and_read(window: MainWindow, qtbot: object) -> None:
    assert window.windowTitle() == "2022年全市司法行政工作总结 — 福州市司法局"
    view = window.tree._view
    index = window.tree.model.index_of(SectionId("s5.1"))
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    qtbot.waitUntil(lambda: window.tree.model.current() == "s5.1", timeout=3000)
    assert window.chart._title.text() == "(一)公共法律服务品牌不断擦亮"


def test_search_and_go_to_a_hit(window: MainWindow, qtbot: object) -> None:
    window.search_line.setText("结案率")
    qtbot.waitUntil(lambda: window.hits._model.rowCount() == 1, timeout=3000)
    qtbot.keyClick(window.search_line, Qt.Key.Key_Return)
    assert window.text._current_hit is not None
    qtbot.waitUntil(lambda: window.tree.model.current() == "s4.1", timeout=3000)


def test_number_to_chart_to_text(window: MainWindow, report: Document, qtbot: object) -> None:
    metric = next(m for m in report.metrics if m.quantity.value == 3060)
    window.text.metric_chosen.emit(metric)
    plot = window.chart._plot
    assert plot._chosen == metric.id
    row = next(row for row in plot.layout_of_rows.rows if row.row.metric == metric)
    window.text.verticalScrollBar().setValue(0)
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(40, row.top + 10).toPoint())
    flashed = window.text._flashed
    assert flashed is not None
    assert report.text[flashed.start : flashed.end] == "3060人"
    assert window.text.verticalScrollBar().value() > 0


def test_tick_preview_and_pdf(window: MainWindow, report: Document, qtbot: object, tmp_path: Path) -> None:
    window.tree.model.tick(SectionId("s3"), is_ticked=True)
    window.actions_by_name["print"].trigger()
    (preview,) = window.findChildren(PrintWindow)
    assert preview.isVisible()
    target = tmp_path / "第三章.pdf"
    with qtbot.waitSignal(preview.saved, timeout=20_000):
        preview.save_pdf(target)
    pdf = pypdfium2.PdfDocument(target)
    pages = len(pdf)
    pdf.close()
    assert pages == len(preview.sides)
    assert 3 <= pages <= 5
    preview.close()
