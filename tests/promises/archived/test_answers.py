"""T59: an answer of an archived programme can still be hidden at the desk, since people may ask for that."""

import pytest

from tests.support.factories import make_administrator, make_answer, make_answers
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import Answer, Programme
from thinktanks.operations.answer_groups import form_group
from thinktanks.operations.answers import hide_answers

pytestmark = pytest.mark.django_db


def test_answers_of_an_archived_programme_are_not_shown_again(think_tank):
    answer = make_answer(think_tank)
    hide_answers([answer], by=make_administrator())
    Programme.objects.update(state=Programme.State.ARCHIVED)

    sent = {"think_tank": think_tank.pk, "answers": [answer.pk]}
    client = signed_in(make_administrator())
    refused = client.post(address("answers-unhide", answer.question_id), sent, follow=True)

    assert messages_of(refused) == [
        "This programme is archived: everything can be read, but nothing can be changed."
    ]
    assert Answer.objects.get().hidden


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
    assert messages_of(hidden) == ["Hidden: 1. The counts stay the same."]
    assert "Undo" not in html_of(hidden)
