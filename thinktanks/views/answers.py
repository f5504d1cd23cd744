"""The feedback of a think tank, or of older plans, as the desk reads it; hide, show, star and allow answers."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from language.latvian import number
from language.numbers import whole_number
from stakeholders.permissions import require
from thinktanks.forms.answers import (
    AnswersForm,
    FilterForm,
    FormGroupForm,
    NameGroupForm,
    TypeAnswerForm,
)
from thinktanks.models import Answer, AnswerGroup, Programme, Question, ThinkTank
from thinktanks.operations.answers import (
    allow_answers,
    hide_answers,
    star_answers,
    unhide_answers,
    unstar_answers,
)
from thinktanks.operations.feedback import type_answer
from thinktanks.permissions import can_read_feedback
from thinktanks.queries.answers import answers_visible_to, feedback_desk, question_tabs
from thinktanks.queries.think_tanks import think_tanks_visible_to
from thinktanks.views.respond import (
    add_error_messages,
    carry_out,
    create_from,
    posted_data,
    require_page_or_post,
    show_form,
)
from thinktanks.views.rows import think_tank_or_404

MOST_KEPT = 100  # selected answers in an address; a server refuses longer ones


class Scope(NamedTuple):
    """The answers that one page works on: those to a question, of a think tank or (None) of none."""

    programme: Programme
    think_tank: ThinkTank | None
    question: Question | None

    @property
    def address(self) -> str:
        if self.think_tank:
            return reverse("think-tank-feedback", args=[self.think_tank.pk])
        return reverse("programme-feedback", args=[self.programme.code])

    def answers_of(self, request: HttpRequest) -> QuerySet[Answer]:
        return answers_visible_to(request.user).filter(
            question=self.question, think_tank=self.think_tank
        )

    @property
    def groups(self) -> QuerySet[AnswerGroup]:
        return AnswerGroup.objects.filter(question=self.question, think_tank=self.think_tank)


@require_safe
@never_cache
def think_tank_feedback(request, pk):
    think_tank = think_tank_or_404(request, pk, can_read_feedback)
    return show_desk(request, _scope_shown(request, think_tank.programme, think_tank))


@require_safe
@never_cache
def programme_feedback(request, code):
    require(can_read_feedback(request.user, None))
    programme = get_object_or_404(Programme, code=code)
    return show_desk(request, _scope_shown(request, programme, None))


@require_POST
def hide(request, pk):
    scope = scope_of(request, pk)
    form = AnswersForm(request.POST, rows=scope.answers_of(request))
    done = carry_out(form, partial(hide_answers, by=request.user))
    if done and done.result:
        messages.success(request, _hidden_with_undo(done.result))
    return back_to(request, scope, form)


@require_POST
def unhide(request, pk):
    return _decide(request, pk, unhide_answers, pgettext("answers", "Shown again"))


@require_POST
def star(request, pk):
    return _decide(request, pk, star_answers, _("Star added"))


@require_POST
def unstar(request, pk):
    return _decide(request, pk, unstar_answers, _("The star is removed"))


@require_POST
def allow(request, pk):
    sentence = _("Confirmed: it contains no personal data and may be quoted")
    return _decide(request, pk, allow_answers, sentence)


@require_page_or_post
@never_cache
def answer_type(request, pk):
    think_tank = think_tank_or_404(request, pk, can_read_feedback)
    form = TypeAnswerForm(
        posted_data(request),
        programme=think_tank.programme,
        initial={"question": request.GET.get("question")},
    )
    done = create_from(form, partial(type_answer, think_tank, by=request.user))
    if done:
        messages.success(request, _("Written down. You can enter the next one."))
        query = urlencode({"question": done.result.question_id})
        return redirect(f"{reverse('answer-type', args=[pk])}?{query}")
    return show_form(request, "thinktanks/answer_type.html", form, think_tank=think_tank)


def scope_of(request: HttpRequest, pk: int) -> Scope:
    """Return the answers on which the page of a form works: of this question, and of the think tank that it names."""
    question = get_object_or_404(Question.objects.select_related("programme"), pk=pk)
    programme, think_tank = question.programme, None
    if sent := request.POST.get("think_tank"):
        own = think_tanks_visible_to(request.user).filter(programme=programme)
        think_tank = get_object_or_404(own, pk=whole_number(sent))
    require(can_read_feedback(request.user, think_tank))
    return Scope(programme, think_tank, question)


def back_to(request: HttpRequest, scope: Scope, form, *, anchor: str = "") -> HttpResponse:
    """Return to the page from which a form was sent; what it refused is a message.

    What was selected stays so, unless it is too much for an address.
    """
    add_error_messages(request, form)
    chosen = FilterForm(request.POST).chosen()
    query = {"question": scope.question.pk, "q": chosen.search, "only": chosen.only}
    selected = request.POST.getlist("answers") if form.errors else []
    if len(selected) > MOST_KEPT:
        selected = []
    sent = [(name, value) for name, value in query.items() if value]
    sent += [("answers", value) for value in selected if whole_number(value)]
    return redirect(f"{scope.address}?{urlencode(sent)}{anchor}")


def show_desk(
    request: HttpRequest, scope: Scope, *, name_form: NameGroupForm | None = None
) -> HttpResponse:
    """Show the answers of a question; `name_form` is a name that was refused, with what was typed."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = FilterForm(sent).chosen()
    tabs = question_tabs(scope.programme, scope.think_tank)
    context = {
        "programme": scope.programme,
        "think_tank": scope.think_tank,
        "question": scope.question,
        "may_change": not scope.programme.is_archived,
        "tabs": tabs,
        "has_answers": any(tab.count for tab in tabs),
        "desk": scope.question and feedback_desk(scope.question, scope.think_tank, chosen),
        "chosen": chosen,
        "kinds": FilterForm.KINDS,
        "address": scope.address,
        "selected": {whole_number(pk) for pk in sent.getlist("answers")},
        "name_form": name_form,
        "new_group": FormGroupForm(rows=Answer.objects.none()),
    }
    if scope.think_tank is None:
        think_tanks = scope.programme.think_tanks.select_related("region")
        counted = think_tanks.annotate(answer_count=Count("answers"))
        context["think_tanks"] = counted.order_by("-held_on", "pk")
    kind = "think_tank" if scope.think_tank else "programme"
    status = 422 if name_form else 200
    return render(request, f"thinktanks/{kind}_feedback.html", context, status=status)


def _decide(request: HttpRequest, pk: int, operation: Callable, sentence: str) -> HttpResponse:
    """Carry out an operation with the answers of a question that were sent, and confirm it with a sentence."""
    scope = scope_of(request, pk)
    form = AnswersForm(request.POST, rows=scope.answers_of(request))
    if carry_out(form, partial(operation, by=request.user)):
        messages.success(request, sentence)
    return back_to(request, scope, form)


def _scope_shown(request, programme, think_tank) -> Scope:
    """Return what a page shows: the question that its address names, else the first."""
    questions = list(programme.questions.all())
    pk = whole_number(request.GET.get("question"))
    named = [question for question in questions if question.pk == pk]
    return Scope(programme, think_tank, next(iter(named or questions), None))


def _hidden_with_undo(answers: list[Answer]) -> str:
    """Return a message whose button shows the answers again."""
    text = _("Hidden: %(n)s. The counts stay the same.") % {"n": number(len(answers))}
    context = {"text": text, "answers": answers}
    return render_to_string("thinktanks/_answers_hidden.html", context)
