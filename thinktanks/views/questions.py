"""Add, reword, move and remove a question of a programme."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stakeholders.permissions import require
from thinktanks.forms.questions import AddQuestionForm, MoveQuestionForm, RewordQuestionForm
from thinktanks.models import Question
from thinktanks.operations.locks import lock_any_programme
from thinktanks.operations.questions import (
    add_question,
    move_question,
    remove_question,
    reword_question,
)
from thinktanks.permissions import can_change_programme
from thinktanks.queries.programmes import questions_visible_to
from thinktanks.views.programmes import programme_to_change
from thinktanks.views.respond import (
    add_error_messages,
    atomic_post,
    carry_out,
    carry_out_button,
    create_from,
    posted_data,
    require_page_or_post,
    show_form,
)


def question_to_change(request, pk, *, lock: bool = False) -> Question:
    """Return the question, if this user may change its programme; to anyone else it does not exist.

    With `lock` nobody changes it between what a form compares and what its operation writes.
    """
    question = get_object_or_404(questions_visible_to(request.user), pk=pk)
    require(can_change_programme(request.user, question.programme))
    if not lock:
        return question
    lock_any_programme(question.programme)
    return question_to_change(request, pk)


@require_page_or_post
def add(request, code):
    programme = programme_to_change(request, code)
    form = AddQuestionForm(posted_data(request))
    if create_from(form, partial(add_question, programme, by=request.user)):
        messages.success(request, _("The question is added"))
        return _back_to(programme)
    return show_form(request, "thinktanks/question_add.html", form, programme=programme)


@require_page_or_post
@atomic_post
def reword(request, pk):
    question = question_to_change(request, pk, lock=request.method == "POST")
    texts = {"text_lv": question.text_lv, "text_en": question.text_en}
    form = RewordQuestionForm(posted_data(request), initial=texts)
    if carry_out(form, partial(reword_question, question, by=request.user)):
        messages.success(request, _("Saved"))
        return _back_to(question.programme)
    if form.has_error(NON_FIELD_ERRORS, "has_answers"):
        form.confirm()
    context = {"programme": question.programme, "question": question}
    return show_form(request, "thinktanks/question_reword.html", form, **context)


@require_POST
def move(request, pk):
    question = question_to_change(request, pk)
    form = MoveQuestionForm(request.POST)
    carry_out(form, partial(move_question, question, by=request.user))
    add_error_messages(request, form)
    return _back_to(question.programme)


@require_POST
def remove(request, pk):
    question = question_to_change(request, pk)
    removed = _("The question is removed")
    carry_out_button(request, partial(remove_question, question), removed)
    return _back_to(question.programme)


def _back_to(programme):
    response = redirect("programme-show", code=programme.code)
    response["Location"] += "#questions"
    return response
