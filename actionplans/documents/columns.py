"""The cells that several files of plans share."""

from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import Plan
from files.workbook_values import Cell, RoleName
from language.latvian import is_latvian
from stakeholders.models import Region, Role

# Version and link are the last columns of a sheet and are not printed.
UNPRINTED = 2


def date_width() -> int:
    """Return the width of a column of dates."""
    return 12 if is_latvian() else 18


def addressed_cell(role: Role | None) -> Cell:
    """Return a role as the one that something is addressed to: „Pašvaldībām”."""
    if role is None:
        return None
    return RoleName(capfirst(role.dative if is_latvian() else role.name), role.short)


def speaker_cell(role: Role | None, *, shown: bool = True) -> Cell:
    """Return a role as the one that spoke; `shown` is False where the role might point to a person."""
    if role is None:
        return capfirst(_("not known"))
    return RoleName(capfirst(role.name), role.short) if shown else capfirst(_("role not shown"))


def place_name(region: Region | None) -> str:
    """Return the name of a plan's region, or that it is the national plan."""
    return region.name if region else pgettext("place", "National plan")


def plan_title(plan: Plan) -> str:
    """Return the title of a plan with its programme, since a region may have several plans."""
    return f"{plan.title}, {plan.programme.name}"
