"""Measure how the work of a function grows with its input, on a machine of any speed."""

import gc
import time
from collections.abc import Callable

ATTEMPTS = 3


def growth(work: Callable[[int], object], small: int, large: int, *, enough: float) -> float:
    """Return how many times more CPU time `work(large)` takes than `work(small)`.

    Measure again while the ratio is above `enough`: a disturbance does not spoil every attempt, and work that really
    grows faster stays above.
    """
    ratio = float("inf")
    for _attempt in range(ATTEMPTS):
        ratio = min(ratio, _cpu_time(work, large) / _cpu_time(work, small))
        if ratio <= enough:
            break
    return ratio


def _cpu_time(work: Callable[[int], object], size: int) -> float:
    """Measure without the garbage collector, which looks through all else that the process holds too."""
    gc.disable()
    try:
        started = time.process_time_ns()
        work(size)
        return max(time.process_time_ns() - started, 1)
    finally:
        gc.enable()
