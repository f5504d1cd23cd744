from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThinktanksConfig(AppConfig):
    name = "thinktanks"
    verbose_name = _("Think tanks")
