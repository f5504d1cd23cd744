"""The five steps from an empty portal to a first published plan, and which of them are done."""

from dataclasses import dataclass

from actionplans.models import PlanVersion
from stakeholders.models import Grant, Municipality, Organisation, Region, Role
from thinktanks.models import Programme, ThinkTank


@dataclass(frozen=True)
class FirstSteps:
    """Each step with whether it is done, in order; counts of what the first one loaded."""

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
    counts = {
        "regions": Region.objects.count(),
        "municipalities": Municipality.objects.count(),
        "organisations": Organisation.objects.count(),
    }
    coordinators = Grant.objects.current().filter(kind=Grant.Kind.COORDINATOR)
    done = {
        "reference": all(counts.values()) and Role.objects.exists(),
        "programme": Programme.objects.exists(),
        "coordinators": coordinators.exists(),
        "think_tank": ThinkTank.objects.exists(),
        "publish": False,
    }
    return FirstSteps(done, counts)
