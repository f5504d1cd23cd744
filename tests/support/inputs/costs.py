"""What a piece of work costs: processor time, memory of the worker, and how long it holds a transaction."""

import contextlib
import gc
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from django.db.transaction import Atomic

MB = 1024


@dataclass
class Cost:
    """Processor seconds, MB more than before at the most, and processor seconds of the longest transaction.

    The time of processes that the work started counts, too.
    """

    cpu: float = 0
    memory: float = 0
    transaction: float = 0

    def __str__(self):
        return f"{self.cpu:.1f} s, {self.memory:.0f} MB, transaction {self.transaction:.1f} s"

    def is_within(self, cpu, memory, transaction) -> bool:
        """Whether it is no more than these limits."""
        return self.cpu <= cpu and self.memory <= memory and self.transaction <= transaction


LIMITS = Cost(cpu=2, memory=200, transaction=1)  # a worker at rest needs 100 MB more


@contextlib.contextmanager
def cost_of_work():
    """Measure what is done in this context. A transaction in another one is measured too."""
    cost, entered = Cost(), []
    enter, leave = Atomic.__enter__, Atomic.__exit__

    def enter_and_note(atomic):
        entered.append(time.process_time())
        return enter(atomic)

    def leave_and_note(atomic, *error):
        result = leave(atomic, *error)
        cost.transaction = max(cost.transaction, time.process_time() - entered.pop())
        return result

    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the highest use of memory is from now on
    memory, began = _memory("VmRSS"), _processor_time()
    with (
        patch.object(Atomic, "__enter__", enter_and_note),
        patch.object(Atomic, "__exit__", leave_and_note),
    ):
        yield cost
    cost.cpu = _processor_time() - began
    cost.memory = (_memory("VmHWM") - memory) / MB


def assert_within_limits(costs, times_may_fail):
    """Assert that each of the named costs is within the limits, with three times the time on a machine that may be busy."""
    factor = 1 if times_may_fail else 3
    too_costly = [
        f"{name}: {cost}"
        for name, cost in costs.items()
        if not cost.is_within(LIMITS.cpu * factor, LIMITS.memory, LIMITS.transaction * factor)
    ]
    assert not too_costly, "\n".join(too_costly)


def costliest(costs) -> str:
    """Return the name and the processor time of what took the longest, as a figure."""
    name = max(costs, key=lambda name: costs[name].cpu)
    return f"at most {costs[name]} ({name})"


def peak_memory(pid) -> int:
    """Return the most memory that a process has used since it started, in kB."""
    return _memory("VmHWM", pid)


def _processor_time() -> float:
    """Return the processor seconds of this process and of the processes that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _memory(name, pid="self") -> int:
    """Return a use of memory of a process in kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
