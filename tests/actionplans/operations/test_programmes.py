"""change_programme: texts, partners and roles, their event, and what is refused."""

import pytest

from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.programmes import change_programme, fill_programme
from stakeholders.models import PublicRevision, Role
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_device,
    make_organisation,
    make_programme,
    make_think_tank,
    role,
    seen,
)
from tests.support.refusals import refusal_code
from thinktanks.models import ProgrammeEvent
from thinktanks.models.programme import PROGRAMME_TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_administrator()


def fields_of(programme, **fields):
    """Return everything that the form sends, with these changes."""
    return {
        **{name: getattr(programme, name) for name in PROGRAMME_TEXTS},
        "partners": list(programme.partners.all()),
        "cofunding_mark": programme.cofunding_mark,
        "speaker_roles": list(programme.speaker_roles.all()),
        "addressed_roles": list(programme.addressed_roles.all()),
        **fields,
    }


def without(*codes):
    return list(Role.objects.exclude(code__in=codes))


def test_change_programme_keeps_texts_partners_and_roles_with_one_event(by):
    programme = make_programme()
    partner = make_organisation("Zemgales fonds")
    before = PublicRevision.objects.get().number

    change_programme(
        programme,
        **fields_of(
            programme,
            introduction_lv="Pirmā rinda\nOtrā rinda",
            figure_credit_en="Adapted from  a report",
            funder_lv="x" * 2000,
            cofunding_mark="eu",
            partners=[partner],
            speaker_roles=without("policy_makers"),
        ),
        by=by,
    )

    programme.refresh_from_db()
    assert programme.introduction_lv == "Pirmā rinda\nOtrā rinda"
    assert programme.figure_credit_en == "Adapted from  a report"
    assert (len(programme.funder_lv), programme.cofunding_mark) == (2000, "eu")
    assert list(programme.partners.all()) == [partner]
    assert role("policy_makers") not in programme.speaker_roles.all()
    event = programme.events.get(kind="programme.changed")
    assert event.actor == by.pk
    assert event.changes["cofunding_mark"] == ["", "eu"]
    assert event.changes["partners"] == [[], [partner.pk]]
    assert "name_lv" not in event.changes
    assert PublicRevision.objects.get().number == before + 1


def test_change_programme_to_the_same_changes_nothing(by):
    programme = make_programme()
    events = ProgrammeEvent.objects.count()

    change_programme(programme, **fields_of(programme), by=by)

    assert ProgrammeEvent.objects.count() == events


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name_lv": " "}, "empty"),
        ({"introduction_en": "x" * 2001}, "too_long"),
        ({"funder_lv": "x" * 2001}, "too_long"),
        ({"figure_credit_lv": "x" * 201}, "too_long"),
        ({"speaker_roles": []}, "no_roles"),
        ({"addressed_roles": []}, "no_roles"),
    ],
)
def test_change_programme_refuses_and_writes_nothing(by, fields, code):
    programme = make_programme()
    values = fields_of(programme, name_en="Other") | fields

    assert refusal_code(change_programme, programme, **values, by=by) == code

    programme.refresh_from_db()
    assert programme.name_en != "Other"
    assert not programme.events.filter(kind="programme.changed").exists()


def said(think_tank):
    make_contribution(
        think_tank, author_role=role("municipalities"), addressed_role=role("policy_makers")
    )


def taken_back(think_tank):
    contribution = make_contribution(
        think_tank, author_role=role("municipalities"), addressed_role=role("policy_makers")
    )
    [now] = seen(contribution)
    withdraw_contribution(contribution, version=now.version, by=contribution.captured_by)


def joined(think_tank):
    make_device(think_tank, role=role("municipalities"))


def action(think_tank):
    make_action(
        make_contribution(think_tank, author_role=None, addressed_role=role("policy_makers"))
    )


@pytest.mark.parametrize(
    ("happened", "name", "code"),
    [
        (said, "speaker_roles", "municipalities"),
        (said, "addressed_roles", "policy_makers"),
        (taken_back, "speaker_roles", "municipalities"),
        (joined, "speaker_roles", "municipalities"),
        (action, "addressed_roles", "policy_makers"),
    ],
)
def test_change_programme_refuses_to_take_a_role_out_that_is_in_use(by, happened, name, code):
    think_tank = make_think_tank()
    happened(think_tank)
    programme = think_tank.programme
    make_contribution(make_think_tank())  # in another programme

    values = fields_of(programme, **{name: without(code)})
    assert refusal_code(change_programme, programme, **values, by=by) == "role_used"
    assert role(code) in getattr(programme, name).all()

    others = without("support_organisations")
    change_programme(programme, **fields_of(programme, **{name: others}), by=by)
    assert set(getattr(programme, name).all()) == set(others)


def test_fill_programme_fills_only_what_is_empty():
    programme = make_programme(funder_lv="Fonds")
    texts = {"introduction": "Ievads", "funder": "Cits fonds"}

    fill_programme(programme, texts=texts, by=make_administrator())

    programme.refresh_from_db()
    assert (programme.introduction_lv, programme.funder_lv) == ("Ievads", "Fonds")
    event = ProgrammeEvent.objects.get(kind="programme.changed")
    assert event.changes == {"introduction_lv": ["", "Ievads"]}
