"""The think tanks: scheduled, held on one day with everything that was said, and answered about afterwards."""

import datetime

from actionplans.models import Contribution
from actionplans.operations.capture import capture_contribution, correct_contribution
from portal.demo.clock import at, on, spread
from portal.demo.files import read, uuid_of
from stakeholders.models import Region, Role, User
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.feedback import give_feedback
from thinktanks.operations.programmes import start_programme
from thinktanks.operations.think_tanks import close_think_tank, open_think_tank, schedule_think_tank

OPENS, FIRST_WORDS, LAST_WORDS, CORRECTS, CLOSES = "09:30", "10:20", "14:40", "14:50", "15:30"
DAYS_OF_FEEDBACK = datetime.timedelta(days=3)


def start(programme: dict, *, by: User) -> Programme:
    """Begin the programme of the file."""
    roles = {role.code: role for role in Role.objects.all()}
    return start_programme(
        programme["code"],
        name_lv=programme["name_lv"],
        name_en=programme["name_en"],
        funder_lv=programme["funder_lv"],
        funder_en=programme["funder_en"],
        speaker_roles=[roles[code] for code in programme["speaker_roles"]],
        addressed_roles=[roles[code] for code in programme["addressed_roles"]],
        questions=programme["questions"],
        demo=programme["demo"],
        by=by,
    )


def schedule(row: dict, programme: Programme, *, facilitator: User, by: User) -> None:
    """Plan one think tank of the file, with its tables in order."""
    roles = {role.code: role for role in Role.objects.all()}
    tables = sorted(row["tables"], key=lambda table: table["number"])
    schedule_think_tank(
        programme,
        region=Region.objects.get(code=row["region"]),
        code=row["code"],
        held_on=datetime.date.fromisoformat(row["held_on"]),
        town=row["town"],
        venue=row["venue"],
        tables=[roles.get(table["role"]) for table in tables],
        facilitators=[facilitator],
        by=by,
    )


def hold(row: dict, *, by: User) -> None:
    """The day itself: open, type what was said, correct slips, close (unless it is still open)."""
    day = row["held_on"]
    with at(on(day, OPENS)):
        think_tank = open_think_tank(ThinkTank.objects.get(code=row["code"]), by=by)
    said = [each for each in read("contributions") if each["think_tank"] == row["code"]]
    _capture(think_tank, said, by=by)
    with at(on(day, CORRECTS)):
        for each in said:
            if "correction" in each:
                captured = Contribution.objects.get(uuid=uuid_of(each["id"]))
                correct_contribution(
                    captured, text=each["correction"], version=captured.version, by=by
                )
    if row["state"] == ThinkTank.State.CLOSED:
        with at(on(day, CLOSES)):
            close_think_tank(think_tank, by=by)


def _capture(think_tank: ThinkTank, said: list[dict], *, by: User) -> None:
    roles = {role.code: role for role in Role.objects.all()}
    tables = {table.number: table for table in think_tank.tables.all()}
    day = think_tank.held_on.isoformat()
    moments = spread(on(day, FIRST_WORDS), on(day, LAST_WORDS), len(said))
    for each, moment in zip(said, moments, strict=True):
        with at(moment):
            capture_contribution(
                think_tank,
                text=each["text"],
                uuid=uuid_of(each["id"]),
                author_role=roles.get(each["author_role"]),
                addressed_role=roles[each["addressed_role"]],
                table=tables[each["table"]],
                by=by,
            )


def answer(row: dict) -> None:
    """What people wrote about the think tank, within three days."""
    think_tank = ThinkTank.objects.select_related("programme", "region").get(code=row["code"])
    questions = {question.code: question for question in think_tank.programme.questions.all()}
    given = [each for each in read("feedback") if each["think_tank"] == row["code"]]
    begin = on(row["held_on"], CLOSES)
    moments = spread(begin, begin + DAYS_OF_FEEDBACK, len(given))
    for each, moment in zip(given, moments, strict=True):
        with at(moment):
            give_feedback(
                questions[each["question"]],
                text=each["text"],
                quotable=each["quotable"],
                uuid=uuid_of(each["id"]),
                region=think_tank.region,
                think_tank=think_tank,
                by=None,
            )
