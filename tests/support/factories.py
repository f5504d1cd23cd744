"""Real rows for tests, made through the operations. Every function takes what matters and invents the rest."""

import datetime
import itertools
import uuid

from django.utils import timezone

from actionplans.models import Action, Contribution, Plan, PlanVersion
from actionplans.operations.actions import form_action
from actionplans.operations.capture import capture_contribution
from actionplans.operations.locks import SeenVersion
from actionplans.operations.plans import open_plan
from actionplans.operations.publication import publish_plan
from stakeholders.models import Grant, Organisation, OrganisationKind, Region, Role, User
from stakeholders.operations.accounts import grant_access
from stakeholders.operations.organisations import register_organisation
from thinktanks.models import Answer, Attendee, Device, Programme, ThinkTank
from thinktanks.operations.attendance import record_attendance
from thinktanks.operations.devices import join_think_tank
from thinktanks.operations.feedback import give_feedback
from thinktanks.operations.programmes import start_programme
from thinktanks.operations.think_tanks import open_think_tank, schedule_think_tank

numbers = itertools.count(1)
QUESTIONS = (
    ("gains", "Ko ieguvāt?", "What did you gain?"),
    ("use", "Kā izmantosiet rīcības plānu?", "How will you use the action plan?"),
    ("events", "Kādi pasākumi Jums noderētu turpmāk?", "Which events would help you next?"),
)


def role(code: str = "municipalities") -> Role:
    return Role.objects.get(code=code)


def region(code: str = "kurzeme") -> Region:
    return Region.objects.get(code=code)


def make_user(name: str = "Ilze Kalēja", **fields) -> User:
    return User.objects.create_user(f"person{next(numbers)}@example.org", None, name=name, **fields)


def make_administrator(**fields) -> User:
    user = make_user(**fields)
    grant_access(user, kind=Grant.Kind.ADMINISTRATOR, by=None)
    return user


def make_coordinator(code: str = "kurzeme", **fields) -> User:
    user = make_user(**fields)
    grant_access(user, kind=Grant.Kind.COORDINATOR, region=region(code), by=None)
    return user


def make_editor(code: str = "kurzeme", **organisation) -> User:
    """An editor of an organisation of a region."""
    user = make_user()
    values = {
        "kind": OrganisationKind.objects.get(code="municipality"),
        "role": role(),
        "regions": [region(code)],
        "by": None,
    }
    edited = register_organisation(f"Parauga organizācija {user.pk}", **(values | organisation))
    grant_access(user, kind=Grant.Kind.EDITOR, organisation=edited, by=None)
    return user


def make_organisation(name: str, **fields) -> Organisation:
    values = {"kind": OrganisationKind.objects.first(), "role": role(), "regions": [], "by": None}
    return register_organisation(name, **(values | fields))


def make_programme(**fields) -> Programme:
    roles = list(Role.objects.all())
    number = next(numbers)
    values = {
        "code": f"programme-{number}",
        "name_lv": f"{number}. programma",
        "name_en": f"Programme {number}",
        "speaker_roles": roles,
        "addressed_roles": roles,
        "questions": [{"code": code, "text_lv": lv, "text_en": en} for code, lv, en in QUESTIONS],
        "by": None,
    }
    return start_programme(**(values | fields))


def numbered_tables(*roles: Role | None) -> dict[int, dict]:
    """Tables without a name, as the operations take them."""
    return {number: {"name": "", "role": role} for number, role in enumerate(roles, start=1)}


def make_think_tank(
    *, is_open: bool = True, tables: list[Role | None] | None = None, **fields
) -> ThinkTank:
    """A think tank with a table for each of `tables`, their roles; one for each role unless given."""
    number = next(numbers)
    roles = Role.objects.all() if tables is None else tables
    values = {
        "region": region(),
        "code": f"think-tank-{number}",
        "held_on": datetime.date(2026, 11, 12),
        "town": "Kuldīga",
        "tables": numbered_tables(*roles),
        "facilitators": [],
        "by": None,
    }
    programme = fields.pop("programme", None) or make_programme()
    think_tank = schedule_think_tank(programme, **(values | fields))
    return open_think_tank(think_tank, by=None) if is_open else think_tank


def make_facilitator(think_tank: ThinkTank, **fields) -> User:
    user = make_user(**fields)
    think_tank.facilitators.create(user=user)
    return user


def make_device(think_tank: ThinkTank | None = None, **fields) -> tuple[Device, str]:
    """A device that has joined, and its token (for the cookie `settings.DEVICE_COOKIE_NAME`)."""
    think_tank = think_tank or make_think_tank()
    values = {
        "code": think_tank.join_code,
        "table": think_tank.tables.first(),
        "role": role("social_enterprises"),
        "sent_uuid": uuid.uuid4(),
    }
    return join_think_tank(think_tank, **(values | fields))


def make_answer(think_tank: ThinkTank, text: str = "Kontaktus", **fields) -> Answer:
    """A quotable answer to the first question of the programme; with `imported` one of an older plan of the region."""
    values = {
        "text": text,
        "quotable": True,
        "uuid": uuid.uuid4(),
        "region": think_tank.region,
        "think_tank": None if fields.pop("imported", False) else think_tank,
        "by": None,
    }
    question = fields.pop("question", None) or think_tank.programme.questions.first()
    return give_feedback(question, **(values | fields))


def make_answers(
    think_tank: ThinkTank, count: int, text: str = "Kontaktus", **fields
) -> list[Answer]:
    """Answers with the same words and a number."""
    return [make_answer(think_tank, f"{text} {number}", **fields) for number in range(count)]


def make_attendee(think_tank: ThinkTank, **fields) -> Attendee:
    """A person on the attendance list."""
    person = {
        "name": f"Parauga dalībnieks {next(numbers)}",
        "email": "",
        "role": None,
        "organisation_name": "",
    }
    before = set(think_tank.attendees.values_list("pk", flat=True))
    record_attendance(think_tank, people=[person | fields], by=make_user())
    return think_tank.attendees.exclude(pk__in=before).get()


def make_plan(think_tank: ThinkTank | None = None, *, by: User | None = None) -> Plan:
    think_tank = think_tank or make_think_tank()
    return open_plan(think_tank.programme, region=think_tank.region, by=by)


def make_national_plan(programme: Programme | None = None) -> Plan:
    return open_plan(programme or make_programme(), region=None, by=None)


def make_contribution(
    think_tank: ThinkTank | None = None, *, by: User | None = None, **fields
) -> Contribution:
    values = {
        "text": f"Jāsatiekas biežāk, {next(numbers)}",
        "uuid": uuid.uuid4(),
        "author_role": role("social_enterprises"),
        "addressed_role": role("municipalities"),
    }
    return capture_contribution(
        think_tank or make_think_tank(), **(values | fields), by=by or make_user()
    )


def seen(*items) -> list[SeenVersion]:
    """Items as a person sees them now."""
    for item in items:
        item.refresh_from_db()
    return [SeenVersion(item, item.version) for item in items]


def make_action(*contributions: Contribution, by: User | None = None, **fields) -> Action:
    """An action with these contributions in it (one is made when none is given)."""
    contributions = contributions or (make_contribution(),)
    values = {
        "role": contributions[0].addressed_role,
        "wording": f"Tikties {next(numbers)} reizes gadā",
    }
    return form_action(
        contributions[0].plan, **(values | fields), items=seen(*contributions), by=by or make_user()
    )


def make_version(
    plan: Plan, *, note: str = "Pirmā versija", by: User | None = None, **fields
) -> PlanVersion:
    """Publish the plan as it is now."""
    return publish_plan(plan, note=note, by=by or make_user(), **fields)


def hours_ago(hours: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(hours=hours)
