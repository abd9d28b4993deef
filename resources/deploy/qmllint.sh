#!/usr/bin/env bash
# Every QML file parses and has no warning that qmllint can judge without the types of Python.
set -euo pipefail
cd "$(dirname "$0")/../.."
mapfile -t files < <(find capture_kiosk/qml -name '*.qml' | sort)
[ ${#files[@]} = 0 ] && exit 0
.venv/bin/pyside6-qmllint --max-warnings 0 --import disable --unresolved-type disable \
    --missing-property disable --unqualified disable --compiler disable "${files[@]}"
