"""The five steps from an empty portal to a first published plan, and which of them are done."""

from dataclasses import dataclass

from actionplans.models import PlanVersion
from stakeholders.models import Grant, Municipality, Organisation, Region, Role
from thinktanks.models import Programme, ThinkTank


@dataclass(frozen=True)
class FirstSteps:
    """Each step with whether it is done, in order; counts of regions, municipalities and regions with a coordinator."""

    done: dict[str, bool]
    counts: dict[str, int]

    @property
    def present(self) -> str:
        """The first step that is not done."""
        return next(step for step, is_done in self.done.items() if not is_done)

    @property
    def number_done(self) -> int:
        return sum(self.done.values())

    @property
    def lacks_coordinators(self) -> bool:
        """Whether a region has no coordinator yet."""
        return self.counts["coordinated"] < self.counts["regions"]

    @property
    def rows(self) -> list[tuple[int, str, str]]:
        """The number of each step, its name and whether it is done, now or next.

        Once a think tank is planned, only those of which something is left to do.
        """
        present = self.present
        return [
            (number, step, "done" if is_done else "now" if step == present else "next")
            for number, (step, is_done) in enumerate(self.done.items(), start=1)
            if not self.done["think_tank"] or not is_done or self._is_offered(step)
        ]

    def _is_offered(self, step: str) -> bool:
        return step == "coordinators" and self.lacks_coordinators


def first_steps() -> FirstSteps | None:
    """Return the steps as rows say how far they are; None once a plan was published or a programme archived."""
    archived = Programme.objects.filter(state=Programme.State.ARCHIVED)
    if PlanVersion.objects.exists() or archived.exists():
        return None
    coordinators = Grant.objects.current().filter(kind=Grant.Kind.COORDINATOR)
    counts = {
        "regions": Region.objects.count(),
        "municipalities": Municipality.objects.count(),
        "coordinated": coordinators.values("region").distinct().count(),
    }
    reference = (Region, Municipality, Organisation, Role)
    done = {
        "reference": all(model.objects.exists() for model in reference),
        "programme": Programme.objects.exists(),
        "coordinators": bool(counts["coordinated"]),
        "think_tank": ThinkTank.objects.exists(),
        "publish": False,
    }
    return FirstSteps(done, counts)
