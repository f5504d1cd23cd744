"""Read from the environment what differs between installations, and refuse unsafe values.

There are two modes. Without SECRET_KEY the portal runs in local mode: it generates a key, answers
on localhost only and allows the demo. With SECRET_KEY it runs in production: ALLOWED_HOSTS,
BASE_URL (https) and DATABASE_URL are required.
"""

import contextlib
import os
import secrets
from ipaddress import ip_network
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_MODE = not env.str("SECRET_KEY", default="")
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def local_key(path: Path) -> str:
    """Return the key of local mode; generate it once, readable by its owner only.

    Several processes may start at once: the file appears complete, and all use the first one's key.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        generated = path.with_name(f"{path.name}.{os.getpid()}")
        generated.touch(mode=0o600)
        generated.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(generated, path)
        generated.unlink()
    return path.read_text()


def _required(name: str) -> str:
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is required in production (SECRET_KEY is set). See README.md."
        )
    return value


if LOCAL_MODE:
    SECRET_KEY = local_key(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
    DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'domnica.sqlite3'}")
else:
    SECRET_KEY = env.str("SECRET_KEY")
    ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",") if host.strip()]
    BASE_URL = _required("BASE_URL").rstrip("/")
    DATABASE_URL = _required("DATABASE_URL")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ImproperlyConfigured("SECRET_KEY is too weak: at least 50 characters, at random.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; * is not allowed.")
    if not BASE_URL.startswith("https://"):
        raise ImproperlyConfigured("BASE_URL must begin with https://.")

# Only what these addresses or networks write into X-Forwarded-For is believed.
try:
    TRUSTED_PROXIES = [
        ip_network(proxy.strip()) for proxy in env.list("TRUSTED_PROXIES", default=[])
    ]
except ValueError as error:
    raise ImproperlyConfigured(
        f"TRUSTED_PROXIES must name addresses or networks: {error}."
    ) from error
if any(network.prefixlen == 0 for network in TRUSTED_PROXIES):
    raise ImproperlyConfigured(
        "TRUSTED_PROXIES must name the proxies; every address is not allowed."
    )
