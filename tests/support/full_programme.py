"""A programme with rows of every kind."""

import datetime
import uuid

from django.utils import timezone

from actionplans.models import Commitment, ProgressReport
from actionplans.operations.actions import detail_action, form_action
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from stakeholders.models import MapEntry, OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
    seen,
)
from thinktanks.operations.feedback import give_feedback

DEADLINE = datetime.date(2027, 3, 1)


class FullProgramme:
    """A published plan of Kurzeme, a national plan with its action, a commitment with two reports, and a map entry.

    The action has two contributions, of which the second is corrected; one more is set aside and one undecided. Texts
    that no export may contain begin with CANARY.
    """

    def __init__(self, code="2026"):
        self.user = make_user("CANARY Ilze")
        self.programme = make_programme(
            code=code, name_lv=f"Domnīcas {code}", name_en=f"Think tanks {code}", funder_lv="Fonds"
        )
        self.think_tank = make_think_tank(
            programme=self.programme, town="Kuldīga", facilitators=[self.user]
        )
        self.first = self.contribute(
            "-5 °C telpās nav ko darīt", table=self.think_tank.tables.first()
        )
        self.second = self.contribute("tikties biezhak", author_role=None)
        correct_contribution(self.second, text="Tikties biežāk", version=1, by=self.user)
        self.left_out = self.contribute("Nezinu")
        set_aside(seen(self.left_out), reason="other", note="Nav skaidrs", by=self.user)
        self.action = make_action(
            self.first, self.second, wording="+371 tālrunis visiem", by=self.user
        )
        self.add_details()
        self.version = make_version(self.action.plan, note="Pirmā", by=self.user)
        self.undecided = self.contribute("CANARY vēl neizskatīts")
        self.add_commitment()
        self.add_map_entry()
        self.national_version = self.publish_nationally()

    def contribute(self, text, **fields):
        return make_contribution(self.think_tank, text=text, by=self.user, **fields)

    def add_details(self):
        (action,) = seen(self.action)
        detail_action(
            action.item,
            condition="ja ir finansējums",
            lead="Dome",
            first_step="Zvanīt",
            deadline=DEADLINE,
            support_roles=[role("policy_makers")],
            version=action.version,
            by=self.user,
        )

    def add_commitment(self):
        """Let an organisation commit to the action and report twice."""
        self.organisation = register_organisation(
            "=Parauga novads",
            kind=OrganisationKind.objects.first(),
            role=role(),
            regions=[region()],
            by=None,
        )
        commitment = Commitment.objects.create(
            organisation=self.organisation, action=self.action, created_at=timezone.now()
        )
        for state, sentence in (("not_started", "Sākumā"), ("started", "@Sākts darbs")):
            self.report = ProgressReport.objects.create(
                commitment=commitment,
                based_on=self.version.actions.get(),
                state=state,
                sentence=sentence,
                reported_at=timezone.now(),
                reported_by=self.user.pk,
            )

    def add_map_entry(self):
        self.map_entry = MapEntry.objects.create(
            organisation=self.organisation,
            region=region(),
            offers="Telpas",
            confirmed_at=timezone.now(),
            confirmed_by=self.user,
        )

    def publish_nationally(self):
        plan = make_national_plan(self.programme)
        form_action(
            plan,
            role=role(),
            wording="Visi zvana",
            items=seen(plan.regional_actions.get()),
            by=self.user,
        )
        return make_version(plan, by=self.user)

    def give_answers(self, question, count, *, quotable=0, of=None):
        """Give `count` answers to a question, of which the first `quotable` may be quoted.

        They are about the region `of` or, without one, about the think tank.
        """
        for index in range(count):
            kind = "Citējams" if index < quotable else "CANARY"
            give_feedback(
                self.programme.questions.get(code=question),
                text=f"{kind} {question} {index}",
                quotable=index < quotable,
                uuid=uuid.uuid4(),
                region=of,
                think_tank=None if of else self.think_tank,
                by=None,
            )
