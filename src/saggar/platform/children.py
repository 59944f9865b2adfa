"""Child processes that never outlive the one that started them, even when that one is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None


def ends_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` that asks the kernel to send `with_signal` to the child when its parent dies.

    The kernel watches the thread that starts the child: start children from the main thread. Where
    the kernel has no such service (it is Linux's) the child just starts.
    """
    parent = os.getpid()

    def ask() -> None:
        if _LIBRARY is None:
            return
        _LIBRARY.prctl(SET_PARENT_DEATH_SIGNAL, int(with_signal))
        if os.getppid() != parent:  # the parent died before we could ask
            os._exit(0)

    return ask
