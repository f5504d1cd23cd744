"""Health checks: /healthz if the process answers, /readyz if it can serve pages."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from actionplans.freeze import missing_triggers


@require_safe
@never_cache
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    parts = {"database": False, "migrations": False, "triggers": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        parts["database"] = True
        parts["migrations"] = _newest_migrations() <= _applied_migrations()
        parts["triggers"] = not missing_triggers()
    except DatabaseError:
        pass
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


@cache
def _newest_migrations():
    """Return the newest migration of each app by its files; read once per process."""
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _applied_migrations():
    return set(MigrationRecorder(connection).applied_migrations())
