"""The two modes: missing and unsafe settings stop the start in production, local mode generates a key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment import local_key
from portal.serving.checks import guard_start
from tests.support.factories import make_user
from tests.support.servers.child_process import all_at_once
from tests.support.servers.installations import HANDED_ON

ROOT = Path(__file__).parents[2]
SAFE = {
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "ALLOWED_HOSTS": "portal.example.org",
    "BASE_URL": "https://portal.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
}


def start(folder, **environment):
    """Run a command with these settings; return its exit code and the last line of its errors."""
    run = run_with([sys.executable, "manage.py", "check"], {"VAR_DIR": str(folder)} | environment)
    return run.returncode, run.stderr.strip().rsplit("\n", 1)[-1]


def run_with(command, environment):
    handed_on = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    env = handed_on | environment
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_production_starts_with_safe_settings_and_writes_no_key(tmp_path):
    code, _error = start(tmp_path, **SAFE)

    assert (code, list(tmp_path.iterdir())) == (0, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "too-short"),
        ("SECRET_KEY", "a" * 64),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", " , "),
        ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", ""),
        ("BASE_URL", "http://portal.example.org"),
        ("BASE_URL", "https://other.example.org"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://[portal"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://portal@localhost/portal"),
        ("DATABASE_URL", "/var/lib/portal.sqlite3"),
        ("EMAIL_URL", ""),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "filemail:///tmp"),
        ("EMAIL_URL", "smtp://"),
        ("TRUSTED_PROXIES", "10.0.0.1,0.0.0.0/0"),
        ("TRUSTED_PROXIES", "0.0.0.0/1"),
        ("TRUSTED_PROXIES", "10.0.0.1,128.0.0.0/7"),
        ("TRUSTED_PROXIES", "::/0"),
        ("TRUSTED_PROXIES", "2000::/3"),
        ("TRUSTED_PROXIES", "the proxy"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
    ],
)
def test_production_refuses_a_missing_or_unsafe_setting(tmp_path, name, value):
    code, error = start(tmp_path, **(SAFE | {name: value}))

    assert code == 1
    assert error.startswith(f"django.core.exceptions.ImproperlyConfigured: {name} ")


@pytest.mark.parametrize(
    "allowed",
    [
        {"TRUSTED_PROXIES": "10.0.0.0/8,fd00:1::/32,192.0.2.7"},
        {"ALLOWED_HOSTS": "example.net, .example.org"},
        {"EMAIL_URL": "smtp://user:secret@localhost:25"},
    ],
)
def test_production_starts_with_other_safe_settings(tmp_path, allowed):
    assert start(tmp_path, **(SAFE | allowed))[0] == 0


@pytest.mark.parametrize(
    ("secret", "base_url"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({}, "http://localhost:8001"),
        (SAFE, "https://portal.example.org"),
    ],
)
@pytest.mark.parametrize("end", ["", "/", "//"])
def test_a_slash_at_the_end_of_the_base_url_does_not_count(tmp_path, secret, base_url, end):
    environment = secret | {"BASE_URL": base_url + end, "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "-c", "from portal.environment import BASE_URL; print(BASE_URL)"]

    run = run_with(command, environment)

    assert (run.returncode, run.stdout) == (0, f"{base_url}\n")


@pytest.mark.parametrize("secret", [{}, SAFE])
@pytest.mark.parametrize(
    ("name", "database", "var_dir", "static_root"),
    [
        ("DATABASE_URL", "static/deeper/portal.sqlite3", "var", "static"),
        ("DATABASE_URL", "data/portal.sqlite3", "var", "linked"),
        ("DATABASE_URL", ROOT / "static" / "portal.sqlite3", "var", "static"),
        ("VAR_DIR", "portal.sqlite3", "static/var", "static"),
        ("VAR_DIR", "portal.sqlite3", "static", "static"),
    ],
)
def test_start_refuses_files_that_everybody_could_download(
    tmp_path, secret, name, database, var_dir, static_root
):
    (tmp_path / "linked").symlink_to(tmp_path / "data")
    places = {
        "DATABASE_URL": f"sqlite:///{tmp_path / database}",
        "VAR_DIR": str(tmp_path / var_dir),
        "STATIC_ROOT": str(tmp_path / static_root),
    }

    code, error = start(tmp_path, **(secret | places))

    assert code == 1
    assert error.startswith(f"django.core.exceptions.ImproperlyConfigured: {name} must not be in ")
    assert not list(tmp_path.glob("**/*.sqlite3*"))


def test_local_mode_generates_a_key_that_only_its_owner_can_read(tmp_path):
    code, _error = start(tmp_path)
    key = tmp_path / "secret_key"
    first = key.read_text()
    start(tmp_path)

    assert (code, key.stat().st_mode & 0o777, len(first) >= 64) == (0, 0o600, True)
    assert key.read_text() == first


def test_local_mode_has_one_key_for_processes_that_start_together(tmp_path):
    """Gunicorn's workers do; with an empty key every page answers 500."""
    for folder in map(str, range(30)):
        keys = all_at_once(local_key, [tmp_path / folder / "secret_key"] * 4)

        assert (len(set(keys)), len(keys[0]) >= 64) == (1, True)
        assert [file.name for file in (tmp_path / folder).iterdir()] == ["secret_key"]


def test_production_does_not_start_with_a_demo_account(db, settings):
    account = make_user()
    settings.LOCAL_MODE = False
    guard_start()
    account.email = "Moderators@Demo.invalid"
    account.save(update_fields=["email"])

    with pytest.raises(ImproperlyConfigured, match="accounts of the demo"):
        guard_start()
    settings.LOCAL_MODE = True
    guard_start()
