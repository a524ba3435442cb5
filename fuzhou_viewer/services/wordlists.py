"""The word lists of a folder, read into the engine's vocabulary."""

from pathlib import Path

from fuzhou_viewer.core.checking.rules import FILES as RULE_FILES
from fuzhou_viewer.core.checking.rules import RuleWords, rule_words
from fuzhou_viewer.core.errors import DamagedVocabularyError
from fuzhou_viewer.core.vocabulary import FILES, Vocabulary, vocabulary


def vocabulary_in(folder: Path) -> Vocabulary:
    """The vocabulary kept in `folder`. Raises DamagedVocabularyError with the file and line to mend."""
    return vocabulary({name: _text(folder / name) for name in FILES})


def rule_words_in(folder: Path) -> RuleWords:
    """The words of the number check kept in `folder`. Raises DamagedVocabularyError."""
    return rule_words({name: _text(folder / name) for name in RULE_FILES})


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise DamagedVocabularyError(f"词表 {file.name} 读不出来。", "请重新安装程序,或把这个文件放回原处。") from fault
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            # a spreadsheet program saves CSV in the system's own encoding
            continue
    raise DamagedVocabularyError(f"词表 {file.name} 不是文字文件。", "请换回原来的文件。")
