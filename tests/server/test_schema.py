"""Whatever the OpenAPI allows, as every role: no fault of the server, and what it promises.

Schemathesis makes the requests, right ones and wrong ones; `make soak` makes a hundred times more.
"""

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from core.domain.access.roles import Role
from core.server.app import create_app
from core.server.bodies.openapi import describe
from core.server.doors.route_access import allowed
from tests.apoyo_world import World
from tests.central_server import Central, Client

Operation = APIOperation[Any, Any, Any, Any]
_SHARE = 4
"""A run makes this part of a property's usual examples, for each role."""
_CHECKS = [not_a_server_error, response_schema_conformance, content_type_conformance]


@pytest.fixture(scope="module")
def world(shared_central: Central) -> World:
    return World.made(shared_central)


@pytest.fixture(scope="module")
def schema(world: World) -> BaseSchema:
    return schemathesis.openapi.from_dict(describe(create_app(world.central.deps)))


@pytest.fixture(scope="module")
def tablet(world: World) -> Client:
    return world.tablet().client


def caller_of(role: Role, world: World, tablet: Client) -> Client:
    """Return somebody of that role whose session nothing has ended yet."""
    made: dict[Role, Callable[[], Client]] = {
        Role.ANYONE: world.central.stranger,
        Role.ASPIRANTE: world.console,
        Role.DEVICE: lambda: tablet,
    }
    return made.get(role, lambda: world.central.someone(role))()


@pytest.mark.parametrize("role", Role)
def test_what_the_schema_allows_is_never_a_fault(
    role: Role,
    world: World,
    schema: BaseSchema,
    tablet: Client,
) -> None:
    operations = [each for each in _operations(schema) if role in allowed(_row(each))]
    assert operations

    @settings(
        max_examples=max(1, settings().max_examples // _SHARE),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        operation = data.draw(st.sampled_from(operations))
        mode = data.draw(st.sampled_from(GenerationMode))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        caller = caller_of(role, world, tablet)
        headers = {"Connection": "close"}
        if caller.token:
            headers["Authorization"] = f"Bearer {caller.token}"
        answer = case.call(
            base_url=world.central.url, headers=headers, verify=str(world.central.authority)
        )
        case.validate_response(answer, checks=_CHECKS)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ask()
    assert world.central.stranger().get("/v1/salud").status_code == 204


def _operations(schema: BaseSchema) -> Iterator[Operation]:
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        yield found.ok()


def _row(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"
