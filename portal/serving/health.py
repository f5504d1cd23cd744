"""Health checks: /healthz if the process answers, /readyz if it can serve pages.

/readyz also says whether the last mail could be handed over. That changes no status: without mail the portal still
serves every page, and a load balancer must not take it away.
"""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from actionplans.freeze import missing_triggers
from portal.serving.mails import last_mail_was_sent


@require_safe
@never_cache
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    parts = {"database": False, "migrations": False, "triggers": False}
    mail = None
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        parts["database"] = True
        parts["migrations"] = _newest_migrations() <= _applied_migrations()
        parts["triggers"] = not missing_triggers()
        mail = last_mail_was_sent()
    except DatabaseError:
        pass
    return JsonResponse(parts | {"mail": mail}, status=200 if all(parts.values()) else 503)


@cache
def _newest_migrations():
    """Return the newest migration of each app by its files; read once per process."""
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _applied_migrations():
    return set(MigrationRecorder(connection).applied_migrations())
