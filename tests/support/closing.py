"""Think tanks that were closed some time ago."""

from actionplans.models import Contribution
from tests.support.factories import hours_ago, make_contribution, make_device
from thinktanks.models import ThinkTank
from thinktanks.operations.think_tanks import close_think_tank


def close_hours_ago(think_tank: ThinkTank, hours: float) -> ThinkTank:
    """Close a think tank as if `hours` ago, and return it."""
    closed = close_think_tank(think_tank, by=None)
    closed.closed_at = hours_ago(hours)
    closed.save(update_fields=["closed_at"])
    return closed


def make_late_contributions(think_tank: ThinkTank, *texts: str) -> list[Contribution]:
    """Close a think tank and return contributions that one of its devices sends afterwards."""
    device, _token = make_device(think_tank)
    device.think_tank = close_think_tank(think_tank, by=None)
    return [make_contribution(device.think_tank, text=text, by=device) for text in texts]
