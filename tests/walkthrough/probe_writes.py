"""Every operation of the OpenAPI but the upload, as every role, with a body that it accepts."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.walkthrough.probe import Stranger

_UPLOAD = "/v1/apoyos/"
_METHODS = ("GET", "POST", "PUT", "DELETE")
_LAST = ("POST /v1/correos/{correo_id}/reenvio", "DELETE /v1/sesiones")
"""They void what the rest is tried with."""


def try_all(
    server: Stranger, document: Mapping[str, Any], tokens: Mapping[str, str]
) -> dict[str, Any]:
    """Try everything; return {tried: [{operation, role, status}]}."""
    cases = sorted(_cases(document), key=lambda case: _name(case) in _LAST)
    cases.sort(key=lambda case: _name(case) == _LAST[-1])
    tried: list[dict[str, Any]] = []
    for case in cases:
        for role, token in tokens.items():
            answer = server.call(
                case["method"],
                case["path"],
                body=case["body"] if not isinstance(case["body"], bytes) else None,
                raw=case["body"] if isinstance(case["body"], bytes) else None,
                headers=case["headers"],
                token=token,
            )
            tried.append(
                {
                    "operation": _name(case),
                    "role": role,
                    "status": answer["status"],
                }
            )
    return {"status": 0, "body": {}, "tried": tried}


def _name(case: Mapping[str, Any]) -> str:
    return f"{case['method']} {case['template']}"


def _cases(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one generated request for each operation."""
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document)))
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]
        method = operation.method.upper()
        if method not in _METHODS or operation.path.startswith(_UPLOAD):
            continue
        yield _example(operation, method)


def _example(operation: Any, method: str) -> dict[str, Any]:  # noqa: ANN401  schemathesis' own
    """Return the first request that the operation's schema gives."""
    kept: list[Any] = []

    @settings(
        max_examples=1,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def take(case: Any) -> None:  # noqa: ANN401  schemathesis' own
        kept.append(case)

    take()
    case = kept[0]
    body = case.body
    return {
        "method": method,
        "template": operation.path,
        "path": case.formatted_path + _query(case.query),
        "headers": {
            name: str(value)
            for name, value in (case.headers or {}).items()
            if str(value).isascii() and str(value).isprintable()
        },
        "body": None if type(body).__name__ == "NotSet" else body,
    }


def _query(query: Mapping[str, Any] | None) -> str:
    from urllib.parse import urlencode

    return f"?{urlencode(query, doseq=True)}" if query else ""
