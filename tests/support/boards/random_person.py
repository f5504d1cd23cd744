"""One person at a board, who chooses at random among what they see at that moment."""

from actionplans.models import Contribution, RegionalAction
from actionplans.models.item import ALIVE
from actionplans.operations.locks import SeenVersion

# The share of items that is seen as it was one change ago.
OUT_OF_DATE = 0.05


class NothingToDo(Exception):
    """The board has nothing of the kind that an operation needs."""


class Person:
    """One person with a plan and a random generator of their own.

    `log(**line)` is called before anything that must be known when the person is killed meanwhile.
    """

    def __init__(self, rng, plan, think_tank, by, log):
        self.rng, self.plan, self.think_tank, self.by = rng, plan, think_tank, by
        self.log = log

    def choose(self, rows):
        """Return one of the rows of a queryset; raise NothingToDo when there is none."""
        return self.choose_some(rows, 1)[0]

    def choose_some(self, rows, at_most):
        """Return one to `at_most` rows of a queryset; raise NothingToDo when there is none."""
        pks = list(rows.values_list("pk", flat=True).order_by("pk"))
        chosen = self.rng.sample(pks, min(len(pks), self.rng.randint(1, at_most)))
        found = list(rows.filter(pk__in=chosen))  # others may have changed them meanwhile
        if not found:
            raise NothingToDo
        return found

    def seen(self, item):
        """Return an item with the version that this person saw, now and then an old one."""
        out_of_date = self.rng.random() < OUT_OF_DATE
        return SeenVersion(item, item.version - out_of_date)

    def contribution(self, *states):
        return self.choose(Contribution.objects.filter(plan=self.plan, state__in=states or ALIVE))

    def items(self, at_most=4, **filters):
        """Return some items of the board with seen versions; now and then also split or withdrawn ones."""
        if self.rng.random() > OUT_OF_DATE:
            filters["state__in"] = ALIVE
        model = RegionalAction if self.plan.is_national else Contribution
        rows = model.objects.filter(plan=self.plan, **filters)
        return [self.seen(item) for item in self.choose_some(rows, at_most)]

    def action(self, **filters):
        return self.choose(self.plan.actions.live().filter(**filters))

    def text(self):
        return f"Teksts {self.rng.randint(1, 10**6)} ķēniņš"
