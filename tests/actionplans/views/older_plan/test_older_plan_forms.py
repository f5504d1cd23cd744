"""The steps of importing an older plan, each form sent as the page made it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.models import Action, Contribution, ItemState, Plan
from tests.support.factories import make_administrator, make_coordinator, make_plan, make_programme
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, messages_of, signed_in

pytestmark = pytest.mark.django_db
TEXT = "Pašvaldībām:\n• Apzināt telpas; nodot tās\n• Rīkot talku\nSkolotājiem:\n• Mācīt\n"


@pytest.fixture
def plan():
    """The plan of a region, into which its coordinator imports."""
    return make_plan()


@pytest.fixture
def client():
    return signed_in(make_coordinator())


def check(client, plan, **typed):
    page = client.get(address("plan-import", plan.pk))
    return form_with(page, "Check the text").fill(**typed).press("Check the text")


def test_import_the_selected_bullets_of_a_pasted_text(client, plan):
    checked = form_with(check(client, plan, text=TEXT), "Save the selected ones")
    assert len(checked["add"]) == 3

    saved = checked.fill(add=checked["add"][:1]).press("Save the selected ones", "1", follow=True)
    actions = [str(action) for action in Action.objects.all()]
    undone = form_with(saved, "Undo the import").press("Undo the import", follow=True)

    assert actions == ["Apzināt telpas; nodot tās"]
    assert messages_of(undone) == ["Import undone"]
    assert set(Contribution.objects.values_list("state", flat=True)) == {ItemState.WITHDRAWN}


def test_import_a_file(client, plan):
    file = SimpleUploadedFile("plans.txt", TEXT.encode())
    checked = form_with(check(client, plan, file=file), "Save the selected ones")

    checked.press("Save the selected ones", "1")

    assert Action.objects.count() == 2


def test_an_unknown_heading_is_given_a_role(client, plan):
    checked = form_with(check(client, plan, text=TEXT), "Save the selected ones")

    checked.fill({"heading-4": "social_enterprises"}).press("Save the selected ones", "1")

    assert Action.objects.get(wording__body="Mācīt").role.code == "social_enterprises"


def test_a_corrected_text_is_checked_again_before_it_is_saved(client, plan):
    checked = form_with(check(client, plan, text=TEXT), "Check it again")

    again = checked.fill(text=TEXT.replace("talku", "svētkus")).press("Check it again")
    form_with(again, "Save the selected ones").press("Save the selected ones", "1")

    assert [str(action) for action in Action.objects.all()] == [
        "Apzināt telpas; nodot tās",
        "Rīkot svētkus",
    ]


def test_a_corrected_text_is_not_saved_unseen(client, plan):
    checked = form_with(check(client, plan, text=TEXT), "Save the selected ones")

    corrected = TEXT.replace("talku", "svētkus")
    shown = checked.fill(text=corrected).press("Save the selected ones", "1")

    assert (shown.status_code, Action.objects.count()) == (200, 0)
    assert form_with(shown, "Save the selected ones")["text"] == [corrected]


def test_a_refused_text_stays_in_the_form(client, plan):
    refused = check(client, plan, text="Bez virsraksta")

    assert refused.status_code == 422
    assert form_with(refused, "Check the text")["text"] == ["Bez virsraksta"]


def test_open_a_plan_to_import_into_it():
    programme = make_programme()
    client = signed_in(make_administrator())
    there = address("plan-open", programme.code, "national")
    button = f"National, {programme.name_en}: Import an older plan"
    form = form_with(client.get(address("desk")), button, to=there)

    response = form.press(button)

    plan = Plan.objects.get(programme=programme)
    assert (plan.is_national, response.url) == (True, address("plan-import", plan.pk))


def test_import_a_text_whose_hidden_uuid_is_damaged(client, plan):
    checked = form_with(check(client, plan, text=TEXT), "Save the selected ones")
    checked.fields["batch"].values = ["no-uuid"]

    saved = checked.press("Save the selected ones", "1", follow=True)

    assert saved.status_code == 200
    assert Action.objects.count() == 2
