"""What was made on an older system is fetched as often as it is made."""

from pathlib import Path

from oldest import fetch


def test_what_was_made_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    made, target = tmp_path / "made", tmp_path / "dist"
    (made / "program" / "inside").mkdir(parents=True)
    (made / "program" / "library.so").symlink_to("inside/library.so")
    (made / "program" / "inside" / "library.so").write_text("new", encoding="utf-8")
    (made / "program.deb").write_text("new", encoding="utf-8")
    (made / "work").mkdir()
    (target / "program").mkdir(parents=True)
    (target / "program" / "gone.so").touch()
    (target / "setup.exe").touch()
    fetch(made, target)
    fetch(made, target)
    assert {file.name for file in target.rglob("*")} == {
        "program", "inside", "library.so", "program.deb", "setup.exe",
    }  # fmt: skip
    assert (target / "program" / "library.so").is_symlink()
    assert (target / "program" / "library.so").read_text(encoding="utf-8") == "new"
