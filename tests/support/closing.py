"""Think tanks that were closed some time ago."""

from tests.support.factories import hours_ago
from thinktanks.models import ThinkTank
from thinktanks.operations.think_tanks import close_think_tank


def close_hours_ago(think_tank: ThinkTank, hours: float) -> ThinkTank:
    """Close a think tank as if `hours` ago, and return it."""
    closed = close_think_tank(think_tank, by=None)
    closed.closed_at = hours_ago(hours)
    closed.save(update_fields=["closed_at"])
    return closed
