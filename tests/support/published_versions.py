"""What several tests of public pages share: crowded versions, and what is in a page and in which language."""

import datetime
from html.parser import HTMLParser

from django.utils import timezone

from actionplans.models import (
    Action,
    Plan,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
    Text,
    checksum,
)
from stakeholders.models import Region, Role
from tests.support.factories import make_contribution, make_think_tank, make_user

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "source", "use"}
SPOKEN_ATTRIBUTES = ("aria-label", "alt", "title", "placeholder")


class _Page(HTMLParser):
    """Text and spoken attributes of a page, each with the language it is in."""

    def __init__(self):
        super().__init__()
        self.languages = []
        self.pieces = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        language = attributes.get("lang") or (self.languages[-1] if self.languages else "")
        self.pieces += [
            (language, attributes[name]) for name in SPOKEN_ATTRIBUTES if name in attributes
        ]
        if tag not in VOID:
            self.languages.append(language)

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.languages.pop()

    def handle_data(self, data):
        if data.strip():
            self.pieces.append((self.languages[-1] if self.languages else "", data))


def pieces_of(response) -> list[tuple[str, str]]:
    """(language, text) of everything a reader of the page reads or hears."""
    page = _Page()
    page.feed(response.content.decode())
    return page.pieces


def words_of(response) -> str:
    """All that is read on a page, with single blanks (no-break ones included)."""
    return " ".join(" ".join(text for _language, text in pieces_of(response)).split())


def make_crowded_version(plan: Plan, actions: int) -> PlanVersion:
    """A version with this many actions, each with every optional related row; written as frozen rows at once.

    Each action holds one contribution (nationally: a regional action), and one like it is left out.
    """
    version = _version(plan)
    rows = _actions(plan, version, actions)
    regional = _regional(plan, actions) if plan.is_national else [None] * actions
    said = None if plan.is_national else make_contribution()
    think_tanks = [make_think_tank(programme=plan.programme) for _two in range(2)]
    roles = list(Role.objects.order_by("order"))
    texts = iter(_texts(6 * actions))
    PublishedContribution.objects.bulk_create(
        PublishedContribution(
            version=version,
            published_action=held_by,
            contribution=said,
            regional_action=behind,
            text=next(texts),
            correction=next(texts),
            author_role=None if behind else roles[number % 4],
            author_shown=number % 3 > 0,
            addressed_role=row.role,
            region=behind.version.plan.region if behind else plan.region,
            think_tank=None if behind else think_tanks[number % 2],
            reason="" if held_by else "other",
            reason_note=None if held_by else next(texts),
        )
        for number, (row, behind) in enumerate(zip(rows, regional, strict=True))
        for held_by in (row, None)
    )
    return version


def _texts(number):
    """As many texts, all different."""
    bodies = [f"Teksts {index}" for index in range(number)]
    return Text.objects.bulk_create(Text(body=body, checksum=checksum(body)) for body in bodies)


def _version(plan):
    return PlanVersion.objects.create(
        plan=plan,
        number=plan.versions.count() + 1,
        seq=plan.last_seq,
        note=_texts(1)[0],
        document="{}",
        checksum=checksum("{}"),
        published_at=timezone.now(),
        published_by=make_user(),
    )


def _actions(plan, version, number):
    roles = list(Role.objects.order_by("order"))
    texts = iter(_texts(4 * number))
    keys = [f"{plan.short}-{roles[index % 4].short}-{index:03d}" for index in range(number)]
    made = Action.objects.bulk_create(
        Action(plan=plan, role=roles[index % 4], key=key) for index, key in enumerate(keys)
    )
    return PublishedAction.objects.bulk_create(
        PublishedAction(
            version=version,
            action=action,
            key=action.key,
            role=action.role,
            position=index,
            wording=next(texts),
            condition=next(texts),
            lead=next(texts),
            first_step=next(texts),
            deadline=datetime.date(2027, 3, 1),
            support=[role.code for role in roles],
            links=[keys[index - 1]],
            times_said=3,
            roles_said=2,
        )
        for index, action in enumerate(made)
    )


def _regional(national, number):
    """As many published regional actions, from the five regions in turn."""
    plans = [
        Plan.objects.get_or_create(programme=national.programme, region=region)[0]
        for region in Region.objects.order_by("order")
    ]
    behind = [_actions(plan, _version(plan), number // 5 + 1) for plan in plans]
    rows = [one[index] for index in range(number // 5 + 1) for one in behind]
    return rows[:number]
