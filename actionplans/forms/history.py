"""Undo one change of a plan."""

from django import forms

from actionplans.forms.fields import ChangeForm


class UndoForm(ChangeForm):
    seq = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    leave_moved = forms.BooleanField(required=False)
