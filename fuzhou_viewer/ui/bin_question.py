"""Asking before what lies in the bin is gone for good."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def is_to_be_emptied(parent: QWidget, count: int) -> bool:
    """Whether the person wants these `count` things gone; keeping them is the default."""
    box = emptying_box(parent, count)
    box.exec()
    is_wanted = box.clickedButton() is box.buttons()[0]
    box.deleteLater()
    return is_wanted


def emptying_box(parent: QWidget | None, count: int) -> QMessageBox:
    """The question; its first button empties the bin."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("清空回收站")
    box.setText(f"彻底删除回收站里的 {count} 条内容?")
    box.setInformativeText("清空前会自动备份一次;之后不能撤销,只能在“体检”里从备份恢复。")
    box.addButton("彻底删除", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    return box
