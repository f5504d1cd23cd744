"""Change a programme from its page, also when two people do so at once."""

import pytest

from actionplans.operations.programmes import change_programme
from stakeholders.models import Organisation, Role
from tests.actionplans.operations.test_programmes import fields_of
from tests.support.factories import (
    make_administrator,
    make_contribution,
    make_organisation,
    make_programme,
    make_think_tank,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.operations.programmes import archive_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def form(programme):
    return opened(programme)


def opened(programme):
    """Return the form of the page as it is now."""
    page = signed_in(make_administrator()).get(address("programme-change", programme.code))
    return form_with(page, "Save")


def test_change_programme_keeps_what_was_filled_in(programme, form):
    partners = [make_organisation(name) for name in ("Žagatas fonds", "Āboli", "Abava")]

    response = form.fill(
        introduction_lv="Kāpēc satiekamies",
        partner_1="žagatas FONDS",
        partner_2="Āboli",
        partner_3="Abava",
        cofunding_mark="eu",
    ).press("Save", follow=True)

    programme.refresh_from_db()
    assert messages_of(response) == ["Saved"]
    assert (programme.introduction_lv, programme.cofunding_mark) == ("Kāpēc satiekamies", "eu")
    assert list(programme.partners.all()) == [partners[2], partners[1], partners[0]]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name_lv": ""}, "This field is required."),
        ({"introduction_en": "x" * 2001}, "The text is too long: 2001 of 2000 characters."),
        ({"funder_lv": "x" * 2001}, "The text is too long: 2001 of 2000 characters."),
        ({"figure_credit_lv": "x" * 201}, "The text is too long: 201 of 200 characters."),
        ({"partner_1": "Nav tādas"}, "There is no organisation “Nav tādas”."),
        ({"partner_1": "Āboli", "partner_2": "āboli"}, "“Āboli” is a partner already."),
        ({"speaker_roles": []}, "This field is required."),
    ],
)
def test_change_programme_refuses_with_a_sentence_and_keeps_what_was_typed(
    programme, form, fields, sentence
):
    make_organisation("Āboli")
    events = programme.events.count()

    refused = form.fill(name_en="Typed", **fields).press("Save")

    assert refused.status_code == 422
    assert sentence in html_of(refused)
    assert form_with(refused, "Save")["name_en"] == ["Typed"]
    programme.refresh_from_db()
    assert programme.name_en != "Typed"
    assert (programme.partners.count(), programme.events.count()) == (0, events)


def test_change_programme_finds_partners_as_people_type_them(programme, form):
    fund = make_organisation("Parauga fonds")
    Organisation.objects.filter(pk=fund.pk).update(name_en="Sample Fund")

    form.fill(partner_1="sample fund").press("Save")

    assert list(programme.partners.all()) == [fund]


def test_change_programme_refuses_a_name_that_several_organisations_have(programme, form):
    for name in ("Āboli", "„Āboli”"):
        make_organisation(name)

    refused = form.fill(partner_1="Āboli").press("Save")

    assert refused.status_code == 422
    assert "Several organisations are called “Āboli”." in html_of(refused)
    assert not programme.partners.exists()


def test_change_programme_keeps_a_partner_that_was_merged():
    merged, other = make_organisation("Bumbieri"), make_organisation("Āboli")
    programme = make_programme(partners=[merged])
    Organisation.objects.filter(pk=merged.pk).update(merged_into=other)

    opened(programme).fill(name_en="Other").press("Save")

    programme.refresh_from_db()
    assert (programme.name_en, programme.partners.get()) == ("Other", merged)


def test_change_programme_refuses_a_role_that_is_unknown_or_in_use(programme, form):
    make_contribution(make_think_tank(programme=programme))
    others = [str(row.pk) for row in Role.objects.exclude(code="social_enterprises")]
    client, path = form.response.client, address("programme-change", programme.code)

    used = form.fill(speaker_roles=others).press("Save")
    unknown = client.post(path, {"name_lv": "A", "name_en": "A", "speaker_roles": ["999999"]})

    assert "must stay: somebody has already spoken for this role." in html_of(used)
    assert "999999" in html_of(unknown)
    assert role("social_enterprises") in programme.speaker_roles.all()


def test_change_programme_keeps_what_only_somebody_else_changed(programme, form):
    roles = list(Role.objects.exclude(code="policy_makers"))
    theirs = fields_of(
        programme,
        introduction_lv="No cita",
        speaker_roles=roles,
        partners=[make_organisation("Āboli")],
    )
    change_programme(programme, **theirs, by=make_administrator())

    response = form.fill(name_en="Mine").press("Save", follow=True)

    programme.refresh_from_db()
    assert messages_of(response) == ["Saved"]
    assert (programme.name_en, programme.introduction_lv) == ("Mine", "No cita")
    assert set(programme.speaker_roles.all()) == set(roles)
    assert programme.partners.get().name == "Āboli"


def test_change_programme_adds_the_partners_of_both(programme):
    first, theirs, mine = (make_organisation(name) for name in ("Žagatas fonds", "Abava", "Āboli"))
    programme.partners.add(first)
    form = opened(programme)
    programme.partners.add(theirs)

    response = form.fill(partner_1=mine.name).press("Save", follow=True)
    again = form.press("Save", follow=True)

    assert (messages_of(response), messages_of(again)) == (["Saved"], ["Saved"])
    assert set(programme.partners.all()) == {first, theirs, mine}


def test_change_programme_says_that_a_partner_was_removed_meanwhile(programme):
    removed, other = make_organisation("Abava"), make_organisation("Āboli")
    programme.partners.add(removed)
    form, field = opened(programme), f"partner_of_{removed.pk}"
    programme.partners.clear()

    refused = form.fill({field: other.name}).press("Save")

    assert "Someone changed this in the meantime. Now it is: –." in html_of(refused)
    assert opened(programme).press("Save", follow=True).status_code == 200
    assert not programme.partners.exists()
    form_with(refused, "Save").press("Save")
    assert programme.partners.get() == other


def test_change_programme_keeps_the_row_of_a_partner_whose_name_another_has(programme):
    partner, _other = make_organisation("Žagatas fonds"), make_organisation("žagatas fonds")
    programme.partners.add(partner)

    opened(programme).fill(name_en="Other").press("Save")

    programme.refresh_from_db()
    assert (programme.name_en, programme.partners.get()) == ("Other", partner)


def test_change_programme_refuses_once_what_both_changed(programme, form):
    roles = list(Role.objects.exclude(code="policy_makers"))
    theirs = fields_of(programme, name_en="Theirs", speaker_roles=roles)
    change_programme(programme, **theirs, by=make_administrator())
    mine = [str(role("municipalities").pk)]

    refused = form.fill(name_en="Mine", speaker_roles=mine).press("Save")

    html = html_of(refused)
    assert "Now it is: Theirs." in html
    assert (
        "Now it is: municipalities, support organisations, social entrepreneurs. If yours is right"
        in html
    )
    done = form_with(refused, "Save").press("Save", follow=True)
    programme.refresh_from_db()
    assert (messages_of(done), programme.name_en) == (["Saved"], "Mine")
    assert list(programme.speaker_roles.all()) == [role("municipalities")]


def test_change_programme_that_was_archived_meanwhile_keeps_what_was_typed(programme, form):
    archive_programme(programme, by=make_administrator())

    refused = form.fill(name_en="Typed").press("Save")

    assert html_of(refused).count("This programme is archived: everything can be read") == 2
    assert form_with(refused, "Save")["name_en"] == ["Typed"]
    programme.refresh_from_db()
    assert programme.name_en != "Typed"
