"""What each action of the main window does: one table, so that no action is without a deed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fuzhou_viewer.core.records import Document, Span
    from fuzhou_viewer.ui.main_window import MainWindow


def connect_deeds(window: "MainWindow") -> None:
    """Connect the actions of `window` to their deeds; note taking has connected its own."""
    for name, deed in _deeds(window).items():
        window.actions_by_name[name].triggered.connect(deed)
    window.search_line.search_wished.connect(window.reading.go_to_cited)
    window.finder.elsewhere_wished.connect(lambda report, place: _go_elsewhere(window, report, place))
    window.checks.print_wished.connect(window.windows.preview_these)
    window.notes.leaving.print_wished.connect(window.windows.preview_these)
    window.checks.collect_wished.connect(window.windows.collect_these)


def _deeds(window: "MainWindow") -> dict[str, Callable[[], object]]:
    look, windows, reading, finder = window.appearance, window.windows, window.reading, window.finder
    return {
        "open": windows.ask_file,
        "library": windows.library,
        "print": windows.preview,
        "collect": windows.collect,
        "brief": windows.brief,
        "search": finder.go_to_line,
        "before_search": finder.go_back,
        "next_hit": lambda: window.hits.step(1),
        "previous_hit": lambda: window.hits.step(-1),
        "larger": lambda: look.step_size(1),
        "smaller": lambda: look.step_size(-1),
        "normal_size": look.reset_size,
        "next_pane": window.panes.focus_next,
        "back": reading.go_back,
        "forward": reading.go_forward,
        "copy_cited": reading.copy_cited,
        "options": windows.options,
        "next_plain": lambda: window.tell(window.numbers.next_plain_number()),
        "to_text": window.text.setFocus,
        "theme": look.switch_theme,
        "quit": window.close,
    }


def _go_elsewhere(window: "MainWindow", report: "Document", place: "Span") -> None:
    """Show another report of the library, at a place in it."""
    window.show_report(report)
    window.text.go_to(place, flash=True)
