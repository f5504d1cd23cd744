"""Enter the programme of the demo and its think tanks: schedule, contributions of the day, feedback."""

import datetime

from actionplans.models import Contribution
from actionplans.operations.capture import capture_contribution
from actionplans.operations.contributions import correct_contribution
from portal.demo.clock import at, riga_time, spread
from portal.demo.files import read_demo, uuid_of
from stakeholders.models import Region, Role, User
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.feedback import give_feedback
from thinktanks.operations.programmes import start_programme
from thinktanks.operations.think_tanks import close_think_tank, open_think_tank, schedule_think_tank

OPENS, CAPTURE_FROM, CAPTURE_UNTIL, CORRECTS, CLOSES = "09:30", "10:20", "14:40", "14:50", "15:30"
FEEDBACK_PERIOD = datetime.timedelta(days=3)


def enter_programme(row: dict, *, by: User) -> Programme:
    """Start the programme."""
    roles = {role.code: role for role in Role.objects.all()}
    return start_programme(
        row["code"],
        name_lv=row["name_lv"],
        name_en=row["name_en"],
        funder_lv=row["funder_lv"],
        funder_en=row["funder_en"],
        speaker_roles=[roles[code] for code in row["speaker_roles"]],
        addressed_roles=[roles[code] for code in row["addressed_roles"]],
        questions=row["questions"],
        demo=row["demo"],
        by=by,
    )


def enter_think_tank(row: dict, programme: Programme, *, facilitator: User, by: User) -> None:
    """Schedule a think tank with its tables."""
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


def enter_day(row: dict, *, by: User) -> None:
    """Open a think tank, capture its contributions, correct some, close it unless it is still open."""
    day = row["held_on"]
    with at(riga_time(day, OPENS)):
        think_tank = open_think_tank(ThinkTank.objects.get(code=row["code"]), by=by)
    contributions = _rows_of("contributions", think_tank)
    _capture(think_tank, contributions, by=by)
    with at(riga_time(day, CORRECTS)):
        _correct(contributions, by=by)
    if row["state"] == ThinkTank.State.CLOSED:
        with at(riga_time(day, CLOSES)):
            close_think_tank(think_tank, by=by)


def _capture(think_tank: ThinkTank, rows: list[dict], *, by: User) -> None:
    roles = {role.code: role for role in Role.objects.all()}
    tables = {table.number: table for table in think_tank.tables.all()}
    day = think_tank.held_on.isoformat()
    moments = spread(riga_time(day, CAPTURE_FROM), riga_time(day, CAPTURE_UNTIL), len(rows))
    for row, moment in zip(rows, moments, strict=True):
        with at(moment):
            capture_contribution(
                think_tank,
                text=row["text"],
                uuid=uuid_of(row["id"]),
                author_role=roles.get(row["author_role"]),
                addressed_role=roles[row["addressed_role"]],
                table=tables[row["table"]],
                by=by,
            )


def _correct(rows: list[dict], *, by: User) -> None:
    for row in rows:
        if "correction" in row:
            contribution = Contribution.objects.get(uuid=uuid_of(row["id"]))
            correct_contribution(
                contribution, text=row["correction"], version=contribution.version, by=by
            )


def enter_feedback(row: dict) -> None:
    """Enter the feedback of a think tank, spread over three days."""
    think_tank = ThinkTank.objects.select_related("programme", "region").get(code=row["code"])
    questions = {question.code: question for question in think_tank.programme.questions.all()}
    answers = _rows_of("feedback", think_tank)
    start = riga_time(row["held_on"], CLOSES)
    moments = spread(start, start + FEEDBACK_PERIOD, len(answers))
    for answer, moment in zip(answers, moments, strict=True):
        with at(moment):
            give_feedback(
                questions[answer["question"]],
                text=answer["text"],
                quotable=answer["quotable"],
                uuid=uuid_of(answer["id"]),
                region=think_tank.region,
                think_tank=think_tank,
                by=None,
            )


def _rows_of(name: str, think_tank: ThinkTank) -> list[dict]:
    return [row for row in read_demo(name) if row["think_tank"] == think_tank.code]
