import time

import pytest
from django.db import transaction
from django.test import override_settings

from portal.demo.clock import at, riga_time
from tests.support.demo import REFERENCE, TODAY, run_load_demo


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo at noon of TODAY into an empty database; yield what was printed and the seconds it took."""
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    own = override_settings(VAR_DIR=tmp_path_factory.mktemp("var"), PASSWORD_HASHERS=fast)
    with own, django_db_blocker.unblock(), transaction.atomic():
        for model in REFERENCE:
            model.objects.all().delete()
        start = time.monotonic()
        with at(riga_time(TODAY, "12:00")):
            printed = run_load_demo()
        yield {"printed": printed, "seconds": time.monotonic() - start}
        transaction.set_rollback(True)
