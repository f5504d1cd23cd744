"""Enter who registers for a think tank of the demo, who comes, and who comes without having registered."""

from portal.demo.files import read_demo
from stakeholders.models import Role, User
from thinktanks.models import ThinkTank
from thinktanks.operations.attendance import mark_came, record_attendance
from thinktanks.operations.registration import register_attendee


def enter_registrations(row: dict) -> None:
    """Register those who do so by themselves."""
    think_tank = _think_tank(row)
    for person in _people_of(think_tank):
        if person.pop("registered"):
            del person["came"]
            register_attendee(think_tank, email="", **person)


def enter_arrivals(row: dict, *, by: User) -> None:
    """Mark those who registered and come, as they arrive."""
    think_tank = _think_tank(row)
    coming = {person["name"] for person in _people_of(think_tank) if person["came"]}
    for attendee in think_tank.attendees.filter(name__in=coming):
        mark_came(attendee, came=True, by=by)


def enter_walk_ins(row: dict, *, by: User) -> None:
    """Add those who came without having registered."""
    think_tank = _think_tank(row)
    people = [person for person in _people_of(think_tank) if not person["registered"]]
    record_attendance(think_tank, people=people, by=by)


def _think_tank(row: dict) -> ThinkTank:
    return ThinkTank.objects.select_related("programme").get(code=row["code"])


def _people_of(think_tank: ThinkTank) -> list[dict]:
    """Return the people of the file as the operations take them."""
    roles = {role.code: role for role in Role.objects.all()}
    return [
        {
            "name": row["name"],
            "organisation_name": row.get("organisation", ""),
            "role": roles.get(row.get("role")),
            "may_be_named": row["may_be_named"],
            "registered": row["registered"],
            "came": row["came"],
        }
        for row in read_demo("attendance")
        if row["think_tank"] == think_tank.code
    ]
