"""The opening of a think tank."""

from django.utils import timezone
from django.utils.translation import gettext as _

from language.latvian import LOCATIVE, date_in_case
from thinktanks.forms.asking import AskingForm
from thinktanks.models import ThinkTank


class OpenThinkTankForm(AskingForm):
    """Opens a think tank; on another day than its own it asks first."""

    def __init__(self, *args, think_tank: ThinkTank, **kwargs):
        super().__init__(*args, **kwargs)
        self.think_tank = think_tank

    def clean(self):
        day = self.think_tank.held_on
        if self.think_tank.may_be_opened and day != timezone.localdate():
            sentence = _("This think tank is planned for %(date)s, not for today.")
            date = date_in_case(day, LOCATIVE)
            self.ask(None, f"day-{day}", sentence % {"date": date})
        return {}
