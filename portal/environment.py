"""Read from the environment what differs between installations, and refuse unsafe values.

There are two modes. Without SECRET_KEY the portal runs in local mode: it generates a key, answers
on localhost only and allows the demo. With SECRET_KEY it runs in production: ALLOWED_HOSTS,
BASE_URL (https), DATABASE_URL and EMAIL_URL are required.
"""

import contextlib
import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_MODE = not env.str("SECRET_KEY", default="")
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
STATIC_SOURCE = BASE_DIR / "static"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))

DATABASES = ("sqlite://", "postgres://", "postgresql://")
# No private network is wider than 10.0.0.0/8, and no provider gets more than an IPv6 /32 without a special reason.
WIDEST_PROXY_NETWORK = {IPv4Network: 8, IPv6Network: 32}


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


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _refuse_served(name: str, path: Path) -> None:
    """Refuse a file or folder that everybody could download: one in a folder of static files."""
    for folder in (STATIC_ROOT, STATIC_SOURCE):
        if path.resolve().is_relative_to(folder.resolve()):
            raise ImproperlyConfigured(
                f"{name} must not be in {folder}, whose files everybody can download."
            )


_refuse_served("VAR_DIR", VAR_DIR)

if LOCAL_MODE:
    SECRET_KEY = local_key(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
    DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'domnica.sqlite3'}")
    EMAIL_URL = env.str("EMAIL_URL", default="consolemail://")
else:
    SECRET_KEY = env.str("SECRET_KEY")
    ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",") if host.strip()]
    BASE_URL = _required("BASE_URL")
    DATABASE_URL = _required("DATABASE_URL")
    EMAIL_URL = _required("EMAIL_URL")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ImproperlyConfigured("SECRET_KEY is too weak: at least 50 characters, at random.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; * is not allowed.")
    if not BASE_URL.startswith("https://"):
        raise ImproperlyConfigured("BASE_URL must begin with https://.")
    if not (EMAIL_URL.startswith("smtp") and _host_of(EMAIL_URL)):
        # Any other kind writes codes and links that sign in to a log or a file, or sends nothing.
        raise ImproperlyConfigured(
            "EMAIL_URL must name a mail server, such as smtp+tls://host:587."
        )

BASE_URL = BASE_URL.rstrip("/")  # what follows it begins with a slash
if not validate_host(_host_of(BASE_URL), ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        f"BASE_URL must name one of the hosts that the portal answers for: {', '.join(ALLOWED_HOSTS)}."
    )

if not DATABASE_URL.startswith(DATABASES):
    raise ImproperlyConfigured(f"DATABASE_URL must begin with {' or '.join(DATABASES)}.")
DATABASE = env.db_url_config(DATABASE_URL)
if DATABASE["ENGINE"].endswith("sqlite3"):
    _refuse_served("DATABASE_URL", Path(DATABASE["NAME"]))

# Only what these addresses or networks write into X-Forwarded-For is believed.
try:
    TRUSTED_PROXIES = [
        ip_network(proxy.strip()) for proxy in env.list("TRUSTED_PROXIES", default=[])
    ]
except ValueError as error:
    raise ImproperlyConfigured(
        f"TRUSTED_PROXIES must name addresses or networks: {error}."
    ) from error
for network in TRUSTED_PROXIES:
    if network.prefixlen < WIDEST_PROXY_NETWORK[type(network)]:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES must name the proxies; {network} is too wide: whoever is in it may claim any address."
        )
