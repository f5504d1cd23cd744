"""T59: an answer of an archived programme can still be hidden at the desk, since people may ask for that, and shown again."""

import pytest

from tests.support.factories import make_administrator, make_answers
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import Answer, Programme
from thinktanks.operations.answer_groups import form_group
from thinktanks.operations.answers import hide_answers

pytestmark = pytest.mark.django_db


def test_hide_answers_of_an_archived_programme_by_the_button_of_one(think_tank):
    loose, grouped, other = make_answers(think_tank, 3)
    form_group([grouped, other], by=make_administrator())
    Programme.objects.update(state=Programme.State.ARCHIVED)

    client = signed_in(make_administrator())
    page = address("think-tank-feedback", think_tank.pk)
    for answer in (loose, grouped):
        form = form_with(client.get(page), "Hide", str(answer.pk))
        hidden = form.press("Hide", str(answer.pk), follow=True)

    assert set(Answer.objects.filter(hidden=True)) == {loose, grouped}
    [message] = messages_of(hidden)
    assert message.startswith("Hidden: 1. The counts stay the same.")


def test_hidden_answers_of_an_archived_programme_are_shown_again(think_tank):
    loose, grouped, other = make_answers(think_tank, 3)
    form_group([grouped, other], by=make_administrator())
    hide_answers([loose], by=make_administrator())
    Programme.objects.update(state=Programme.State.ARCHIVED)
    client = signed_in(make_administrator())
    page = client.get(address("think-tank-feedback", think_tank.pk))

    hidden = form_with(page, "Hide", str(grouped.pk)).press("Hide", str(grouped.pk), follow=True)
    undone = form_with(hidden, "Undo").press("Undo", follow=True)
    shown = form_with(undone, "Show again", str(loose.pk))
    shown.press("Show again", str(loose.pk))

    assert messages_of(undone) == ["Shown again"]
    assert not Answer.objects.filter(hidden=True)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (1, "everything can be read, and answers can be hidden and shown again."),
        (0, "everything can be read, but nothing can be changed."),
    ],
)
def test_feedback_of_an_archived_programme_says_what_can_be_done(think_tank, answers, sentence):
    make_answers(think_tank, answers)
    Programme.objects.update(state=Programme.State.ARCHIVED)

    client = signed_in(make_administrator())
    page = html_of(client.get(address("think-tank-feedback", think_tank.pk)))

    assert f"This programme is archived: {sentence}" in page
    assert page.count("This programme is archived") == 1
