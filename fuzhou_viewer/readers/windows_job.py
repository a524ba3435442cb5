"""Windows: a process in a job that bounds its memory, its processor time and its children.

The process waits for its first bytes before it does anything, so it is in the job in time.
"""

import ctypes
import subprocess
import sys
from ctypes import wintypes

from fuzhou_viewer.readers.sandbox_child import MEMORY, PROCESSOR_SECONDS

_EXTENDED_LIMITS = 9
_PROCESS_TIME, _ACTIVE_PROCESSES, _PROCESS_MEMORY, _NO_ERROR_BOX, _END_ON_CLOSE = 0x2, 0x8, 0x100, 0x400, 0x2000


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_time", wintypes.LARGE_INTEGER),
        ("per_job_time", wintypes.LARGE_INTEGER),
        ("flags", wintypes.DWORD),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("active_processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority", wintypes.DWORD),
        ("scheduling", wintypes.DWORD),
    )


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("counters", ctypes.c_ulonglong * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def confined(command: list[str]) -> subprocess.Popen[bytes]:
    """The process of `command`, in a job that ends with this program. Raises OSError."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        limits = _limits()
        size = ctypes.sizeof(limits)
        if not job or not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size):
            raise ctypes.WinError(ctypes.get_last_error())
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
        # the job's handle stays open as long as this program runs; its end ends the process
        if not kernel.AssignProcessToJobObject(job, int(process._handle)):  # noqa: SLF001 - Popen keeps it there only
            process.kill()
            raise ctypes.WinError(ctypes.get_last_error())
        return process
    raise OSError("jobs exist on Windows only")


def _limits() -> _Limits:
    limits = _Limits()
    limits.basic.per_process_time = PROCESSOR_SECONDS * 10_000_000
    limits.basic.active_processes = 1
    limits.basic.flags = _PROCESS_TIME | _ACTIVE_PROCESSES | _PROCESS_MEMORY | _NO_ERROR_BOX | _END_ON_CLOSE
    limits.process_memory = MEMORY
    return limits
