"""How the program is: what is sound, what is not, and the figures a maintainer asks for first."""

import os
import platform
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.services.notes import Notes

_LITTLE_SPACE = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, whether it is well, what was found, what can be done."""

    name: str
    is_well: bool
    found: str
    advice: str = ""


def examined(notes: Notes, library: Path) -> tuple[Finding, ...]:
    """Look at everything that needs no window; takes a second or two, off the window's thread."""
    folder = notes.folder
    return (
        _notes(notes),
        _backups(notes),
        _library(library),
        _writing(folder),
        _space(folder),
        _place(folder),
        _versions(),
    )


def as_text(findings: tuple[Finding, ...]) -> str:
    """The findings as lines to be sent to a maintainer; they hold no report's and no note's text."""
    return (
        "\n".join(f"[{'正常' if f.is_well else '注意'}] {f.name}:{f.found} {f.advice}".rstrip() for f in findings)
        + "\n"
    )


def _notes(notes: Notes) -> Finding:
    try:
        told = notes.open().result()
        if not told.is_usable:
            return Finding("批注", is_well=False, found=told.message, advice=told.advice)
        damaged = len(notes.damaged().result())
    except ViewerError as error:
        return Finding("批注", is_well=False, found=error.message, advice=error.advice)
    if damaged:
        return Finding(
            "批注", is_well=False, found=f"{told.count} 条,其中 {damaged} 条读不出来", advice="可从备份恢复。"
        )
    return Finding("批注", not told.warning, f"{told.count} 条,逐条核对无误", told.warning)


def _backups(notes: Notes) -> Finding:
    try:
        offers = notes.offers().result()
    except ViewerError as error:
        return Finding("备份", is_well=False, found=error.message, advice=error.advice)
    if not offers:
        return Finding("备份", is_well=True, found="还没有备份", advice="有批注后,每半小时和退出时自动备份。")
    newest = offers[0].choice.backup
    moment = newest.stamp.made_at.astimezone() if newest else datetime.now().astimezone()
    return Finding(
        "备份", is_well=True, found=f"{len(offers)} 份,最近一份 {moment:%Y-%m-%d %H:%M},{offers[0].choice.count} 条"
    )


def _library(file: Path) -> Finding:
    try:
        report = Library(file).document()
    except ViewerError as error:
        return Finding("内置资料库", is_well=False, found=error.message, advice=error.advice)
    return Finding("内置资料库", is_well=True, found=f"可读,{len(report.text)} 字")


def _writing(folder: Path) -> Finding:
    probe = folder / f"probe-{os.getpid()}"
    try:
        probe.write_bytes(b"probe")
        is_same = probe.read_bytes() == b"probe"
    except OSError:
        is_same = False
    finally:
        with suppress(OSError):
            probe.unlink()
    words = "可以写入" if is_same else "不能写入"
    return Finding(
        "数据文件夹", is_same, f"{words}({folder})", "" if is_same else "请检查文件夹权限,否则批注不能保存。"
    )


def _space(folder: Path) -> Finding:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Finding("磁盘空间", is_well=False, found="查不到")
    is_enough = free >= _LITTLE_SPACE
    return Finding("磁盘空间", is_enough, f"剩余 {free / 2**30:.1f} GB", "" if is_enough else "请腾出一些空间。")


def _place(folder: Path) -> Finding:
    if remark := paths.data_folder().remark:
        advice = "把程序放到本机磁盘或能写入的 U 盘,数据就跟着程序走。"
        return Finding("存放位置", is_well=False, found=remark, advice=advice)
    if paths.is_share(folder):
        advice = "网络盘可能丢失写入,建议把数据放在本机磁盘。"
        return Finding("存放位置", is_well=False, found="网络盘", advice=advice)
    return Finding("存放位置", is_well=True, found="本机磁盘")


def _versions() -> Finding:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 20 ms that only this needs

    try:
        own = version("fuzhou-viewer")
    except PackageNotFoundError:
        own = "未安装"
    parts = (
        f"程序 {own}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        platform.platform(),
    )
    return Finding("版本", is_well=True, found=",".join(parts))
