"""plan-publish: each text that seems to hold personal data, with what can be decided about it."""

import pytest

from actionplans.models import PlanVersion, Reason, checksum
from actionplans.operations.actions import form_action
from actionplans.operations.items import place, set_aside
from tests.support.boards.steps import reword
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_coordinator,
    make_national_plan,
    make_version,
    role,
    seen,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db

ANNA = "Zvaniet Annai 26123456, viņa zina"
EMAIL = "Rakstiet anna@example.org"
PUBLISH = "Publish version 1"
SET_ASIDE = "Do not include: contains personal data"


@pytest.fixture
def plan(action):
    return action.plan


@pytest.fixture
def named(think_tank, action):
    """A contribution in the action that names a person."""
    contribution = make_contribution(think_tank, text=ANNA)
    place(seen(contribution), action=action, by=make_administrator())
    return contribution


def page_of(client, plan):
    return client.get(address("plan-publish", plan.pk))


def findings_of(response):
    return [finding.body for finding in response.context["findings"]]


def test_publish_shows_each_finding_with_its_place(client, think_tank, plan, named):
    aside = make_contribution(think_tank, text=EMAIL)
    set_aside(seen(aside), reason="not_an_action", by=make_administrator())

    response = page_of(client, plan)

    assert findings_of(response) == [ANNA, EMAIL]
    page = html_of(response)
    assert "Zvaniet Annai <mark>26123456</mark>, viņa zina" in page
    assert "Possible personal data: 2" in page
    assert "Decide about the possible personal data before publishing." in page
    assert "Contribution in the action “Ļaut izmantot tukšās telpas”" in page
    assert page.count(SET_ASIDE) == page.count("This is not personal data") == 2
    correct = address("contribution-correct", named.pk)
    assert f'{correct}?back=%2Fen%2Fdesk%2Fplans%2F{plan.pk}%2Fpublish%2F"' in page


def test_publish_says_when_a_finding_can_be_decided(client, think_tank, plan, named):
    once_decided = "you can say so once everything else is decided"
    decided = html_of(page_of(client, plan))
    make_contribution(think_tank)
    undecided = html_of(page_of(client, plan))

    assert ("This is not personal data" in decided, once_decided in decided) == (True, False)
    assert ("This is not personal data" in undecided, once_decided in undecided) == (False, True)


def test_publish_costs_the_same_with_one_finding_and_with_three(client, think_tank, plan, named):
    _page, of_one = count_queries(page_of, client, plan)
    for text in (EMAIL, "Zvaniet 29123456"):
        make_action(make_contribution(think_tank, text=text), wording="Zvanīt")

    page, of_three = count_queries(page_of, client, plan)

    assert len(findings_of(page)) == 3
    assert of_three == of_one


def test_publish_lets_only_those_who_may_erase_a_text(client, plan, named):
    redact = address("text-redact", named.text_id)

    shown = [
        redact in html_of(page_of(user, plan)) for user in (client, signed_in(make_coordinator()))
    ]

    assert shown == [False, True]


def test_a_finding_is_set_aside_with_its_reason(client, plan, named):
    form = form_with(page_of(client, plan), SET_ASIDE)

    response = form.press(SET_ASIDE, follow=True)

    named.refresh_from_db()
    assert (named.state, named.reason) == ("set_aside", Reason.PERSONAL_DATA)
    assert findings_of(response) == []
    assert "All considered. Ready to publish." in html_of(response)
    assert form_with(response, PUBLISH).press(PUBLISH).status_code == 302
    assert "26123456" not in PlanVersion.objects.get().document


def test_a_text_in_several_places_is_set_aside_in_all_of_them(client, think_tank, plan, named):
    again = make_contribution(think_tank, text=ANNA)
    set_aside(seen(again), reason="repeats", by=make_administrator())

    response = form_with(page_of(client, plan), SET_ASIDE).press(SET_ASIDE, follow=True)

    reasons = plan.contributions.filter(text__body=ANNA).values_list("reason", flat=True)
    assert list(reasons) == [Reason.PERSONAL_DATA] * 2
    assert findings_of(response) == []


def test_a_finding_is_gone_once_only_its_correction_is_published(client, plan, named):
    back = address("plan-publish", plan.pk)
    correct = client.get(f"{address('contribution-correct', named.pk)}?back={back}")

    form = form_with(correct, "Save the correction").fill(text="Zvaniet Annai")
    response = form.press("Save the correction", follow=True)

    assert response.redirect_chain == [(back, 302)]
    assert findings_of(response) == []
    assert form_with(response, PUBLISH).press(PUBLISH).status_code == 302
    document = PlanVersion.objects.get().document
    assert ("Zvaniet Annai" in document, "26123456" in document) == (True, False)


def test_publish_refuses_until_each_finding_is_decided_and_keeps_the_decisions(
    client, think_tank, plan, named
):
    make_action(make_contribution(think_tank, text=EMAIL))
    form = form_with(page_of(client, plan), PUBLISH).fill(note="Bez tālruņiem")
    assert form.fields["not_personal_data"].offered == [checksum(ANNA), checksum(EMAIL)]
    assert form["not_personal_data"] == []

    refused = form.fill(not_personal_data=checksum(EMAIL)).press(PUBLISH)

    assert refused.status_code == 422
    assert "Possible personal data that you have not decided about yet: 1" in html_of(refused)
    again = form_with(refused, PUBLISH)
    assert (again["note"], again["not_personal_data"]) == (["Bez tālruņiem"], [checksum(EMAIL)])
    again.fill(not_personal_data=[checksum(ANNA), checksum(EMAIL)])
    assert messages_of(again.press(PUBLISH, follow=True)) == ["Plan published"]


def test_publish_asks_about_what_came_in_meanwhile(client, think_tank, plan, named):
    form = form_with(page_of(client, plan), PUBLISH).fill(not_personal_data=checksum(ANNA))
    make_action(make_contribution(think_tank, text=EMAIL))

    refused = form.press(PUBLISH)

    assert refused.status_code == 422
    assert form_with(refused, PUBLISH)["not_personal_data"] == [checksum(ANNA)]
    assert PlanVersion.objects.count() == 0


def test_publish_offers_the_ways_of_a_wording(client, plan, action):
    reword(action, ANNA)

    page = html_of(page_of(client, plan))

    assert "Wording or detail of an action" in page
    assert address("action-reword", action.pk) in page
    assert address("action-detail", action.pk) in page
    assert SET_ASIDE not in page
    assert "This is not personal data" in page


def test_publish_offers_the_ways_of_a_note_and_of_a_correction(client, think_tank, plan, named):
    aside = make_contribution(think_tank)
    set_aside(seen(aside), reason="other", note=EMAIL, by=make_administrator())
    form = form_with(client.get(address("contribution-correct", named.pk)), "Save the correction")
    form.fill(text="Zvaniet 26123457", withhold_original=[]).press("Save the correction")

    response = page_of(client, plan)

    page = html_of(response)
    assert findings_of(response) == [ANNA, "Zvaniet 26123457", EMAIL]
    assert "the original text, which is published next to the correction" in page
    assert "the correction ·" in page
    assert "Note on the reason for not including it" in page
    assert f"{address('board-show', plan.pk)}#aside" in page


def test_publish_nationally_offers_no_correction_of_a_regional_action(think_tank, plan, action):
    reword(action, ANNA)
    make_version(plan, not_personal_data=[checksum(ANNA)])
    national = make_national_plan(think_tank.programme)
    items = seen(*national.regional_actions.all())
    form_action(national, role=role(), wording="Zvanīt", items=items, by=make_administrator())

    response = page_of(signed_in(make_administrator()), national)

    page = html_of(response)
    assert findings_of(response) == [ANNA]
    assert "KUR-PAS-01 in the action “Zvanīt”" in page
    assert "Change the wording in the region’s plan." in page
    assert "/desk/contributions/" not in page
    assert SET_ASIDE in page


def test_publish_shows_after_publishing_that_it_was_decided(client, plan, named):
    form = form_with(page_of(client, plan), PUBLISH).fill(not_personal_data=checksum(ANNA))

    page = html_of(form.press(PUBLISH, follow=True))

    assert "When it was published, this was marked as not personal data." in page
    assert "This is not personal data" not in page


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("plan-publish", PUBLISH),
        ("version-withdraw", "Withdraw version 1"),
        ("text-redact", "Erase the text"),
    ],
)
def test_a_typed_text_with_personal_data_can_be_confirmed(action, name, button):
    client = signed_in(make_coordinator())
    subject, field = action.plan, "note"
    if name != "plan-publish":
        version, field = make_version(action.plan), "reason"
        subject = version if name == "version-withdraw" else action.wording
    page = client.get(address(name, subject.pk))

    refused = form_with(page, button).fill({field: ANNA}).press(button)

    assert refused.status_code == 422
    assert "What you wrote seems to contain personal data." in html_of(refused)
    assert "Zvaniet Annai <mark>26123456</mark>, viņa zina" in html_of(refused)
    again = form_with(refused, button)
    assert (again[field], again["not_personal_data"]) == ([ANNA], [])
    again.fill(not_personal_data=checksum(ANNA))
    assert again.press(button).status_code == 302
