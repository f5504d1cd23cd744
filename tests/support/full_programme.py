"""A programme with a bit of everything, and how tests read the files that tell of it."""

import csv
import datetime
import io
import re
import uuid
import warnings
import zipfile

import openpyxl
from django.utils import timezone

from actionplans.models import Commitment, ProgressReport
from actionplans.operations.actions import detail_action, form_action
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from stakeholders.models import MapEntry, OrganisationKind
from stakeholders.operations import register_organisation
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


class Filled:
    """Kurzeme: one action from two contributions (one corrected), one set aside, one undecided; answered and mapped.

    The national plan holds the regional action. Names and private words begin with CANARY.
    """

    def __init__(self, code="2026"):
        self.user = make_user("CANARY Ilze")
        self.programme = make_programme(
            code=code, name_lv="Domnīcas 2026", name_en="Think tanks 2026", funder_lv="Fonds"
        )
        self.think_tank = make_think_tank(
            programme=self.programme, town="Kuldīga", facilitators=[self.user]
        )
        self.first = self.say("-5 °C telpās nav ko darīt", table=self.think_tank.tables.first())
        self.second = self.say("tikties biezhak", author_role=None)
        correct_contribution(self.second, text="Tikties biežāk", version=1, by=self.user)
        self.left_out = self.say("Nezinu")
        set_aside(seen(self.left_out), reason="other", note="Nav skaidrs", by=self.user)
        self.action = make_action(
            self.first, self.second, wording="+371 tālrunis visiem", by=self.user
        )
        self.detail()
        self.version = make_version(self.action.plan, note="Pirmā", by=self.user)
        self.undecided = self.say("CANARY vēl neizskatīts")
        self.answered()
        self.mapped()
        self.national_version = self.nationally()

    def say(self, text, **fields):
        return make_contribution(self.think_tank, text=text, by=self.user, **fields)

    def detail(self):
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

    def answered(self):
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

    def mapped(self):
        self.map_entry = MapEntry.objects.create(
            organisation=self.organisation,
            region=region(),
            offers="Telpas",
            confirmed_at=timezone.now(),
            confirmed_by=self.user,
        )

    def nationally(self):
        plan = make_national_plan(self.programme)
        form_action(
            plan,
            role=role(),
            wording="Visi zvana",
            items=seen(plan.regional_actions.get()),
            by=self.user,
        )
        return make_version(plan, by=self.user)

    def give(self, question, number, *, quotable=0, of=None):
        """This many answers to a question, the first ones quotable."""
        for place_in_row in range(number):
            kind = "Citējams" if place_in_row < quotable else "CANARY"
            give_feedback(
                self.programme.questions.get(code=question),
                text=f"{kind} {question} {place_in_row}",
                quotable=place_in_row < quotable,
                uuid=uuid.uuid4(),
                region=of,
                think_tank=None if of else self.think_tank,
                by=None,
            )


def book_of(content: bytes):
    """The workbook, read without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(content: bytes, sheet: str) -> list[dict]:
    """The rows of a sheet by heading."""
    headings, *rows = book_of(content)[sheet].values
    return [dict(zip(headings, row, strict=True)) for row in rows]


def block_of(content: bytes, sheet: str, title: str) -> list[tuple]:
    """The rows of a small table on the cover, without its heading and without blanks at the end."""
    rows = [tuple(cell for cell in row) for row in book_of(content)[sheet].values]
    start = next(place for place, row in enumerate(rows) if row[0] == title)
    block = []
    for row in rows[start + 2 :]:
        if row[0] is None:
            break
        block.append(row)
    return block


def table_of(content: bytes) -> list[dict]:
    """The rows of a CSV file by heading."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def parts_of(content: bytes) -> dict[str, str]:
    """The parts of a workbook as they are written."""
    package = zipfile.ZipFile(io.BytesIO(content))
    return {name: package.read(name).decode() for name in package.namelist()}


def formulas_in(content: bytes) -> list[str]:
    """Names of parts with a formula, an error or a link in them."""
    return [
        name
        for name, text in parts_of(content).items()
        if re.search(r"<f[ >/]|<hyperlink|TargetMode=", text)
    ]
