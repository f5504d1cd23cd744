"""What tests read of the desk, and think tanks in the states that it shows."""

import datetime

from django.utils import timezone

from tests.support.factories import make_action, make_contribution, make_think_tank, make_version
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import address, signed_in
from thinktanks.operations.think_tanks import close_think_tank

DAY = datetime.timedelta(days=1)


def desk(user):
    return signed_in(user).get(address("desk"))


def parts_with(page, name):
    """Return the elements of a page with this class."""
    return [part for part in page if name in part.attributes.get("class", "").split()]


def rows_of(response):
    """Return each row of the desk: what is seen of its name, its sentence, and its button."""
    found = []
    for row in parts_with(elements_of(response), "tt"):
        name, sentence = parts_with(row, "name")[0].seen, parts_with(row, "note")[0].seen
        found.append((name, sentence, " ".join(part.seen for part in parts_with(row, "btn"))))
    return found


def primary_buttons(response):
    (main,) = (part for part in elements_of(response) if part.tag == "main")
    return [part.seen for part in parts_with(main, "btn-primary")]


def today(days=0):
    return timezone.localdate() + days * DAY


def closed_with(*, actions=0, undecided=0, versions=0, changes=0):
    think_tank = make_think_tank(held_on=today())
    formed = [make_action(make_contribution(think_tank)) for _ in range(actions)]
    for _ in range(versions):
        make_version(formed[0].plan)
    for _ in range(changes):
        make_action(make_contribution(think_tank))
    for _ in range(undecided):
        make_contribution(think_tank)
    return close_think_tank(think_tank, by=None)
