"""Minutes for the clock of the room."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stakeholders.forms import CreatingForm, NumberField
from thinktanks.operations.clock import MOST_MINUTES, OUT_OF_BOUNDS

MINUTES = 20  # what the field proposes
MORE_MINUTES = 5


class ClockForm(CreatingForm):
    """How many minutes the clock counts down from, or how many are added; sent twice, it counts once."""

    minutes = NumberField(
        label=_("Minutes"),
        initial=MINUTES,
        error_messages={
            "required": _("Enter the minutes."),
            "invalid": _("Enter the minutes as a whole number."),
        },
    )

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 1 <= minutes <= MOST_MINUTES:
            raise ValidationError(OUT_OF_BOUNDS, code="minutes", params={"most": MOST_MINUTES})
        return minutes
