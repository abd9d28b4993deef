# One verb each. Every one sets up by itself what it needs.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench soak screens server admin kiosk

PY := .venv/bin/python
READY := .venv/.setup-done
OFFSCREEN := QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software

help:  ## esta ayuda
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(READY)  ## prepara el entorno propio, con versiones fijas

$(READY): requirements.lock pyproject.toml resources/deploy/setup.sh
	@bash resources/deploy/setup.sh

run: $(READY)  ## el procedimiento completo: 28 líneas, cada una con su prueba y su control
	@$(if $(PLAY),bash resources/deploy/xcb.sh)
	@$(PY) -m tests.walkthrough.play $(if $(CARDS),--cards "$(CARDS)") $(if $(DATABASE),--database $(DATABASE)) $(if $(STORE),--store $(STORE)) $(if $(PLAY),--play)

# Three processes: a third of what the tests take is waiting, which two cores fill with the others.
# Bytecode is written: every server and program that a test starts would compile the project anew.
test: $(READY)  ## todas las pruebas, en tres procesos
	@PYTHONDONTWRITEBYTECODE= $(OFFSCREEN) $(PY) -m pytest -n 3 --dist worksteal

check: $(READY)  ## formato, estilo, tipos y reglas de importación
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@bash resources/deploy/qmllint.sh

bench: $(READY)  ## las medidas, en out/bench.json; RESULTS=1 escribe tests/bench/RESULTS.md
	@$(OFFSCREEN) RESULTS=$(RESULTS) $(PY) -m tests.bench

soak: $(READY)  ## las pruebas largas (hasta 90 minutos)
	@$(OFFSCREEN) $(PY) -m pytest --soak

screens: $(READY)  ## cada pantalla de las dos aplicaciones en cada estado, en out/screens; MANUAL=1 dibuja las del manual
	@rm -rf out/screens
	@$(OFFSCREEN) APOYO_SCREENS=out/screens $(PY) -m pytest tests/admin_desktop/test_screens.py tests/capture_kiosk/test_screens.py
	@$(PY) -m tests.screens out/screens $(if $(MANUAL),resources/manual)

server: $(READY)  ## abre el servidor central
	@.venv/bin/apoyo central run

admin: $(READY)  ## abre el escritorio
	@bash resources/deploy/xcb.sh
	@$(PY) -m admin_desktop

kiosk: $(READY)  ## abre la captación; sin cámara ni activación, una práctica de MUESTRA
	@bash resources/deploy/xcb.sh
	@QSG_RENDER_LOOP=basic $(PY) -m capture_kiosk --demo
