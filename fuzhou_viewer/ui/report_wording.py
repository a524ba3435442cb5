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
    parts.append(f"{len(report.metrics)} 项数据")
    if report.findings:
        parts.append(f"编号有 {len(report.findings)} 处可疑:{report.findings[0].message}")
    return " · ".join(parts)
