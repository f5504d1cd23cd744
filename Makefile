# Every goal starts from a fresh clone. The way of working is in README.md.

PORT ?= 8000
export PORT

# The first interpreter that is new enough, or nothing. Override: make setup PYTHON=/path/to/python
SUITABLE = import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(SUITABLE)' >/dev/null 2>&1 && echo $$p && break; done)

BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# Values as in production, for checks that open no connection.
PRODUCTION = SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	ALLOWED_HOSTS=portal.example.org BASE_URL=https://portal.example.org \
	DATABASE_URL=postgres://portal@127.0.0.1/portal EMAIL_URL=smtp://mail.example.org

# Ours, and the texts of libraries that we word ourselves.
CATALOGUES = locale/lv/LC_MESSAGES/django.po locale/libraries/lv/LC_MESSAGES/django.po

.NOTPARALLEL:
.PHONY: help setup demo demo-time test lint prepare acceptance pictures messages lock

help:  ## This list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/\1\t\2/p' Makefile | expand -t 14

setup: .venv/runtime .venv/tools  ## The environment in .venv, nothing else

demo: .venv/runtime  ## A running portal with the demo programme, on PORT (8000)
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) load_demo
	@echo "The portal: http://127.0.0.1:$(PORT)/ (Ctrl+C stops it; the data stay)"
	@exec $(BIN)/gunicorn

demo-time: .venv/runtime  ## Seconds from a fresh clone to the home page; fails over 90
	@$(BIN)/python -m tests.demo_time

test: prepare .venv/runtime .venv/tools  ## Everything that must hold before a commit is shared
	@$(BIN)/python -m tests $(ARGS)

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	$(BIN)/djlint --lint --quiet templates
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	for po in $(CATALOGUES); do \
		msgfmt --check --output-file=- $$po | cmp - $${po%.po}.mo || exit 1; done

prepare:
	@PYTHON="$(PYTHON)" tests/prepare.sh

acceptance: prepare .venv/runtime .venv/tools  ## Every promise at full size, and the mutants; writes docs/acceptance.md
	$(BIN)/python -m tests.acceptance $(ARGS)

pictures: prepare .venv/runtime .venv/tools  ## The pages as pictures, in docs/pictures
	$(BIN)/python -m tests.pictures

messages: .venv/runtime  ## New texts into the Latvian catalogue, and both catalogues compiled
	$(MANAGE) makemessages --locale lv --no-wrap --add-location=file --no-obsolete \
		--ignore=.venv --ignore=var --ignore=tests --ignore=static
	for po in $(CATALOGUES); do msgfmt --check --output-file=$${po%.po}.mo $$po || exit 1; done

lock: .venv/runtime  ## New versions into requirements*.txt
	$(BIN)/python -m venv var/lock
	var/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	for name in requirements requirements-test; do \
		var/lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
			--no-emit-index-url --no-header $$name.in --output-file $$name.txt || exit 1; done

.venv/runtime: requirements.txt
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 with venv was found. Install one \
	(Debian: apt-get install python3 python3-venv) or name it: make setup PYTHON=/path/to/python"; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/tools: requirements-test.txt requirements.txt
	$(INSTALL) -r requirements-test.txt
	@touch $@
