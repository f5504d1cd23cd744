"""Three programmes at once: two of think tanks in the same region, and one older plan that was imported."""

from actionplans.models import Action, Contribution, Plan, PlanVersion
from stakeholders.models import Grant
from stakeholders.operations.accounts import grant_access
from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_programme,
    make_version,
)
from tests.support.full_programme import FullProgramme
from tests.support.older_plans.command import TEXT, run
from thinktanks.models import ThinkTank

OLDER, NEWER, IMPORTED = "2026", "2027", "2022"
CODES = (OLDER, NEWER, IMPORTED)


class SeveralProgrammes:
    """Each programme „Domnīcas <code>” has a published plan of Kurzeme; all but the imported one have a national one."""

    def __init__(self, folder):
        self.older, self.newer = FullProgramme(OLDER), FullProgramme(NEWER)
        make_programme(code=IMPORTED, name_lv=f"Domnīcas {IMPORTED}")
        file = folder / "plans.txt"
        file.write_text(TEXT, encoding="utf-8")
        assert run(file, programme=IMPORTED, region="kurzeme")[0] == 0
        imported = Plan.objects.get(programme__code=IMPORTED, region__code="kurzeme")
        self.imported_version = make_version(imported, note="Ielasīts")
        # Who facilitates both, and who edits the organisation of the older one.
        self.facilitator = self.older.user
        self.newer.think_tank.facilitators.create(user=self.facilitator)
        self.editor = self.newer.user
        self.newer.think_tank.facilitators.filter(user=self.editor).delete()
        organisation = self.older.organisation
        grant_access(self.editor, kind=Grant.Kind.EDITOR, organisation=organisation, by=None)
        self.administrator, self.coordinator = make_administrator(), make_coordinator()

    @property
    def code_pages(self) -> list[str]:
        """The pages that codes open at the think tanks of the older and the newer programme."""
        return [
            page
            for of in (self.older, self.newer)
            for page in (
                f"/join/{of.think_tank.join_code}/",
                f"/feedback/{of.think_tank.feedback_code}/",
                f"/receipt/{of.think_tank.tables.first().receipt_code}/",
            )
        ]

    def codes(self) -> dict[str, dict[str, str]]:
        """Return for what an address names, by its word and its pk, the code of the programme that it belongs to."""
        rows = {
            "plans": Plan.objects.values_list("pk", "programme__code"),
            "thinktanks": ThinkTank.objects.values_list("pk", "programme__code"),
            "actions": Action.objects.values_list("pk", "plan__programme__code"),
            "contributions": Contribution.objects.values_list("pk", "plan__programme__code"),
            "versions": PlanVersion.objects.values_list("pk", "plan__programme__code"),
        }
        return {word: {str(pk): code for pk, code in found} for word, found in rows.items()}
