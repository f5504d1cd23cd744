"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from portal.serving.broken_bodies import with_whole_bodies
from portal.serving.charset import with_known_charset
from portal.serving.checks import guard_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = with_whole_bodies(with_known_charset(get_wsgi_application()))
guard_start()
connections.close_all()
