"""An older plan that was imported, with when and where it was first published."""

import datetime

from actionplans.models import Plan, PlanVersion
from actionplans.operations.imports import import_plan
from actionplans.operations.plans import open_plan
from actionplans.queries.imports.new_rows import ImportRow, ReadPlan
from tests.support.factories import make_programme, make_user, make_version, region, role
from thinktanks.models import Programme

SOURCE = {
    "original_date": datetime.date(2023, 1, 31),
    "source_title": "Kopsavilkums pēc domnīcām",
    "source_url": "https://example.lv/domnicas/2023",
}


def import_bullet(plan: Plan, text: str = "Atvērt telpas", **fields):
    """Import one bullet for municipalities; `fields` are those of `import_plan`."""
    row = ImportRow(text, addressed_role=role(), source="line 2", action=1)
    read = ReadPlan(actions=((role(), 1, text),), rows=(row,))
    return import_plan(plan, **{"read": read, "by": make_user()} | fields)


def make_imported_version(
    programme: Programme | None = None, code: str = "kurzeme", **source
) -> PlanVersion:
    """Import a plan of one bullet with a source and publish it."""
    plan = open_plan(programme or make_programme(), region=region(code), by=None)
    import_bullet(plan, **SOURCE | source)
    return make_version(plan)
