"""A report in the words of the window's frame: its title bar and its status line."""

from fuzhou_viewer.core.records import Document


def window_title(report: Document) -> str:
    """What the report is and who issued it."""
    return f"{report.title} — {report.issuer}" if report.issuer else report.title


def summary(report: Document) -> str:
    """Day of issue, how much there is, and what a reader should know."""
    parts = []
    if day := report.issued_on:
        parts.append(f"{day.year}年{day.month}月{day.day}日")
    if chapters := sum(section.level == 1 for section in report.sections):
        parts.append(f"{chapters} 章")
    figures = len({metric.quantity.span for metric in report.metrics})
    plain = len(report.plain_numbers)
    parts.append(f"正文数字 {figures + plain} · 指标 {len(report.metrics)} · 非指标 {plain}")
    parts += [words.rstrip("。") for words in report.remarks[:1]]
    if report.findings:
        parts.append(f"有 {len(report.findings)} 处提示:{report.findings[0].message}")
    return " · ".join(parts)
