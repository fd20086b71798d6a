"""Set up `.venv` beside this project: exact versions, checked by hash. Needs Python 3.11 alone.

Run it with any Python 3.11 or newer, on any system: `python3 tools/install.py [--dev]`.
A second run does nothing unless a lock file has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
UV_LOCK = ROOT / "requirements-uv.lock"


def run(*command: str | Path, env: dict[str, str] | None = None) -> bool:
    """Run a command with its output hidden unless it fails; say whether it succeeded."""
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=ROOT,
        env=env,
        text=True,
        capture_output=True,
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
    return done.returncode == 0


def quietly(*command: str | Path) -> str | None:
    """Return what a command prints, or None when it cannot be run."""
    try:
        done = subprocess.run(
            [str(part) for part in command], check=False, capture_output=True, text=True
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def make_venv() -> None:
    """Make the environment; a system Python without `ensurepip` gets one without pip."""
    if PYTHON.exists() and quietly(PYTHON, "-c", "print(1)") == "1":
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if quietly(sys.executable, "-m", "venv", VENV) is not None:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not run(sys.executable, "-m", "venv", "--without-pip", VENV):
        sys.exit("The environment .venv could not be made with this Python.")


def find_uv() -> Path | str:
    """Return a uv to install with: the environment's own, fetched if need be, or the system's."""
    own = BIN / ("uv.exe" if os.name == "nt" else "uv")
    if own.exists():
        return own
    wanted = ["install", "--quiet", "--require-hashes", "-r", UV_LOCK]
    attempts: list[list[str | Path]] = [[PYTHON, "-m", "pip", *wanted]]
    # A pip elsewhere may install into our environment: it is not the system's, so a system
    # that refuses pip (an "externally managed" one) does not mind.
    attempts += [[sys.executable, "-m", "pip", "--python", PYTHON, *wanted]]
    attempts += [["pip3", "--python", PYTHON, *wanted]]
    for attempt in attempts:
        if quietly(*attempt) is not None and own.exists():
            return own
    system = shutil.which("uv")
    if system:
        return system
    sys.exit(
        "This Python has no pip, and none was found to fetch uv with.\n"
        "Either install your system's package for virtual environments (on Debian and Ubuntu:\n"
        "python3-venv), or install uv, and run this again."
    )


def uv_environment() -> dict[str, str]:
    """Return the environment for uv, told of the package index that pip is set up to use."""
    env = dict(os.environ, VIRTUAL_ENV=str(VENV), UV_NO_PROGRESS="1")
    for pip_name, uv_name in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        value = os.environ.get("PIP_" + pip_name.upper().replace("-", "_")) or quietly(
            PYTHON, "-m", "pip", "config", "get", f"global.{pip_name}"
        )
        if value and uv_name not in env:
            env[uv_name] = value
    return env


def fingerprint(locks: list[Path]) -> str:
    """Return a hash of everything that decides what is installed."""
    parts = [path.read_bytes() for path in (*locks, ROOT / "pyproject.toml")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest() + f" {sys.version_info[:2]} {ROOT}"


def main() -> None:
    """Install what the locks name, and Fingerpost itself from this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests need")
    lock = ROOT / ("requirements-dev.lock" if parser.parse_args().dev else "requirements.lock")
    if sys.version_info < (3, 11):  # noqa: UP036 - this script must also speak to an older Python
        sys.exit(f"Fingerpost needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    stamp = VENV / f"installed-{lock.stem}"
    state = fingerprint([lock])
    if stamp.exists() and stamp.read_text() == state:
        return
    print(f"Setting up {VENV.name} from {lock.name} …", flush=True)
    make_venv()
    uv, env = find_uv(), uv_environment()
    install = (uv, "pip", "install", "--quiet", "--python", PYTHON)
    if not run(*install, "--compile-bytecode", "--require-hashes", "-r", lock, env=env):
        sys.exit("The packages could not be installed; the lines above say why. Run it again.")
    if not run(*install, "--no-deps", "--editable", ROOT, env=env):
        sys.exit("Fingerpost itself could not be installed; the lines above say why.")
    stamp.write_text(state)


if __name__ == "__main__":
    main()
