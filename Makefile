# One verb each. `make run` and `make test` set up by themselves.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench soak server admin kiosk

PY := .venv/bin/python

help:  ## what there is
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*##/\t/' | column -t -s "$$(printf '\t')"

setup: .setup-done  ## own virtual environment, pinned

.setup-done: requirements.lock resources/deploy/setup.sh pyproject.toml
	@bash resources/deploy/setup.sh
	@touch .setup-done

run: .setup-done  ## the whole procedure, end to end, with its 28 lines
	@$(PY) -m tests.walkthrough.play $(if $(CARDS),--cards $(CARDS)) $(if $(PLAY),--play)

test: .setup-done  ## every test
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(PY) -m pytest

check: .setup-done  ## format, lint, types, import rules
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@bash resources/deploy/qmllint.sh

bench: .setup-done  ## out/bench.json
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(PY) -m tests.bench

soak: .setup-done  ## the long tier (≤ 90 min)
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(PY) -m pytest --soak

server: .setup-done  ## open the central server
	@.venv/bin/apoyo central run

admin: .setup-done  ## open the desk
	@bash resources/deploy/xcb.sh
	@$(PY) -m admin_desktop

kiosk: .setup-done  ## open the capture app
	@bash resources/deploy/xcb.sh
	@QSG_RENDER_LOOP=basic $(PY) -m capture_kiosk
