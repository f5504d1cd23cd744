"""Correct, split, address, hide and accept contributions."""

import pytest

from actionplans.models import Contribution, ItemState
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import (
    accept_late,
    assign_roles,
    correct_contribution,
    hide,
    split_contribution,
    unhide,
)
from actionplans.operations.locks import ChangedMeanwhile, SeenVersion
from stakeholders.models import Role
from tests.support.boards.steps import version_of
from tests.support.closing import make_late_contributions
from tests.support.factories import (
    make_action,
    make_contribution,
    make_programme,
    make_think_tank,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db

TEXT = "Atdodiet skolas virtuvi"


def test_correct_contribution_leaves_the_captured_text(think_tank, by):
    contribution = make_contribution(think_tank, text=TEXT)

    contribution = correct_contribution(
        contribution, text="Nododiet skolas virtuvi", version=1, by=by
    )

    assert (contribution.current_text, contribution.text.body) == (
        "Nododiet skolas virtuvi",
        "Atdodiet skolas virtuvi",
    )
    assert contribution.version == 2

    contribution = correct_contribution(
        contribution, text="Atdodiet skolas virtuvi", version=2, by=by
    )
    assert (contribution.current_text, contribution.correction) == ("Atdodiet skolas virtuvi", None)


def test_correct_contribution_to_the_same_writes_nothing(think_tank, by):
    contribution = make_contribution(think_tank, text=TEXT)

    again = correct_contribution(contribution, text=" Atdodiet skolas virtuvi ", version=1, by=by)

    assert (again.version, contribution.plan.events.count()) == (1, 2)


def test_correct_contribution_refuses_what_was_changed_meanwhile_and_names_the_change(
    think_tank, by
):
    contribution = make_contribution(think_tank)
    correct_contribution(contribution, text="Viens", version=1, by=by)

    with pytest.raises(ChangedMeanwhile) as refused:
        correct_contribution(contribution, text="Divi", version=1, by=by)
    assert (refused.value.item.current_text, refused.value.event.kind) == (
        "Viens",
        "contribution.corrected",
    )
    refusal("moved_on", correct_contribution, contribution, text="Divi", version=1, by=by)
    assert correct_contribution(contribution, text="Divi", version=2, by=by).current_text == "Divi"


def test_correct_contribution_refuses_an_empty_text_and_what_is_taken_back(think_tank, by):
    contribution = make_contribution(think_tank)
    refusal("empty", correct_contribution, contribution, text=" ", version=1, by=by)

    withdraw_contribution(contribution, version=1, by=by)
    refusal("not_alive", correct_contribution, contribution, text="Divi", version=2, by=by)


def test_split_contribution_makes_parts_that_point_to_the_whole(think_tank, by):
    whole = make_contribution(
        think_tank, text=TEXT, author_role=role("policy_makers"), addressed_role=role()
    )

    parts = split_contribution(whole, parts=["Atdodiet", " virtuvi "], version=1, by=by)

    whole.refresh_from_db()
    assert (whole.state, whole.current_text) == (ItemState.SPLIT, "Atdodiet skolas virtuvi")
    assert [(part.current_text, part.state, part.parent) for part in parts] == [
        ("Atdodiet", "undecided", whole),
        ("virtuvi", "undecided", whole),
    ]
    assert {(part.author_role.code, part.addressed_role.code) for part in parts} == {
        ("policy_makers", "municipalities")
    }
    assert whole.plan.events.count() == 3


def test_split_contribution_takes_the_whole_out_of_its_action(think_tank, by):
    whole = make_contribution(think_tank)
    action = make_action(whole)

    split_contribution(whole, parts=["Viens", "Divi"], version=version_of(whole), by=by)

    assert action.placements.count() == 0


def test_split_contribution_refuses_one_part_and_a_second_time(think_tank, by):
    whole = make_contribution(think_tank)

    refusal("one_part", split_contribution, whole, parts=["Viens"], version=1, by=by)
    refusal("empty", split_contribution, whole, parts=["Viens", " "], version=1, by=by)
    refusal("moved_on", split_contribution, whole, parts=["Viens", "Divi"], version=2, by=by)
    assert len(split_contribution(whole, parts=["Viens", "Divi"], version=1, by=by)) == 2
    refusal("not_alive", split_contribution, whole, parts=["Viens", "Divi"], version=2, by=by)


def test_assign_roles_sets_speaker_and_addressee(think_tank, by):
    contribution = make_contribution(think_tank, author_role=None, addressed_role=None)

    contribution = assign_roles(
        contribution, author_role=role("policy_makers"), addressed_role=role(), version=1, by=by
    )

    assert (contribution.author_role.code, contribution.addressed_role.code) == (
        "policy_makers",
        "municipalities",
    )
    again = assign_roles(
        contribution, author_role=role("policy_makers"), addressed_role=role(), version=2, by=by
    )
    assert (again.version, contribution.plan.events.count()) == (2, 3)


def test_assign_roles_refuses_what_is_in_an_action_of_another_role(think_tank, by):
    contribution = make_contribution(think_tank)
    make_action(contribution)
    version = version_of(contribution)
    fields = {"author_role": None, "version": version, "by": by}

    refusal("placed", assign_roles, contribution, addressed_role=role("policy_makers"), **fields)
    refusal(
        "moved_on", assign_roles, contribution, addressed_role=role(), **fields | {"version": 1}
    )
    assert assign_roles(contribution, addressed_role=role(), **fields).author_role is None


def test_assign_roles_refuses_roles_that_the_programme_does_not_know(by):
    speaking, addressed = Role.objects.all()[:2]
    programme = make_programme(speaker_roles=[speaking], addressed_roles=[addressed])
    contribution = make_contribution(
        make_think_tank(programme=programme), author_role=None, addressed_role=None
    )
    fields = {"version": 1, "by": by}

    refusal(
        "not_speaking",
        assign_roles,
        contribution,
        author_role=addressed,
        addressed_role=None,
        **fields,
    )
    refusal(
        "not_addressed",
        assign_roles,
        contribution,
        author_role=None,
        addressed_role=speaking,
        **fields,
    )
    assert (
        assign_roles(contribution, author_role=speaking, addressed_role=addressed, **fields).version
        == 2
    )


def test_hide_and_unhide_several_with_one_event_each(think_tank, by):
    first, second = make_contribution(think_tank), make_contribution(think_tank)

    hide(seen(first, second), by=by)
    hide(seen(first, second), by=by)
    assert set(Contribution.objects.values_list("hidden", "version")) == {(True, 2)}

    unhide(seen(first), by=by)
    assert [event.kind for event in first.plan.events.all()][3:] == [
        "contribution.hidden",
        "contribution.unhidden",
    ]
    assert list(Contribution.objects.filter(hidden=True)) == [second]


def test_hide_refuses_another_plan_and_what_was_changed_meanwhile(think_tank, by):
    first, other = make_contribution(think_tank), make_contribution(make_think_tank())

    refusal("other_plan", hide, seen(first, other), by=by)
    refusal("moved_on", hide, [SeenVersion(first, 7)], by=by)
    assert not Contribution.objects.filter(hidden=True).exists()


def test_accept_late_takes_what_came_late_in_with_one_event(think_tank, by):
    in_time = make_contribution(think_tank)
    first, second = make_late_contributions(think_tank, "Pirmais", "Otrais")
    assert (in_time.late, first.late, second.late) == (False, True, True)

    accept_late(seen(in_time, first), by=by)
    accept_late([SeenVersion(first, 2)], by=by)

    late = Contribution.objects.values_list("pk", "late", "version")
    assert set(late) == {(in_time.pk, False, 1), (first.pk, False, 2), (second.pk, True, 1)}
    kinds = [event.kind for event in first.plan.events.all()]
    assert kinds.count("contribution.late_accepted") == 1


def test_accept_late_refuses_another_plan_and_what_was_changed_meanwhile(think_tank, by):
    [first] = make_late_contributions(think_tank, "Pirmais")
    [other] = make_late_contributions(make_think_tank(), "Otrais")

    refusal("other_plan", accept_late, seen(first, other), by=by)
    refusal("moved_on", accept_late, [SeenVersion(first, 7)], by=by)
    assert not Contribution.objects.filter(late=False).exists()
