"""contribution-correct: the text as it was meant; the original stays."""

import pytest
from django.test import Client

from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import correct_contribution
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_think_tank,
    make_user,
    make_version,
)
from tests.support.pages.capture_pages import ESCAPED, SCRIPT
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db

WITHHOLD = "Publish only the correction, without the original"
PHONE = "Zvaniet Annai 29123456"


@pytest.fixture
def contribution(capture_page):
    return make_contribution(capture_page.think_tank, text="vajg telpas")


def send_correction(capture_page, contribution, text, version=1, **fields):
    return capture_page.client.post(
        address("contribution-correct", contribution.pk),
        {"text": text, "version": version} | fields,
    )


def test_contribution_correct_shows_the_text_to_correct(capture_page, contribution):
    response = capture_page.client.get(address("contribution-correct", contribution.pk))

    assert response.status_code == 200
    assert response.context["form"]["text"].value() == "vajg telpas"


def test_contribution_correct_keeps_the_original_text(capture_page, contribution):
    response = send_correction(capture_page, contribution, "vajag telpas")
    page = capture_page.client.get(response.url)

    contribution.refresh_from_db()
    assert response.url == capture_page.address
    assert messages_of(page) == ["Corrected"]
    assert (contribution.text.body, contribution.correction.body) == ("vajg telpas", "vajag telpas")


def test_contribution_correct_can_be_undone(capture_page, contribution):
    page = capture_page.client.get(send_correction(capture_page, contribution, "vajag telpas").url)
    seq = contribution.plan.events.get(kind="contribution.corrected").seq
    assert f'name="seq" value="{seq}"' in html_of(page)

    capture_page.client.post(address("capture-undo", capture_page.think_tank.pk), {"seq": seq})

    contribution.refresh_from_db()
    assert contribution.current_text == "vajg telpas"


def test_contribution_correct_without_a_change_offers_no_undo(capture_page, contribution):
    page = capture_page.client.get(send_correction(capture_page, contribution, "vajg telpas").url)

    assert messages_of(page) == ["Nothing to change"]
    assert 'name="seq"' not in html_of(page)


def test_contribution_correct_goes_back_where_it_came_from(capture_page, contribution):
    back = f"{capture_page.address}?only=hidden"

    there = send_correction(capture_page, contribution, "vajag telpas", back=back)
    strange = send_correction(
        capture_page, contribution, "Vajag telpas", version=2, back="https://example.org/"
    )

    assert (there.url, strange.url) == (back, capture_page.address)


def test_contribution_correct_shows_both_after_a_conflict(capture_page, contribution):
    correct_contribution(contribution, text="vajag siltas telpas", version=1, by=make_user())

    response = send_correction(capture_page, contribution, "vajag telpas")

    contribution.refresh_from_db()
    assert response.status_code == 409
    assert contribution.current_text == "vajag siltas telpas"
    assert "„vajag siltas telpas”" in html_of(response)
    assert response.context["form"]["text"].value() == "vajag telpas"
    assert response.context["version"] == 2


def test_contribution_correct_takes_mine_once_both_were_seen(capture_page, contribution):
    correct_contribution(contribution, text="vajag siltas telpas", version=1, by=make_user())
    shown = send_correction(capture_page, contribution, "vajag telpas").context["version"]

    response = send_correction(capture_page, contribution, "vajag telpas", version=shown)

    contribution.refresh_from_db()
    assert response.status_code == 302
    assert contribution.current_text == "vajag telpas"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a" * 2001, "The text is too long: 2001 of 2000 characters."),
        (" ", "Enter the contribution."),
    ],
)
def test_contribution_correct_refuses_and_keeps_what_was_typed(
    capture_page, contribution, text, problem
):
    response = send_correction(capture_page, contribution, text)

    contribution.refresh_from_db()
    assert response.status_code == 422
    assert problem in html_of(response)
    assert response.context["form"]["text"].value() == text
    assert contribution.version == 1


def test_contribution_correct_refuses_what_was_taken_back(capture_page, contribution):
    withdraw_contribution(contribution, version=1, by=capture_page.facilitator)

    response = send_correction(capture_page, contribution, "vajag telpas", version=2)

    assert response.status_code == 422
    assert "This was split or taken back." in html_of(response)


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999"])
def test_contribution_correct_requires_the_version_that_was_shown(
    capture_page, contribution, version
):
    response = send_correction(capture_page, contribution, "vajag telpas", version=version)

    contribution.refresh_from_db()
    assert response.status_code == 422
    assert contribution.version == 1


def test_contribution_correct_does_not_exist_for_others(capture_page, contribution):
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))
    nobody = capture_page._replace(client=Client())

    answers = [
        send_correction(other, contribution, "vajag telpas"),
        send_correction(nobody, contribution, "vajag telpas"),
    ]

    contribution.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 302]
    assert "/accounts/login/" in answers[1].url
    assert contribution.version == 1


def test_contribution_correct_escapes_markup(capture_page):
    contribution = make_contribution(capture_page.think_tank, text=SCRIPT)

    shown = html_of(capture_page.client.get(address("contribution-correct", contribution.pk)))

    assert shown.count(ESCAPED) == 2
    assert "<script>alert" not in shown


def correction_form(capture_page, contribution):
    page = capture_page.client.get(address("contribution-correct", contribution.pk))
    return form_with(page, "Save the correction")


def test_contribution_correct_says_whether_the_original_will_be_public(capture_page, contribution):
    page = html_of(capture_page.client.get(address("contribution-correct", contribution.pk)))

    assert WITHHOLD in page
    assert "everyone will see the original text next to the correction" in page
    assert "seems to contain personal data" not in page
    assert "already published keep" not in page
    assert correction_form(capture_page, contribution)["withhold_original"] == []


def test_contribution_correct_withholds_an_original_with_personal_data_by_default(capture_page):
    contribution = make_contribution(capture_page.think_tank, text=PHONE)
    form = correction_form(capture_page, contribution)
    assert form["withhold_original"] == ["on"]
    assert "The original text seems to contain personal data." in html_of(form.response)

    form.fill(text="Zvaniet").press("Save the correction")

    contribution.refresh_from_db()
    assert (contribution.current_text, contribution.original_withheld) == ("Zvaniet", True)


def test_contribution_correct_publishes_the_original_where_that_is_chosen(
    capture_page, contribution
):
    correction_form(capture_page, contribution).fill(text="Telpas", withhold_original="on").press(
        "Save the correction"
    )
    form = correction_form(capture_page, contribution)
    assert form["withhold_original"] == ["on"]

    form.fill(withhold_original=[]).press("Save the correction")

    contribution.refresh_from_db()
    assert (contribution.current_text, contribution.original_withheld) == ("Telpas", False)


def test_contribution_correct_refuses_to_withhold_without_a_correction(capture_page):
    contribution = make_contribution(capture_page.think_tank, text=PHONE)

    refused = correction_form(capture_page, contribution).press("Save the correction")

    contribution.refresh_from_db()
    assert refused.status_code == 422
    assert "This is still the original text." in html_of(refused)
    assert form_with(refused, "Save the correction")["withhold_original"] == ["on"]
    assert contribution.version == 1


def test_contribution_correct_says_that_published_versions_keep_the_original(
    capture_page, contribution
):
    make_version(make_action(contribution).plan)

    page = html_of(capture_page.client.get(address("contribution-correct", contribution.pk)))

    assert "Versions that are already published keep the original text." in page
