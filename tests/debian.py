"""What tests drive and Python's registry does not carry, from Debian's packages."""

import os
import shutil
import subprocess


def install(package: str) -> bool:
    """Install the package if this is Debian and we may; whether that was tried."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"set-up: installing Debian's {package}", flush=True)
    subprocess.call(["apt-get", "update", "-qq"])
    subprocess.call(
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", package], stdout=subprocess.DEVNULL
    )
    return True
