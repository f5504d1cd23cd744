"""Put answers into groups of similar ones; name and order the groups."""

from functools import partial

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thinktanks.forms.answers import (
    FormGroupForm,
    GroupAnswersForm,
    GroupForm,
    MoveAnswerForm,
    MoveGroupForm,
    NameGroupForm,
)
from thinktanks.operations.answer_groups import (
    form_group,
    group_answers,
    move_answer,
    move_group,
    name_group,
    ungroup_answers,
)
from thinktanks.views.answers import back_to, scope_of, show_desk
from thinktanks.views.respond import carry_out, create_from


@require_POST
def group_form(request, pk):
    scope = scope_of(request, pk)
    form = FormGroupForm(request.POST, rows=scope.answers_of(request))
    done = create_from(form, partial(form_group, by=request.user))
    if not done:
        return back_to(request, scope, form)
    messages.success(request, _("New group created. You can name it."))
    # Sent again after the group was emptied: there is none any more.
    return back_to(request, scope, form, anchor=f"#name-{done.result.pk}" if done.result else "")


@require_POST
def group(request, pk):
    scope = scope_of(request, pk)
    form = GroupAnswersForm(request.POST, rows=scope.answers_of(request), groups=scope.groups)
    done = carry_out(form, partial(group_answers, by=request.user))
    if not done:
        return back_to(request, scope, form)
    name = done.result.name or _("group without a name")
    messages.success(request, _("Put into “%(group)s”") % {"group": name})
    return back_to(request, scope, form)


@require_POST
def ungroup(request, pk):
    scope = scope_of(request, pk)
    form = GroupAnswersForm(request.POST, rows=scope.answers_of(request), groups=scope.groups)
    if carry_out(form, partial(ungroup_answers, by=request.user)):
        messages.success(request, _("Taken out of the group"))
    return back_to(request, scope, form, anchor=_anchor(form))


@require_POST
def name(request, pk):
    scope = scope_of(request, pk)
    form = GroupForm(request.POST, groups=scope.groups)
    if not form.is_valid():
        return back_to(request, scope, form)
    named = form.cleaned_data["group"]
    name_form = NameGroupForm(request.POST, initial={"name": named.name})
    name_form.group = named
    if carry_out(name_form, partial(name_group, named, by=request.user)):
        messages.success(request, _("Name saved"))
        return back_to(request, scope, name_form, anchor=f"#group-{named.pk}")
    return show_desk(request, scope, name_form=name_form)


@require_POST
def move(request, pk):
    scope = scope_of(request, pk)
    form = MoveGroupForm(request.POST, groups=scope.groups)
    carry_out(form, partial(move_group, by=request.user))
    return back_to(request, scope, form, anchor=_anchor(form))


@require_POST
def answer_move(request, pk):
    scope = scope_of(request, pk)
    form = MoveAnswerForm(request.POST, rows=scope.answers_of(request))
    done = carry_out(form, partial(move_answer, by=request.user))
    anchor = f"#group-{done.result.group_id}" if done else ""
    return back_to(request, scope, form, anchor=anchor)


def _anchor(form) -> str:
    """Return the place of the group that a form named, if there is one."""
    named = form.cleaned_data.get("group")
    return f"#group-{named.pk}" if named else ""
