"""What the process that reads a PDF gives up before it sees the file: files, network, memory."""

from __future__ import annotations

import sys
from contextlib import suppress


def confine(memory: int, seconds: float) -> None:
    """Limit this process for good: memory, processor time, and no new file or connection.

    No descriptor may be opened any more, so neither a file nor a socket can; what is open stays.
    Without the module `resource` (Windows) nothing is limited here, and the process that waits
    for the answer keeps the time alone.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = [
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ]
    if sys.platform != "darwin":
        # macOS refuses a limit below what is mapped already, which is hundreds of gigabytes.
        wanted.append((resource.RLIMIT_AS, memory))
    for which, most in wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))


def not_confined() -> str:
    """Say what the reading of a PDF cannot be kept from on this system; empty where nothing."""
    if sys.platform == "win32":
        return "On Windows the reading of a PDF is limited in time only, not in memory."
    if sys.platform == "darwin":
        return "On macOS the reading of a PDF is not limited in memory."
    return ""
