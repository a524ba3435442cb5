"""The reading engine: processor time per million characters, how it grows, and against Recognizers-Text.

    python tests/benchmarks/engine.py [--recognizers PYTHON]

PYTHON is an interpreter with `recognizers-text-number` and `recognizers-text-number-with-unit` 1.0.2a2
installed (they hold old pins, so they get an environment of their own). Both read the same text in one run.
Prints ratios; asserts nothing, because machines are shared and noisy.
"""

import argparse
import json
import subprocess
import time
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.documents import DocumentReader
from fuzhou_viewer.core.quantities import QuantityReader
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.wordlists import vocabulary_in

_ROOT = Path(__file__).resolve().parents[2]
_SIZES = (7_000, 70_000, 700_000)
_CORPUS = _ROOT.parent / "shared" / "corpus" / "txt"
_PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from recognizers_number import Culture, recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension, recognize_temperature
models = [recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_age,
          recognize_temperature]
text = sys.stdin.read()
for model in models:
    model("一百元", Culture.Chinese)
times = {}
for model in models:
    began = time.process_time()
    model(text, Culture.Chinese)
    times[model.__name__] = time.process_time() - began
print(json.dumps(times))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recognizers", type=Path)
    asked = parser.parse_args()
    text = _text()
    # what the vocabulary becomes is made once in a program, whatever the number of reports
    reader = DocumentReader(vocabulary_in(paths.resources() / "vocabulary"))
    _engine("一、准备\n办理3件。\n", reader)
    first = None
    for size in _SIZES:
        spent = min(_engine(text[:size], reader) for _ in range(3))
        first = first or spent / size
        print(
            f"引擎 {size:>7} 字:{spent:.3f} 秒处理器时间,每百万字 {spent / size * 1e6:.2f} 秒,为最短一篇的 {spent / size / first:.2f} 倍"
        )
    if asked.recognizers:
        _compare(text[: _SIZES[0]], asked.recognizers, reader)


def _text() -> str:
    """Real reports one after another; where there are none, the embedded one again and again."""
    if _CORPUS.is_dir():
        return "\n".join(file.read_text(encoding="utf-8") for file in sorted(_CORPUS.glob("*.txt")))[: max(_SIZES)]
    own = (_ROOT / "resources" / "texts" / "fuzhou-justice-2022.txt").read_text(encoding="utf-8")
    return (own * (max(_SIZES) // len(own) + 1))[: max(_SIZES)]


def _engine(text: str, reader: DocumentReader) -> float:
    read = manuscript(text.encode(), "报告.txt")
    began = time.process_time()
    reader.document(read)
    return time.process_time() - began


def _compare(text: str, python: Path, reader: DocumentReader) -> None:
    done = subprocess.run(
        [str(python), "-c", _PEER], input=text, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    peers: dict[str, float] = json.loads(done.stdout)
    own = min(_engine(text, reader) for _ in range(3))
    for name, spent in peers.items():
        print(f"  {name}:{spent / own:.1f} × 引擎全部分析")
    print(f"Recognizers-Text 数字和单位模型合计:{sum(peers.values()) / own:.1f} × 引擎全部分析({len(text)} 字)")
    numbers = min(_numbers(text) for _ in range(3))
    print(f"Recognizers-Text 数字和单位模型合计:{sum(peers.values()) / numbers:.0f} × 引擎认数字和单位")


def _numbers(text: str) -> float:
    # what the peer answers too: numbers and their units, without names, scope, period and all the rest
    reader = QuantityReader(vocabulary_in(paths.resources() / "vocabulary"))
    reader.numbers("办理3件。")
    began = time.process_time()
    reader.numbers(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
