import datetime

from allauth.account import app_settings, views
from allauth.account.adapter import DefaultAccountAdapter
from django.utils.timezone import now


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only; a mail with a code says until when it works."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        works_until = now() + datetime.timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
        super().send_mail(template_prefix, email, {"works_until": works_until, **context})


class LogoutView(views.LogoutView):
    """Signs out. What the browser keeps is cleared only where its script says that nothing waits there."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        if self.request.POST.get("outbox") == "empty":
            response.headers["Clear-Site-Data"] = '"storage"'
        return response
