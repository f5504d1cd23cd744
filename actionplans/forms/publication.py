"""Publish a plan."""

from django.utils.translation import gettext_lazy as _

from actionplans.forms.fields import ChangeForm, NotPersonalDataField, PublicTextField
from actionplans.models import Plan

FIRST_NOTE = "Pirmā versija"  # a note is content, and content is Latvian


class PublishForm(ChangeForm):
    """The next version of a plan. The first one has no version before it to differ from."""

    note = PublicTextField(
        label=_("What has changed since the last version?"),
        error_messages={"required": _("Write a note on this version.")},
    )
    not_personal_data = NotPersonalDataField()

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, plan=plan, **kwargs)
        if not plan.versions.exists():
            self.fields["note"].label = _("What should readers know about this version?")
            self.initial["note"] = FIRST_NOTE
