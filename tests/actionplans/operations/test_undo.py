"""Undo one event: what is put back, and what is refused."""

import uuid

import pytest

from actionplans.models import Action, ItemState
from actionplans.operations.actions import (
    form_action,
    reword_action,
)
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import hide, split_contribution
from actionplans.operations.imports import (
    ImportRow,
    ReadPlan,
    import_contributions,
    import_plan,
    undo_batch,
)
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.publication import publish_plan, withdraw_version
from actionplans.operations.redaction import redact_text
from actionplans.operations.undo import CannotUndo, undo
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import newest_seq, refused_undo, undo_newest, version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    role,
    seen,
)

pytestmark = pytest.mark.django_db


def test_undo_is_a_new_event_that_names_the_undone(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    seq = newest_seq(plan)

    event = undo(plan, seq=seq, by=by)

    assert (event.kind, event.undoes, event.seq, event.actor) == (
        "plan.undone",
        seq,
        seq + 1,
        by.pk,
    )
    contribution.refresh_from_db()
    assert contribution.state == ItemState.WITHDRAWN


def test_undo_goes_back_step_by_step_over_what_was_undone(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    action = form_action(plan, role=role(), items=seen(contribution), by=by)
    formed = newest_seq(plan)
    reword_action(action, wording="Tikties reizi mēnesī", version=version_of(action), by=by)
    reworded = newest_seq(plan)

    undo(plan, seq=reworded, by=by)
    undo(plan, seq=formed, by=by)

    action.refresh_from_db()
    contribution.refresh_from_db()
    assert (action.dissolved, contribution.state) == (True, ItemState.UNDECIDED)
    assert differences() == []


def test_undo_sees_that_a_change_was_restored(think_tank, plan, by):
    action = form_action(plan, role=role(), items=seen(make_contribution(think_tank)), by=by)
    formed = newest_seq(plan)
    reword_action(action, wording="Tikties reizi mēnesī", version=version_of(action), by=by)
    undo(plan, seq=newest_seq(plan), by=by)
    undo(plan, seq=newest_seq(plan), by=by)

    with pytest.raises(CannotUndo):
        undo(plan, seq=formed, by=by)

    assert Action.objects.get(pk=action.pk).wording.body == "Tikties reizi mēnesī"


def test_undo_refuses_what_is_missing_final_or_undone(think_tank, plan, by):
    make_action(make_contribution(think_tank))
    publish_plan(plan, note="Pirmā versija", by=by)
    last = newest_seq(plan)
    undo(plan, seq=last - 1, by=by)

    assert refused_undo(plan, by=by, seq=last + 5).code == "no_event"
    assert refused_undo(plan, by=by, seq=1).code == "final"
    assert refused_undo(plan, by=by, seq=last).code == "final"
    assert refused_undo(plan, by=by, seq=last - 1).code == "undone"
    assert plan.events.count() == last + 1


def test_undo_says_why_a_change_is_final(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    make_action(contribution)
    version = publish_plan(plan, note="Pirmā versija", by=by)
    withdraw_version(version, reason="Kļūda", by=by)
    redact_text(contribution.text, reason="Lūgums", by=by)
    redacted = newest_seq(plan)

    reasons = [refused_undo(plan, by=by, seq=seq).message for seq in (redacted - 2, redacted - 1)]
    others = {refused_undo(plan, by=by, seq=seq).message for seq in (1, redacted)}

    assert reasons == [
        "Publicēšanu ar šo pogu atsaukt nevar. Atsauciet versiju.",
        "To atsaukt nevar.",
    ]
    assert others == {"To atsaukt nevar."}


def test_undo_names_what_was_changed_meanwhile_and_offers_the_rest(think_tank, plan, by):
    stays, moves = make_contribution(think_tank), make_contribution(think_tank)
    action = make_action(make_contribution(think_tank))
    place(seen(stays, moves), action=action, by=by)
    seq = newest_seq(plan)
    take_out(seen(moves), by=by)
    set_aside(seen(moves), reason="repeats", by=by)

    refused = refused_undo(plan, by=by, seq=seq)
    assert isinstance(refused, CannotUndo)
    assert (refused.changed, refused.has_rest) == ([moves], True)
    assert plan.events.count() == seq + 2

    undo(plan, seq=seq, leave_moved=True, by=by)
    stays.refresh_from_db()
    moves.refresh_from_db()
    assert (stays.state, moves.state) == (ItemState.UNDECIDED, ItemState.SET_ASIDE)
    assert differences() == []


def test_undo_leaves_nothing_to_do_when_all_was_changed_meanwhile(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    seq = newest_seq(plan)
    set_aside(seen(contribution), reason="repeats", by=by)

    refused = refused_undo(plan, by=by, seq=seq, leave_moved=True)

    assert (refused.changed, refused.has_rest) == ([contribution], False)


def test_undo_takes_a_split_back_whole_or_not_at_all(think_tank, plan, by):
    whole = make_contribution(think_tank)
    parts = split_contribution(whole, parts=["Viens", "Divi"], version=version_of(whole), by=by)
    seq = newest_seq(plan)
    set_aside(seen(parts[0]), reason="repeats", by=by)

    refused = refused_undo(plan, by=by, seq=seq, leave_moved=True)

    assert ({item.pk for item in refused.changed}, refused.has_rest) == (
        {whole.pk, *(part.pk for part in parts)},
        False,
    )
    assert plan.contributions.filter(state=ItemState.UNDECIDED).get() == parts[1]


def test_undo_takes_one_row_of_an_imported_plan_out_of_its_action(by):
    plan, makers = make_national_plan(), role("policy_makers")
    rows = tuple(ImportRow(text, addressed_role=makers, action=1) for text in ("Viens", "Divi"))
    import_plan(plan, read=ReadPlan(((makers, 1, "Viens; divi"),), rows), by=None)

    undo_newest(plan, by)

    last = plan.contributions.last()
    assert (last.state, hasattr(last, "placement")) == (ItemState.WITHDRAWN, False)
    assert differences() == []


def test_undo_does_not_bring_back_an_import_that_was_taken_back(plan, by):
    batch = uuid.uuid4()
    rows = [ImportRow("Viens", addressed_role=role())]
    import_contributions(plan, rows=rows, batch=batch, by=by)
    undo_batch(plan, batch=batch, by=by)

    assert refused_undo(plan, by=by, seq=newest_seq(plan)).code == "final"
    assert set(plan.contributions.values_list("state", flat=True)) == {ItemState.WITHDRAWN}


def test_undo_shows_a_hidden_contribution_again(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    hide(seen(contribution), by=by)

    undo_newest(plan, by)

    contribution.refresh_from_db()
    assert contribution.hidden is False


def test_undo_of_taking_back_brings_a_contribution_again(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    withdraw_contribution(contribution, version=1, by=by)

    undo_newest(plan, by)

    contribution.refresh_from_db()
    assert contribution.state == ItemState.UNDECIDED
    assert differences() == []


def test_undo_puts_a_regional_action_back_on_what_it_relied_on(think_tank, plan, by):
    make_action(make_contribution(think_tank))
    publish_plan(plan, note="Pirmā versija", by=by)
    national = make_national_plan(plan.programme)
    item = national.regional_actions.get()
    action = form_action(national, role=item.action.role, items=seen(item), by=by)
    based_on = action.placements.get().based_on
    take_out(seen(item), by=by)
    assert differences() == []

    undo_newest(national, by)

    assert action.placements.get().based_on == based_on
    assert differences() == []
