"""The stack of open ordinals that gives a heading its level, and what is odd about their count."""

from dataclasses import dataclass, field

from fuzhou_viewer.core.labels import Label
from fuzhou_viewer.core.records import Finding, Span

CHAPTER = Label("", -1, 0, 0)
"""The ordinal of a chapter that has none."""


@dataclass(slots=True)
class Numbering:
    """The open kinds of ordinals, outermost first, and the findings so far."""

    open: list[Label] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place(self, label: Label, written: str, span: Span) -> int:
        """Put `label` on the stack; return its level, 1 for the outermost."""
        kinds = [known.kind for known in self.open]
        if label.kind in kinds:
            depth = kinds.index(label.kind)
            self._compare(self.open[depth].number, label.number, written, span)
            self.open[depth:] = [label]
        else:
            while self.open and self.open[-1].rank > label.rank and not self._holds(label):
                self.open.pop()
            # 十 may open a chapter if 九 closed the one before: GB/T 9704-2012 knows running numbers
            if label.number not in (1, self.last.get(label.kind, 0) + 1) and label is not CHAPTER:
                self._tell(f"“{written}”是这一层的第一个标题,序号却不是一", span)
            self.open.append(label)
        self.last[label.kind] = label.number
        return len(self.open)

    def _holds(self, label: Label) -> bool:
        """Whether the open （二） holds a 一、 that starts anew: a report whose chapters are （一） （二）."""
        return len(self.open) == 1 and self.open[0].kind == "（一）" and label.kind == "一、" and label.number == 1

    def _compare(self, before: int, now: int, written: str, span: Span) -> None:
        if now == before:
            self._tell(f"序号“{written}”重复", span)
        elif now == 1:
            self._tell(f"序号在“{written}”处重新从一开始,上级标题没有变", span)
        elif now != before + 1:
            self._tell(f"序号由{before}跳到{now}(“{written}”)", span)

    def _tell(self, message: str, span: Span) -> None:
        if span.end > span.start:
            self.findings.append(Finding(message, span))
