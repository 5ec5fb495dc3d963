"""The embedded gateway: a real GraphQL server on loopback that plays documented problems.

``serve`` needs the ``sandbox`` extra; everything else here does not, and importing this package is cheap::

    from diagnose.sandbox import scenario, serve

    with serve(scenario("wrong-connection")) as gateway:
        print(gateway.client_url, gateway.access_token)
"""

from diagnose.sandbox.catalogue import scenario, scenario_names
from diagnose.sandbox.dialects import DIALECTS, Dialect, Hidden, Refusal, Spelling
from diagnose.sandbox.errors import InvalidScenario, SandboxError, SandboxUnavailable, UnknownScenario
from diagnose.sandbox.faults import FAULTS, Faults, Malformation
from diagnose.sandbox.ledger import SeenRequest
from diagnose.sandbox.running_gateway import Gateway
from diagnose.sandbox.scenario_model import (
    Credentials,
    Destination,
    Expect,
    ExpectedCause,
    Scenario,
    ScenarioTicket,
    TicketFile,
)
from diagnose.sandbox.serving import installed_server, serve

__all__ = [
    "DIALECTS",
    "FAULTS",
    "Credentials",
    "Destination",
    "Dialect",
    "Expect",
    "ExpectedCause",
    "Faults",
    "Gateway",
    "Hidden",
    "InvalidScenario",
    "Malformation",
    "Refusal",
    "SandboxError",
    "SandboxUnavailable",
    "Scenario",
    "ScenarioTicket",
    "SeenRequest",
    "Spelling",
    "TicketFile",
    "UnknownScenario",
    "installed_server",
    "scenario",
    "scenario_names",
    "serve",
]
