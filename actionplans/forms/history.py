"""Undo one change of a plan."""

from django import forms

from actionplans.forms.fields import ChangeForm
from stakeholders.forms import NumberField


class UndoForm(ChangeForm):
    seq = NumberField(min_value=1)
    leave_moved = forms.BooleanField(required=False)
