"""The first sheet of the summary: every plan of the programme in counts."""

import datetime
from collections import Counter

from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.documents.columns import addressed_cell, place_name
from actionplans.models import ProgressReport
from actionplans.queries.summary import PlanReport, Summary
from files.workbook_values import Block, Cell, Cover
from language.latvian import clock_in_table, short_date
from language.states import state_word
from stakeholders.models import Role
from thinktanks.queries.attendance import Attendance


def summary_cover(summary: Summary, now: datetime.datetime) -> Cover:
    """Return the first sheet: what the file is, when it was made, and its counts."""
    programme = summary.programme
    regions = ", ".join(region.name for region in summary.regions)
    facts = (
        (pgettext("column", "Programme"), programme.name),
        (pgettext("column", "Funded by"), programme.funder),
        (pgettext("column", "Covers"), _("the whole programme") if summary.is_whole else regions),
        (pgettext("column", "Prepared"), f"{short_date(now)} {clock_in_table(now)}"),
    )
    return Cover(
        pgettext("sheet", "Summary"),
        _("Summary: %(programme)s") % {"programme": programme.name},
        tuple((label, value) for label, value in facts if value),
        (
            *(_plans(summary), _by_role(summary), _by_state(summary), _think_tanks(summary)),
            *_attendance(summary),
        ),
    )


def _plans(summary: Summary) -> Block:
    """Return every plan: its current version, and its draft in counts."""
    regional = [_plan_row(report) for report in summary.plans if report.region]
    national = [_plan_row(report) for report in summary.plans if not report.region]
    total = [sum(row[index] or 0 for row in regional) for index in range(3, 9)]
    return Block(
        _("Plans"),
        (
            pgettext("column", "Region"),
            pgettext("column", "Version"),
            pgettext("column", "Published"),
            pgettext("column", "Actions (count)"),
            pgettext("column", "Contributions included"),
            pgettext("column", "Contributions not included"),
            pgettext("column", "Draft: not yet considered"),
            pgettext("column", "Draft: actions"),
            pgettext("column", "Changes since publishing"),
        ),
        (*regional, (_("All regions"), None, None, *total), *national),
        total=len(regional),
    )


def _plan_row(report: PlanReport) -> tuple[Cell, ...]:
    version, draft = report.version, report.draft
    published = (
        (
            version.number,
            version.dated,
            version.action_count,
            version.included_count,
            version.left_out_count,
        )
        if version
        else (None, pgettext("plan", "not published"), None, None, None)
    )
    return (
        place_name(report.region),
        *published,
        draft.undecided,
        draft.actions,
        draft.changes,
    )


def _by_role(summary: Summary) -> Block:
    """Return how many actions each plan has for each role."""
    counts = Counter((row.version.plan.region_id, row.role_id) for row in summary.actions)
    roles = summary.reference.roles.values()
    rows = []
    for report in summary.plans:
        region_id = report.region.pk if report.region else None
        of_roles = [counts[region_id, role.pk] for role in roles]
        rows.append((place_name(report.region), *of_roles, sum(of_roles)))
    names = [addressed_cell(role).text for role in roles]
    return Block(
        _("Actions by role"), (pgettext("column", "Region"), *names, _("Total")), tuple(rows)
    )


def _by_state(summary: Summary) -> Block:
    """Return how many answers of organisations there are in each state."""
    counts = Counter((row.commitment.action.plan.region_id, row.state) for row in summary.reports)
    states = [value for value, _label in ProgressReport.State.choices]
    rows = []
    for report in summary.plans:
        region_id = report.region.pk if report.region else None
        of_states = [counts[region_id, state] for state in states]
        rows.append((place_name(report.region), *of_states, sum(of_states)))
    names = [capfirst(state_word("action", state, plural=True)) for state in states]
    return Block(
        _("Answers of organisations about actions"),
        (pgettext("column", "Region"), *names, _("Total")),
        tuple(rows),
    )


def _think_tanks(summary: Summary) -> Block:
    return Block(
        _("Think tanks"),
        (
            pgettext("column", "Think tank"),
            pgettext("column", "Date"),
            pgettext("column", "Region"),
            pgettext("column", "State"),
            pgettext("column", "Contributions (count)"),
        ),
        tuple(
            (
                think_tank.town,
                think_tank.held_on,
                think_tank.region.name,
                state_word("think_tank", think_tank.state),
                think_tank.contribution_count,
            )
            for think_tank in summary.think_tanks
        ),
    )


def _attendance(summary: Summary) -> list[Block]:
    """Return who came: each day by role, all days by municipality; nothing where nobody was recorded."""
    rows = [(day, summary.attendance[day.pk]) for day in summary.think_tanks]
    rows = [(day, figures) for day, figures in rows if figures.total != 0]
    if not rows:
        return []
    roles = [*summary.reference.roles.values(), None]
    names = [capfirst(role.name) if role else _("Role not known") for role in roles]
    place, people = pgettext("column", "Municipality"), pgettext("column", "People")
    days = Block(
        _("People who came, by day and role"),
        (pgettext("column", "Think tank"), pgettext("column", "Date"), people, *names),
        tuple(
            (day.town, day.held_on, _people(figures.total), *_of_roles(figures, roles))
            for day, figures in rows
        ),
    )
    in_all = summary.attendance_in_all
    places = [(municipality.name, count) for municipality, count in in_all.by_municipality]
    if in_all.elsewhere:
        places.append((_("Not shown, or not known"), in_all.elsewhere))
    shown = places or [(_("Not shown: a group would have fewer than 5 people."), None)]
    return [days, Block(_("People by municipality"), (place, people), tuple(shown))]


def _people(count: int | None) -> Cell:
    return _("fewer than 5") if count is None else count


def _of_roles(figures: Attendance, roles: list[Role | None]) -> list[Cell]:
    """Return one cell for each role; no count is shown where any role has fewer than 5 people."""
    if figures.by_role is None or figures.total is None:
        return [pgettext("attendance", "not shown")] * len(roles)
    counts = dict(figures.by_role)
    return [counts.get(role, 0) for role in roles]
