"""board-show: what is undecided, and the actions of a role."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import ActionLink
from actionplans.operations.actions import detail_action, form_action
from actionplans.operations.contributions import assign_roles, correct_contribution, hide
from actionplans.operations.imports import ImportRow, import_contributions
from actionplans.operations.items import set_aside
from actionplans.operations.log import write_text
from actionplans.queries.draft.board import board_of
from stakeholders.models import Role
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_national_plan,
    make_plan,
    make_think_tank,
    make_version,
    region,
    role,
    seen,
)
from tests.support.pages.plan_pages import show_board
from tests.support.pages.requests import address, html_of, signed_in

pytestmark = pytest.mark.django_db


def test_board_show_lists_what_is_undecided_and_the_actions_of_one_role(think_tank, facilitator):
    waiting = make_contribution(think_tank, text="Autobuss iet pusčetros")
    make_contribution(
        think_tank, text="Mentoru, nevis lekciju", addressed_role=role("support_organisations")
    )
    action = make_action(make_contribution(think_tank), wording="Pieskaņot autobusu laikus")

    response = show_board(facilitator, waiting.plan, "?role=municipalities")

    assert response.status_code == 200
    assert [item.row for item in response.context["undecided"]] == [waiting]
    assert [item.row for item in response.context["column"].actions] == [action]
    assert "Autobuss iet pusčetros" in html_of(response)
    assert "Pieskaņot autobusu laikus" in html_of(response)
    assert "Mentoru, nevis lekciju" not in html_of(response)
    assert "Still to consider: 2" in html_of(response)


def test_board_show_opens_the_first_role_that_waits(think_tank, facilitator):
    make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    waiting = make_contribution(think_tank, addressed_role=role("support_organisations"))

    for query in ("", "?role=", "?role=nobody", "?role=%00", "?role=none"):
        response = show_board(facilitator, waiting.plan, query)

        assert response.context["role"] == "support_organisations"


def test_board_show_counts_times_and_roles_of_an_action(think_tank, facilitator):
    action = make_action(
        make_contribution(think_tank, author_role=role("municipalities")),
        make_contribution(think_tank, author_role=role("social_enterprises")),
        make_contribution(think_tank, author_role=role("social_enterprises")),
        make_contribution(think_tank, author_role=None),
    )

    action = show_board(facilitator, action.plan).context["column"].actions[0]

    assert (action.times_said, action.roles_said) == (4, 2)


def test_board_show_shows_reason_and_note_of_what_is_set_aside(think_tank, facilitator):
    contribution = make_contribution(think_tank, text="Viss ir slikti")
    set_aside(seen(contribution), reason="other", note="Nav par domnīcu", by=facilitator)

    response = show_board(facilitator, contribution.plan)

    assert [item.row for item in response.context["board"].set_aside] == [contribution]
    assert 'Other: <span class="reason-note" lang="lv">Nav par domnīcu</span>' in html_of(response)


def test_board_show_keeps_apart_what_addresses_nobody(think_tank, facilitator):
    contribution = make_contribution(think_tank, addressed_role=None)

    response = show_board(facilitator, contribution.plan, "?role=none")

    assert [item.row for item in response.context["undecided"]] == [contribution]
    assert address("contribution-assign-roles", contribution.pk) in html_of(response)
    assert "Place here" not in html_of(response)


def test_board_show_leaves_out_what_is_hidden(think_tank, facilitator):
    contribution = make_contribution(think_tank, text="Zvaniet Annai")
    assert "Zvaniet Annai" in html_of(show_board(facilitator, contribution.plan))

    hide(seen(contribution), by=facilitator)

    response = show_board(facilitator, contribution.plan)
    assert "Zvaniet Annai" not in html_of(response)
    assert response.context["board"].total == 0


def test_board_show_shows_the_correction_instead_of_the_original(think_tank, facilitator):
    contribution = make_contribution(think_tank, text="autobus vajag")
    correct_contribution(contribution, text="Autobusu vajag", version=1, by=facilitator)

    response = show_board(facilitator, contribution.plan)

    assert "Autobusu vajag" in html_of(response)
    assert "autobus vajag" not in html_of(response)


def test_board_show_asks_for_a_wording_where_there_is_none(think_tank, facilitator):
    contribution = make_contribution(think_tank, text="Telpas stāv tukšas")
    action = make_action(contribution, wording="")

    response = show_board(facilitator, action.plan)

    assert "No wording yet" in html_of(response)
    assert f'<textarea class="form-control own-words" id="wording-{action.pk}"' in html_of(response)


def test_board_show_shows_the_condition_of_an_action(think_tank, facilitator):
    action = make_action(make_contribution(think_tank))
    detail_action(action, condition="Ja telpas ir drošas", version=1, by=facilitator)

    shown = html_of(show_board(facilitator, action.plan))

    assert '<b>Condition:</b> <span lang="lv">Ja telpas ir drošas</span>' in shown


def test_board_show_says_when_all_is_considered(think_tank, facilitator):
    action = make_action(make_contribution(think_tank))

    assert "All considered. Ready to publish." in html_of(show_board(facilitator, action.plan))


def test_board_show_of_an_empty_plan_has_no_contributions(facilitator, think_tank):
    response = show_board(facilitator, make_plan(think_tank))

    assert response.status_code == 200
    assert "There are no contributions." in html_of(response)


def test_board_show_of_the_national_plan_has_regional_actions():
    kurzeme = make_think_tank()
    action = make_action(make_contribution(kurzeme), make_contribution(kurzeme))
    make_version(action.plan)
    national = make_national_plan(kurzeme.programme)

    response = show_board(make_administrator(), national, "?role=municipalities")

    (item,) = response.context["undecided"]
    assert (item.row.action, item.current_text, item.times_said) == (action, action.wording.body, 2)
    assert "KUR-PAS-01" in html_of(response)


def test_board_show_gives_htmx_the_board_alone(think_tank, facilitator):
    contribution = make_contribution(think_tank)

    response = show_board(facilitator, contribution.plan, hx_request="true")

    assert "<html" not in html_of(response)
    assert '<div id="board"' in html_of(response)


def fill(think_tank, count, by):
    """Return a plan whose rows have all that a row may have: corrections, notes, links, all details and a table."""
    rows = [
        ImportRow(
            text=f"Jāsatiekas {number} reizes",
            author_role=role("social_enterprises"),
            addressed_role=role(("municipalities", "support_organisations")[number % 2]),
            table=think_tank.tables.first(),
        )
        for number in range(3 * count)
    ]
    plan = make_plan(think_tank)
    contributions = import_contributions(plan=plan, think_tank=think_tank, rows=rows, by=by)
    set_aside(seen(*contributions[:count]), reason="other", note="Citur", by=by)
    actions = [
        make_action(contribution, by=by) for contribution in contributions[count : 2 * count]
    ]
    assign_roles(contributions[-1], author_role=None, addressed_role=None, version=1, by=by)
    text = write_text("Ja ir finansējums")
    plan.contributions.update(correction=text)
    plan.actions.update(condition=text, lead=text, first_step=text, deadline="2027-03-01")
    for action in actions:
        action.support_roles.set(Role.objects.all())
    ActionLink.objects.bulk_create(
        ActionLink(first=first, second=second) for first, second in itertools.pairwise(actions)
    )
    return plan


def queries_of(call) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_board_show_costs_the_same_at_3_and_60_rows(think_tank, facilitator):
    small = fill(think_tank, 3, facilitator)
    other = make_think_tank(programme=think_tank.programme, region=region("latgale"))
    other.facilitators.create(user=facilitator)
    large = fill(other, 20, facilitator)

    assert board_of(large).total == 60
    assert queries_of(lambda: board_of(small)) == queries_of(lambda: board_of(large)) <= 8
    client = signed_in(facilitator)
    pages = [address("board-show", plan.pk) for plan in (small, large)]
    counts = [queries_of(lambda page=page: client.get(page)) for page in pages]
    assert counts == [counts[0], counts[0]]


def test_board_of_the_national_plan_costs_the_same_at_3_and_30_rows():
    programme = make_think_tank().programme
    boards = {}
    for code, count in (("kurzeme", 3), ("latgale", 30)):
        think_tank = make_think_tank(programme=programme, region=region(code))
        actions = [make_action(make_contribution(think_tank)) for _ in range(count)]
        make_version(actions[0].plan)
        national = make_national_plan(programme)
        undecided = [item.row for item in board_of(national).columns[1].undecided]
        form_action(
            national,
            role=role(),
            wording="Tikties",
            items=seen(*undecided[:2]),
            by=make_administrator(),
        )
        set_aside(seen(undecided[2]), reason="repeats", by=make_administrator())
        boards[board_of(national).total] = queries_of(lambda plan=national: board_of(plan))

    assert list(boards) == [3, 33]
    assert boards[3] == boards[33] <= 8
