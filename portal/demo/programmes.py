"""Enter the programmes of the demo: the present one, and an older one whose plan is imported and which is archived."""

import io

from django.core.management import call_command

from actionplans.models.plan import NATIONAL
from actionplans.operations.plans import open_plan
from actionplans.operations.publication import publish_plan
from portal.demo.clock import at, riga_time
from portal.demo.files import FOLDER, read_demo
from stakeholders.models import Organisation, Role, User
from thinktanks.models import Programme
from thinktanks.operations.programmes import archive_programme, start_programme

TEXTS = ("name", "introduction", "figure_credit", "funder")


def enter_programme(row: dict, *, by: User) -> Programme:
    """Start the programme."""
    roles = {role.code: role for role in Role.objects.all()}
    texts = [f"{name}_{language}" for name in TEXTS for language in ("lv", "en")]
    return start_programme(
        row["code"],
        partners=Organisation.objects.filter(name__in=row["partners"]),
        speaker_roles=[roles[code] for code in row["speaker_roles"]],
        addressed_roles=[roles[code] for code in row["addressed_roles"]],
        questions=row["questions"],
        demo=row["demo"],
        by=by,
        **{name: row[name] for name in texts},
    )


def enter_older_programme(*, by: User) -> None:
    """Start a programme of earlier years, import its plan as an administrator does it, publish it, archive all of it."""
    row = read_demo("older_programme")
    plan, day = row["plan"], row["plan"]["entered_on"]
    with at(riga_time(day, "10:00")):
        programme = enter_programme(row, by=by)
    with at(riga_time(day, "10:30")):
        call_command(
            "import_plan",
            str(FOLDER / plan["file"]),
            programme=programme.code,
            region=NATIONAL,
            published_on=plan["published_on"],
            source_url=plan["source_url"],
            source_title=plan["source_title"],
            answers_published=True,
            stdout=io.StringIO(),
        )
    with at(riga_time(day, "14:00")):
        publish_plan(open_plan(programme, region=None, by=by), note=plan["note"], by=by)
    with at(riga_time(day, "16:00")):
        archive_programme(programme, by=by)
