"""Get Debian's Chromium for the browser tests where this may be done; else say so and go on."""

from __future__ import annotations

import os
import shutil
import subprocess


def main() -> None:
    """Install Chromium with apt-get if it is missing, apt-get is here and we are root."""
    if shutil.which("chromium"):
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print("No Chromium here and no right to install it: the browser tests will be skipped.")
        return
    print("Installing Chromium for the browser tests …", flush=True)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "--quiet", *command], env=env, check=False, capture_output=True, text=True
        )
        if done.returncode:
            print(done.stderr[-2000:])
            print("Chromium could not be installed: the browser tests will be skipped.")
            return


if __name__ == "__main__":
    main()
