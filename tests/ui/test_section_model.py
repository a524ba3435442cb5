"""The tree behaves as Qt expects of a model, and ticks spread down and up."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document, SectionId
from fuzhou_viewer.ui.section_tree.model import SectionModel

_TICK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def model(report: Document, qtmodeltester: ModelTester) -> SectionModel:
    made = SectionModel()
    made.show_entries(contents(report))
    qtmodeltester.check(made)
    return made


def _state(model: SectionModel, key: str) -> Qt.CheckState:
    return Qt.CheckState(model.data(model.index_of(SectionId(key)), _TICK))


def test_a_tick_on_a_chapter_ticks_all_below(model: SectionModel) -> None:
    model.tick(SectionId("s1"), is_ticked=True)
    assert _state(model, "s1.2.1") == Qt.CheckState.Checked
    assert _state(model, "s2") == Qt.CheckState.Unchecked
    assert model.ticked()[:3] == ("s1", "s1.1", "s1.1.1")


def test_a_tick_on_one_item_is_half_a_tick_above(model: SectionModel) -> None:
    model.tick(SectionId("s1.1.2"), is_ticked=True)
    assert _state(model, "s1.1") == _state(model, "s1") == Qt.CheckState.PartiallyChecked
    model.tick(SectionId("s1.1.1"), is_ticked=True)
    model.tick(SectionId("s1.1.3"), is_ticked=True)
    assert _state(model, "s1.1") == Qt.CheckState.Checked
    assert _state(model, "s1") == Qt.CheckState.PartiallyChecked


def test_clearing_all_clears_all(model: SectionModel) -> None:
    model.tick_all(is_ticked=True)
    assert len(model.ticked()) == 2 + 7 + 22 + 15
    model.tick_all(is_ticked=False)
    assert model.ticked() == ()


def test_a_tick_set_by_a_view_spreads_too(model: SectionModel) -> None:
    assert model.setData(model.index_of(SectionId("s2")), Qt.CheckState.Checked, _TICK)
    assert _state(model, "s2.1") == Qt.CheckState.Checked
