# The commands of this project; bare `make` lists them. PYTHON=… names the Python that makes .venv.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test lint bench screenshots services services-stop requirements messages
SERVICES_DIR ?= var/services
-include $(SERVICES_DIR)/env
export SERVICES_DIR

python := .venv/bin/python
manage := DJANGO_SETTINGS_MODULE=settings.test $(python) manage.py

help: ## print these lines
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ## serve the site with its demo at 127.0.0.1:8000 (PORT=8001 elsewhere, DEMO=0 without the demo)
	@scripts/install runtime
	@exec $(python) scripts/run.py

test: lint ## lint, then every test; one that needs a service is skipped without it (REQUIRE_SERVICES=1: fails)
	$(python) -m pytest -n 3 --dist loadfile --no-loadscope-reorder
ifdef TEST_POSTGRES_URL
	DATABASE_URL=$(TEST_POSTGRES_URL) $(python) -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m database
else ifeq ($(REQUIRE_SERVICES),1)
	$(error PostgreSQL is required and not running: make services)
else
	@echo "The second run of the tests marked \"database\" was left out: PostgreSQL is not running (make services)."
endif

lint: ## format, types, import contracts, Django's own checks
	@scripts/install all
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m djhtml --check --tabwidth 2 templates
	$(python) -m mypy
	.venv/bin/lint-imports
	$(manage) check --fail-level WARNING

bench: ## measure what we chose beside what we did not choose; prints ratios
	@scripts/install all
	$(python) scripts/bench.py

screenshots: ## take the README's pictures from the running demo (SITE=http://127.0.0.1:8000)
	@scripts/install all
	$(python) scripts/screenshots.py

services: ## start PostgreSQL, Redis, Elasticsearch and stripe-mock for the tests, each on a free port
	@python3 tests/services/services.py start

services-stop: ## stop them
	@python3 tests/services/services.py stop

requirements: ## pin the dependencies of pyproject.toml with their hashes (needs uv)
	requirements/compile

messages: ## collect the texts to translate into locale/ (needs gettext)
	$(python) manage.py makemessages --locale cy --no-wrap --add-location file --extension html,txt,subject,py --ignore '.venv/*' --ignore 'var/*'
