"""What tests drive and Python's registry does not carry, from Debian's packages."""

import os
import shutil
import subprocess


def install(package: str) -> bool:
    """Install the package if this is Debian and we may; whether that was tried."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"set-up: installing Debian's {package}", flush=True)
    # Where it fails, who asked says what is missing and how to get it.
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", package]):
        subprocess.run(["apt-get", *command], capture_output=True, check=False)
    return True
