"""While a folder is replaced, everybody else who wants to replace it waits."""

from pathlib import Path
from threading import Thread

from figures.build.swap import alone, writing


def waiting(target: Path, done: list[str]) -> Thread:
    """Somebody who has asked for the folder and should be waiting. Each opens the lock's file anew, so that
    threads keep each other out as processes do.
    """

    def replace() -> None:
        with alone(target):
            done.append("second")

    thread = Thread(target=replace, daemon=True)
    thread.start()
    # Time enough to come in, if nothing holds it.
    thread.join(0.3)
    return thread


def test_two_do_not_replace_a_folder_at_once(tmp_path: Path) -> None:
    done: list[str] = []
    with alone(tmp_path / "site"):
        second = waiting(tmp_path / "site", done)
        done.append("first")
    second.join(10)
    assert done == ["first", "second"]


def test_another_folder_is_nobodys_concern(tmp_path: Path) -> None:
    done: list[str] = []
    with alone(tmp_path / "site"):
        waiting(tmp_path / "build", done).join(10)
    assert done == ["second"]


def test_who_still_writes_for_one_that_is_gone_is_waited_for(tmp_path: Path) -> None:
    done: list[str] = []
    with alone(tmp_path / "site"):
        writer = writing(tmp_path / "site")
    second = waiting(tmp_path / "site", done)
    done.append("written")
    writer.close()
    second.join(10)
    assert done == ["written", "second"]
