"""Large published versions, and readers of the text and the languages of a page."""

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
    """Collects the text and the spoken attributes of a page with their language."""

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
    """Return language and text of everything that is read or heard on a page."""
    page = _Page()
    page.feed(response.content.decode())
    return page.pieces


def text_of(response) -> str:
    """Return all text of a page, with any white space as a single space."""
    return " ".join(" ".join(text for _language, text in pieces_of(response)).split())


def make_crowded_version(plan: Plan, actions: int) -> PlanVersion:
    """Make a published version with this number of actions that have every optional related row.

    Every action has one contribution (in a national plan: a regional action), and another one is left out.
    """
    version = _version(plan)
    rows = _actions(plan, version, actions)
    regional = _regional(plan, actions) if plan.is_national else [None] * actions
    contribution = None if plan.is_national else make_contribution()
    think_tanks = [make_think_tank(programme=plan.programme) for _index in range(2)]
    roles = list(Role.objects.order_by("order"))
    texts = iter(_texts(6 * actions))
    PublishedContribution.objects.bulk_create(
        PublishedContribution(
            version=version,
            published_action=published_action,
            contribution=contribution,
            regional_action=regional_action,
            text=next(texts),
            correction=next(texts),
            author_role=None if regional_action else roles[number % 4],
            author_shown=number % 3 > 0,
            addressed_role=row.role,
            region=regional_action.version.plan.region if regional_action else plan.region,
            think_tank=None if regional_action else think_tanks[number % 2],
            reason="" if published_action else "other",
            reason_note=None if published_action else next(texts),
        )
        for number, (row, regional_action) in enumerate(zip(rows, regional, strict=True))
        for published_action in (row, None)
    )
    return version


def _texts(number):
    """Make `number` texts, all different."""
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
    """Make `number` published regional actions, of the five regions in turn."""
    plans = [
        Plan.objects.get_or_create(programme=national.programme, region=region)[0]
        for region in Region.objects.order_by("order")
    ]
    by_plan = [_actions(plan, _version(plan), number // 5 + 1) for plan in plans]
    return [action for actions in zip(*by_plan, strict=True) for action in actions][:number]
