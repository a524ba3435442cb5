"""The command line: the same services, UTF-8 whatever the locale, one clear line on bad input."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from build import ROOT
from fuzhou_viewer import cli, paths
from fuzhou_viewer.terminal import answer


@pytest.fixture(scope="module", autouse=True)
def _the_checkouts_library_is_of_today(library_file: Path) -> None:
    own = paths.library()
    if not own.is_file() or own.read_bytes() != library_file.read_bytes():
        shutil.copyfile(library_file, own)


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fuzhou_viewer", *arguments],
        cwd=ROOT, env=os.environ | environment, capture_output=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "报告.txt"
    file.write_bytes("2023年工作总结\n一、概况\n(一)办案。办理案件12件,办结率95.5%。\n".encode())
    return file


def test_outline_gives_offsets_into_the_file_as_it_is(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["outline", str(text), "--jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    whole = text.read_text(encoding="utf-8")
    assert [(r["level"], whole[r["start"] :][: len(r["ordinal"] + r["title"])]) for r in rows] == [
        (0, "2023年工作总结"), (1, "一、概况"), (2, "(一)办案"),
    ]  # fmt: skip


def test_outline_without_a_file_is_the_built_in_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["outline"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "2022年全市司法行政工作总结"
    assert "  一、坚持政治统领党建引领,政治忠诚和组织力不断强化" in told


def test_metrics_have_the_agreed_keys(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["metrics", str(text), "--jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["value"], r["unit"]) for r in rows] == [(12, "件"), (95.5, "%")]
    assert set(rows[0]) == {"start", "end", "value", "unit", "name", "qualifier", "scope", "period", "section"} | {
        "indicator", "certainty", "direction", "target", "part_of",
    }  # fmt: skip


def test_entities_are_named_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "报告.txt"
    file.write_text("2023年工作总结\n一、服务\n12348热线平台接听来电62人次。\n", encoding="utf-8")
    assert cli.main(["entities", str(file), "--jsonl"]) == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["name"], row["kind"], row["sections"], row["metrics"]) == (
        "12348热线平台",
        "platform",
        ["s1"],
        ["m001"],
    )
    assert [m["text"] for m in row["mentions"]] == ["12348热线平台"]
    assert cli.main(["entities", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["12348热线平台", "平台系统", "1", "1", "一、服务"]


def test_search_tells_how_it_understood_and_takes_a_file(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", "案件", "-没有", "--file", str(text), "--jsonl"]) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["match"] for line in told.out.splitlines()] == ["案件"]
    assert told.err == "按此查找:同一段里:“案件”,不含“没有”\n"
    assert cli.main(["search", ">10件", "--file", str(text)]) == 0
    assert "【12件】" in capsys.readouterr().out
    assert cli.main(["search", "--jsonl"]) == 2


def test_search_looks_in_the_whole_library(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    assert cli.main(["import", str(text)]) == 0
    capsys.readouterr()
    for _ in range(2):
        assert cli.main(["search", "办理案件 OR 结案率", "--all", "--jsonl"]) == 0
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {(row["report"], row["match"]) for row in rows} == {
            ("2023年工作总结", "办理案件"), ("2022年全市司法行政工作总结", "结案率"),
        }  # fmt: skip


def test_search_finds_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", "社区矫正", "--jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 7
    assert all(row["match"] == "社区矫正" for row in rows)


def test_check_tells_what_does_not_compute_and_by_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 1
    told = capsys.readouterr().out
    assert "276 ÷ 282 = 97.87% ≠ 91%" in told
    assert "核对了" in told.splitlines()[-1]


def test_check_for_scripts_gives_a_flag_a_line_and_a_status_only_if_asked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["check", "--jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["flag"] for row in rows].count("error") == 1
    assert cli.main(["check", "--jsonl", "--exit-code"]) == 1
    clean = tmp_path / "a.txt"
    clean.write_text("调解37798件,成功37754件,调解成功率99.88%。", encoding="utf-8")
    assert cli.main(["check", str(clean), "--to", str(tmp_path / "清单.md")]) == 0
    assert "一致" in (tmp_path / "清单.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["check", "compare"])
def test_a_list_is_never_written_over_a_report_nor_in_a_format_it_is_not(
    command: str, text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_it_was = text.read_bytes()
    reports = [str(text)] if command == "check" else [str(text), str(text)]
    table = tmp_path / "清单.csv"
    table.hardlink_to(text)
    for target, words in ((table, "就是报告本身"), (tmp_path / "清单.docx", "不认识“清单.docx”的格式")):
        assert cli.main([command, *reports, "--to", str(target)]) == 2
        assert words in capsys.readouterr().err
    assert text.read_bytes() == as_it_was
    assert not (tmp_path / "清单.docx").exists()


def test_the_checklist_goes_to_paper_from_the_command_line(tmp_path: Path) -> None:
    target = tmp_path / "清单.pdf"
    assert _run("check", "--to", str(target)).returncode == 1
    pdf = pypdfium2.PdfDocument(target)
    words = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    assert "276÷282=97.87%≠91%" in "".join(words.split())


def test_check_holds_a_report_against_last_years(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    last, this = tmp_path / "2021.txt", tmp_path / "2022.txt"
    last.write_text("2021年全市供水工作总结\n一、概况\n全市办理用水申请2000件。", encoding="utf-8")
    this.write_text("2022年全市供水工作总结\n一、概况\n全市办理用水申请2500件,同比增长35%。", encoding="utf-8")
    assert cli.main(["check", str(this), "--against", str(last)]) == 0
    assert "2500 ÷ 2000 - 1 = 25.00% ≠ 35%" in capsys.readouterr().out


def test_the_output_is_utf8_whatever_the_locale() -> None:
    done = _run("search", "公证", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "找到" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["outline", "没有.txt"], ["metrics", "/"], ["check", "没有.txt"], ["import", "没有.docx"], ["import"], ["search"],
        ["export", "--to", "a.xyz"], ["export", "--sections", "九十九", "--to", "a.md"], ["export"], ["--no-such"],
        ["shot"], ["shot", "a.png", "--size", "axb"], ["shot", "a.png", "--theme", "pink"],
        ["shot", "a.jpg"], ["shot", "a.png", "--scale", "nan"], ["shot", "a.png", "--size", "9x9"], ["outline", "a", "b"],
        ["outline", "--json"], ["export", "--to"], ["search", "--file", "没有.txt", "公证"],
        ["outline", ""], ["export", "--file", "没有.txt", "--to", "a.md"], ["shot", "a.png", "--open-at", "九十九"],
        ["shot", "a.png", "--file", "没有.txt"], ["a.txt", "b.txt"],
        ["outline", "a\0b"], ["export", "--to", "没有的文件夹/a.csv"], ["export", "--to", "a.odt"],
    ],
)  # fmt: skip
def test_bad_input_gives_status_2_and_one_chinese_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "。" in told.err
    assert "Traceback" not in told.err
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_understood_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in {
        ("export",): "还缺 --to",
        ("export", "--to"): "--to 后面还缺内容",
        ("shot", "a.png", "--theme", "pink"): "--theme 不能是 'pink'",
        ("shot", "a.png", "--scale", "big"): "--scale 的值 'big' 不合要求",
        ("outline", "a.txt", "b.txt"): "多出了 b.txt",
    }.items():
        assert cli.main(list(arguments)) == 2
        assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["outline", "--help"], ["export", "-h"]])
def test_help_is_given_wherever_it_is_asked_for(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 0
    assert capsys.readouterr().out.startswith("用法:")


def test_foreign_words_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "2023年\x1b[31m工作总结\n一、概\x07况\n办理\x1b]0;x\x07案件12件。\n" + "办理。" * 900, encoding="utf-8"
    )
    for command in ("outline", "metrics"):
        assert cli.main([command, str(file)]) == 0
    assert cli.main(["search", "--file", str(file), "案件"]) == 0
    assert cli.main(["outline", "没有\x1b[31m\n.txt"]) == 2
    told = capsys.readouterr()
    assert not {"\x1b", "\x07"} & set(told.out + told.err)


def test_a_report_is_not_overwritten_by_its_own_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "报告.md"
    file.write_text("一、概况\n办理12件。\n", encoding="utf-8")
    before = file.read_bytes()
    assert cli.main(["export", "--file", str(file), "--to", str(file)]) == 2
    assert "没有覆盖" in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
@pytest.mark.parametrize("command", [["outline"], ["metrics", "--jsonl"]])
def test_a_full_disk_gives_one_chinese_line(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fuzhou_viewer", *command],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").splitlines() == ["结果没有写完整。请检查磁盘是否已满,或换一个位置。"]


def test_a_damaged_library_gives_one_chinese_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "library.sqlite3"
    broken.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    monkeypatch.setattr(paths, "library", lambda: broken)
    assert cli.main(["outline"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_export_writes_the_chosen_sections_as_pdf(tmp_path: Path) -> None:
    target = tmp_path / "第四章.pdf"
    done = _run("export", "--sections", "四（一）", "导语", "--to", str(target))
    assert done.returncode == 0, done.stderr.decode()
    pdf = pypdfium2.PdfDocument(target)
    assert len(pdf) == 2
    size = pdf[0].get_size()
    pdf.close()
    assert [round(side / 72 * 25.4) for side in size] == [210, 297]


def test_export_writes_csv_that_office_programs_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "数据.csv"
    assert cli.main(["export", "--to", str(target)]) == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "已写入" in capsys.readouterr().out


def test_without_a_display_the_window_is_drawn_into_a_picture(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "fuzhou_viewer"], cwd=tmp_path, env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    if sys.platform == "linux":
        assert done.returncode == 0, done.stderr.decode()
        assert "没有图形界面" in done.stdout.decode("utf-8")
        assert (tmp_path / "fuzhou-viewer.png").stat().st_size > 20_000


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("name", ["没有.txt", "", "."])
def test_without_a_display_a_bad_file_gives_one_chinese_line(name: str, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "fuzhou_viewer", name], cwd=tmp_path, env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode("utf-8").splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_a_display_that_does_not_answer_counts_as_none(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "fuzhou_viewer"], cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(ROOT), "DISPLAY": ":987"}, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert "没有图形界面" in done.stdout.decode("utf-8")


def test_shot_draws_the_window(tmp_path: Path) -> None:
    target = tmp_path / "窗口.png"
    done = _run("shot", str(target), "--size", "900x600", "--theme", "dark", "--open-at", "三", "--search", "复议")
    assert done.returncode == 0, done.stderr.decode()
    assert target.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("command", [["outline"], ["metrics", "--jsonl"]])
def test_a_reader_that_goes_away_is_no_error(command: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "fuzhou_viewer", *command],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as done:  # fmt: skip
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.close()
        told = done.stderr.read()
    assert (done.returncode, told) == (0, b"")


def test_import_keeps_a_folder_and_tells_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "own_library", lambda: tmp_path / "library")
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "一.txt").write_text("2021年工作总结\n一、概况\n办理12件。\n", encoding="gb18030")
    (folder / "二.pdf").write_bytes(b"%PDF-1.7")
    assert cli.main(["import", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.out == "存入 1 份,没有存入 1 份。\n"
    assert "二.pdf" in told.err
    assert cli.main(["import", str(folder / "一.txt")]) == 0
    assert capsys.readouterr().out == "已有 1 份。\n"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("libGL.so.1: cannot open shared object file: No such file or directory", "libGL.so.1"),
        ("/lib/x86_64-linux-gnu/libm.so.6: version `GLIBC_2.29' not found (required by /opt/x.so)", "libm.so.6"),
    ],
)
def test_a_missing_system_library_is_named_in_one_line(
    said: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def deed() -> int:
        raise ImportError(said)

    assert answer(deed) == 2
    told = capsys.readouterr().err
    assert f"缺少系统组件 {named}" in told
    assert told.count("\n") == 1


def test_a_module_that_is_not_there_is_a_bug_and_no_missing_system_library() -> None:
    def deed() -> int:
        raise ModuleNotFoundError("No module named 'fuzhou_viewer.nowhere'")

    with pytest.raises(ModuleNotFoundError):
        answer(deed)
