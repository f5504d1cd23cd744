"""Minutes for the clock of the room."""

from django.utils.translation import gettext_lazy as _

from stakeholders.forms import CreatingForm, NumberField
from thinktanks.operations.clock import MOST_MINUTES

MINUTES = 20  # what the field proposes
MORE_MINUTES = 5


class ClockForm(CreatingForm):
    """How many minutes the clock counts down from, or how many are added; sent twice, it counts once."""

    minutes = NumberField(
        label=_("Minutes"),
        max_value=MOST_MINUTES,
        min_value=1,
        initial=MINUTES,
        error_messages={
            "required": _("Enter the minutes."),
            "invalid": _("Enter the minutes as a whole number."),
        },
    )
