import uuid

import pytest

from actionplans.models import State
from actionplans.operations.capture import capture_contribution, withdraw_contribution
from actionplans.operations.contributions import (
    assign_roles,
    correct_contribution,
    split_contribution,
)
from actionplans.operations.locks import ChangedMeanwhile
from actionplans.queries.log.verification import differences
from stakeholders.models import Role
from tests.support.factories import (
    make_action,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user()


@pytest.fixture(autouse=True)
def the_log_is_the_board():
    yield
    assert differences() == []


def capture(think_tank, by, **fields):
    values = {"text": "Atdodiet skolas virtuvi", "uuid": uuid.uuid4(), "by": by}
    return capture_contribution(think_tank, **(values | fields))


# --- Corrected ----------------------------------------------------------------------------------------------------


def test_correct_contribution_leaves_the_captured_words(think_tank, by):
    said = capture(think_tank, by)

    said = correct_contribution(said, text="Nododiet skolas virtuvi", version=1, by=by)

    assert (said.words, said.text.body) == ("Nododiet skolas virtuvi", "Atdodiet skolas virtuvi")
    assert said.version == 2

    said = correct_contribution(said, text="Atdodiet skolas virtuvi", version=2, by=by)
    assert (said.words, said.correction) == ("Atdodiet skolas virtuvi", None)


def test_correct_contribution_to_the_same_writes_nothing(think_tank, by):
    said = capture(think_tank, by)

    again = correct_contribution(said, text=" Atdodiet skolas virtuvi ", version=1, by=by)

    assert (again.version, said.plan.events.count()) == (1, 2)


def test_correct_contribution_refuses_what_moved_on_and_names_the_change(think_tank, by):
    said = capture(think_tank, by)
    correct_contribution(said, text="Viens", version=1, by=by)

    with pytest.raises(ChangedMeanwhile) as refused:
        correct_contribution(said, text="Divi", version=1, by=by)
    assert (refused.value.item.words, refused.value.event.kind) == (
        "Viens",
        "contribution.corrected",
    )
    refusal("moved_on", correct_contribution, said, text="Divi", version=1, by=by)
    assert correct_contribution(said, text="Divi", version=2, by=by).words == "Divi"


def test_correct_contribution_refuses_no_words_and_what_is_taken_back(think_tank, by):
    said = capture(think_tank, by)
    refusal("empty", correct_contribution, said, text=" ", version=1, by=by)

    withdraw_contribution(said, version=1, by=by)
    refusal("not_alive", correct_contribution, said, text="Divi", version=2, by=by)


# --- Split --------------------------------------------------------------------------------------------------------


def test_split_contribution_makes_parts_that_point_to_the_whole(think_tank, by):
    whole = capture(think_tank, by, author_role=role("policy_makers"), addressed_role=role())

    parts = split_contribution(whole, parts=["Atdodiet", " virtuvi "], version=1, by=by)

    whole.refresh_from_db()
    assert (whole.state, whole.words) == (State.SPLIT, "Atdodiet skolas virtuvi")
    assert [(part.words, part.state, part.parent) for part in parts] == [
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

    split_contribution(whole, parts=["Viens", "Divi"], version=seen(whole)[0].version, by=by)

    assert action.placements.count() == 0


def test_split_contribution_refuses_one_part_and_a_second_time(think_tank, by):
    whole = capture(think_tank, by)

    refusal("one_part", split_contribution, whole, parts=["Viens"], version=1, by=by)
    refusal("empty", split_contribution, whole, parts=["Viens", " "], version=1, by=by)
    refusal("moved_on", split_contribution, whole, parts=["Viens", "Divi"], version=2, by=by)
    assert len(split_contribution(whole, parts=["Viens", "Divi"], version=1, by=by)) == 2
    refusal("not_alive", split_contribution, whole, parts=["Viens", "Divi"], version=2, by=by)


# --- Addressed ----------------------------------------------------------------------------------------------------


def test_assign_roles_says_who_spoke_and_who_is_addressed(think_tank, by):
    said = capture(think_tank, by)

    said = assign_roles(
        said, author_role=role("policy_makers"), addressed_role=role(), version=1, by=by
    )

    assert (said.author_role.code, said.addressed_role.code) == ("policy_makers", "municipalities")
    again = assign_roles(
        said, author_role=role("policy_makers"), addressed_role=role(), version=2, by=by
    )
    assert (again.version, said.plan.events.count()) == (2, 3)


def test_assign_roles_refuses_what_lies_in_an_action_of_another_role(think_tank, by):
    said = make_contribution(think_tank)
    make_action(said)
    version = seen(said)[0].version
    fields = {"author_role": None, "version": version, "by": by}

    refusal("placed", assign_roles, said, addressed_role=role("policy_makers"), **fields)
    refusal("moved_on", assign_roles, said, addressed_role=role(), **fields | {"version": 1})
    assert assign_roles(said, addressed_role=role(), **fields).author_role is None


def test_assign_roles_refuses_roles_that_the_programme_does_not_know(by):
    speaking, addressed = Role.objects.all()[:2]
    programme = make_programme(speaker_roles=[speaking], addressed_roles=[addressed])
    said = capture(make_think_tank(programme=programme), by)
    fields = {"version": 1, "by": by}

    refusal(
        "not_speaking", assign_roles, said, author_role=addressed, addressed_role=None, **fields
    )
    refusal(
        "not_addressed", assign_roles, said, author_role=None, addressed_role=speaking, **fields
    )
    assert assign_roles(said, author_role=speaking, addressed_role=addressed, **fields).version == 2
