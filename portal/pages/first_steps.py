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
    def rows(self) -> list[tuple[str, str]]:
        """Each step and whether it is done, now or next."""
        present = self.present
        return [
            (step, "done" if is_done else "now" if step == present else "next")
            for step, is_done in self.done.items()
        ]


def first_steps() -> FirstSteps | None:
    """Return the steps as rows say how far they are; None once a plan was published."""
    if PlanVersion.objects.exists():
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
