"""A portal with something of every kind, since most forms appear only where there is something to change."""

import datetime

from django.conf import settings
from django.test import Client
from django.urls import reverse

from actionplans.operations.actions import link_actions
from actionplans.operations.contributions import hide
from actionplans.operations.items import set_aside
from tests.support.closing import make_late_contributions
from tests.support.factories import (
    make_action,
    make_administrator,
    make_answer,
    make_answers,
    make_attendee,
    make_contribution,
    make_device,
    make_editor,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
    seen,
)
from tests.support.full_programme import FullProgramme
from tests.support.inputs.stored import content
from thinktanks.operations.answer_groups import form_group
from thinktanks.operations.answers import hide_answers, star_answers
from thinktanks.operations.clock import start_clock

PASSWORD = "kalejas-darbnica-2026"


class World:
    """The programme of `FullProgramme` during its day, and the clients of an administrator, a phone and a visitor.

    One think tank is open, one planned and one closed with a late contribution. On the board of Kurzeme are three
    actions, of which two are linked and one has no wording, and contributions in every state.
    """

    def __init__(self):
        self.full = FullProgramme()
        self.think_tank = self.full.think_tank
        self.programme = self.full.programme
        self.administrator = make_administrator(name="Anna Administratore")
        self.administrator.set_password(PASSWORD)
        self.administrator.save()
        make_editor()
        make_user("Jānis Kalējs")
        start_clock(self.think_tank, minutes=20, by=self.administrator)
        self._fill_board()
        self._add_think_tanks()
        self._add_plan_to_publish()
        self._add_answers()
        make_attendee(self.think_tank, email="parauga@example.org")
        self.device, token = make_device(self.think_tank)
        make_contribution(self.think_tank, text="Rīkot tirdziņu", by=self.device)
        hide(seen(make_contribution(self.think_tank, by=self.device)), by=self.administrator)
        self.clients = {
            "administrator": _client(self.administrator),
            "phone": _client(),
            "visitor": _client(),
        }
        self.clients["phone"].cookies[settings.DEVICE_COOKIE_NAME] = token
        self.content = content()

    def _fill_board(self):
        """Add to the board of Kurzeme what its forms need: two more actions, a decision about one contribution."""
        make_action(make_contribution(self.think_tank), make_contribution(self.think_tank))
        make_action(make_contribution(self.think_tank), wording="")
        other = make_action(
            make_contribution(self.think_tank, addressed_role=role("policy_makers"))
        )
        self.full.action.refresh_from_db()
        link_actions(
            self.full.action,
            other=other,
            version=self.full.action.version,
            by=self.administrator,
        )
        make_contribution(self.think_tank, text="Atvērt telpas; publicēt sarakstu")
        make_contribution(self.think_tank, addressed_role=None)
        left_out = make_contribution(self.think_tank)
        set_aside(seen(left_out), reason="repeats", note="", by=self.administrator)

    def _add_think_tanks(self):
        fields = {"programme": self.programme}
        self.planned = make_think_tank(
            **fields, is_open=False, region=region("riga"), held_on=datetime.date(2027, 2, 11)
        )
        self.closed = make_think_tank(**fields, region=region("zemgale"))
        make_late_contributions(self.closed, "Par vēlu")
        self.closed.refresh_from_db()
        self.unpublished = make_action(make_contribution(self.closed)).plan

    def _add_plan_to_publish(self):
        """Publish a plan and form another action, of which a text looks like personal data."""
        think_tank = make_think_tank(programme=self.programme, region=region("vidzeme"))
        make_version(make_action(make_contribution(think_tank)).plan)
        make_action(make_contribution(think_tank, text="Zvanīt Jānim, 29 123 456"))

    def _add_answers(self):
        """Answer a question: in two groups, in none, hidden, with a star, and one that looks like personal data."""
        for number in range(2):
            form_group(make_answers(self.think_tank, 2, f"Grupa {number}"), by=self.administrator)
        hide_answers([make_answer(self.think_tank, "Paslēpta")], by=self.administrator)
        star_answers([make_answer(self.think_tank, "Ar zvaigzni")], by=self.administrator)
        make_answer(self.think_tank, "Zvanīt Jānim, 29 123 456")

    @property
    def known(self) -> dict[tuple[str, str], list[str]]:
        """What people know and no page offers: by the name of the address and of the field."""
        email, new = [self.administrator.email], [f"{PASSWORD}-2"]
        return {
            ("join", "code"): [self.think_tank.join_code],
            ("facilitator-add", "email"): email,
            ("feedback", "code"): [self.think_tank.feedback_code],
            ("receipt", "code"): [self.device.receipt_code],
            ("account_login", "login"): email,
            ("account_request_login_code", "email"): email,
            ("account_reset_password", "email"): email,
            ("", "password"): [PASSWORD],
            ("", "old_password"): [PASSWORD],
            ("", "oldpassword"): [PASSWORD],
            ("", "new_password1"): new,
            ("", "new_password2"): new,
            ("", "password1"): new,
            ("", "password2"): new,
        }

    @property
    def entrances(self) -> list[tuple[str, str]]:
        """The first addresses of each client: what is typed or scanned, and is on no page as a link."""
        codes = self.think_tank
        return [
            ("visitor", "/"),
            ("visitor", reverse("join")),
            ("visitor", reverse("think-tank-join", args=[codes.join_code])),
            ("visitor", reverse("think-tank-register", args=[self.planned.code])),
            ("visitor", reverse("feedback")),
            ("visitor", reverse("feedback-send", args=[codes.feedback_code])),
            ("visitor", reverse("receipt")),
            ("visitor", reverse("receipt-show", args=[self.device.receipt_code])),
            ("visitor", reverse("account_login")),
            ("visitor", reverse("account_request_login_code")),
            ("visitor", reverse("account_reset_password")),
            ("phone", reverse("device-capture")),
            ("phone", reverse("device-seat")),
            ("administrator", reverse("think-tank-show", args=[self.closed.pk])),
            ("administrator", reverse("think-tank-prepare", args=[self.planned.pk])),
            ("administrator", reverse("board-show", args=[self.full.action.plan_id])),
            ("administrator", reverse("desk")),
            ("administrator", f"{reverse('contribution-similar', args=[codes.pk])}?text=telpas"),
            ("administrator", reverse("admin:index")),
            ("administrator", reverse("plan-source-correct", args=[self.unpublished.pk])),
        ]


def _client(user=None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client
