"""The embedded gateway: a real GraphQL server on loopback that plays documented problems.

``serve`` needs the ``sandbox`` extra; everything else here does not, and importing this package is cheap::

    from diagnose.sandbox import scenario, serve

    with serve(scenario("wrong-connection")) as gateway:
        print(gateway.client_url, gateway.access_token)
"""

from diagnose.sandbox.catalogue import scenario, scenario_names
from diagnose.sandbox.dialects import DIALECTS, Dialect, Hidden, Refusal
from diagnose.sandbox.errors import InvalidScenario, SandboxError, SandboxUnavailable, UnknownScenario
from diagnose.sandbox.faults import FAULTS, Faults, Malformed
from diagnose.sandbox.gateway import Gateway
from diagnose.sandbox.ledger import SeenRequest
from diagnose.sandbox.scenario import Credentials, Endpoint, Expect, ExpectedCause, Scenario, ScenarioTicket
from diagnose.sandbox.serving import serve

__all__ = [
    "DIALECTS",
    "FAULTS",
    "Credentials",
    "Dialect",
    "Endpoint",
    "Expect",
    "ExpectedCause",
    "Faults",
    "Gateway",
    "Hidden",
    "InvalidScenario",
    "Malformed",
    "Refusal",
    "SandboxError",
    "SandboxUnavailable",
    "Scenario",
    "ScenarioTicket",
    "SeenRequest",
    "UnknownScenario",
    "scenario",
    "scenario_names",
    "serve",
]
