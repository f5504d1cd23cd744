"""My account: who is signed in, how, and what the account may do where."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.pages.queries import rights_of


@require_safe
def account_show(request):
    return render(request, "portal/account_show.html", {"rights": rights_of(request.user)})
