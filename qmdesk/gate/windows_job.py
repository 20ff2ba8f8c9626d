"""A Windows job object for a child process: a limit on its memory, and no life beyond ours.

Win32 API: CreateJobObjectW, SetInformationJobObject with JOBOBJECT_EXTENDED_LIMIT_INFORMATION. The job ends its
processes when its last handle is closed, so the returned object must be kept as long as the child may run.
"""

from __future__ import annotations

import ctypes
import subprocess
from ctypes import wintypes

_EXTENDED_LIMITS = 9
_PROCESS_MEMORY, _ACTIVE_PROCESSES, _DIE_ON_UNHANDLED, _KILL_ON_CLOSE = 0x100, 0x8, 0x400, 0x2000


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", wintypes.LARGE_INTEGER),
        ("job_time", wintypes.LARGE_INTEGER),
        ("flags", wintypes.DWORD),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority", wintypes.DWORD),
        ("scheduling", wintypes.DWORD),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io_counters", ctypes.c_ulonglong * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class _Job:
    """Owns the handle; closing it ends whatever still runs in the job."""

    def __init__(self, kernel: ctypes.CDLL, handle: int) -> None:
        self._kernel = kernel
        self._handle = handle

    def __del__(self) -> None:
        self._kernel.CloseHandle(self._handle)


def confine(process: subprocess.Popen[bytes], memory: int) -> object:
    """Put a process into a job of its own with ``memory`` bytes at most. Raises OSError where Windows refuses."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # pyright: ignore[reportAttributeAccessIssue]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    handle = kernel.CreateJobObjectW(None, None)
    if not handle:
        raise _failure()
    job = _Job(kernel, handle)
    limits = _Extended()
    limits.basic.flags = _PROCESS_MEMORY | _ACTIVE_PROCESSES | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE
    limits.basic.active_processes = 1
    limits.process_memory = memory
    done = kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    if not done or not kernel.AssignProcessToJobObject(handle, int(process._handle)):  # pyright: ignore
        raise _failure()
    return job


def _failure() -> OSError:
    return OSError(ctypes.get_last_error(), "job object")  # pyright: ignore[reportAttributeAccessIssue]
