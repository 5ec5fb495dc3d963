"""The handle on a running embedded gateway."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.sandbox.ledger import Ledger, SeenRequest
from diagnose.sandbox.scenario_model import Credentials, Expect, Scenario


@dataclass(frozen=True)
class Gateway:
    """A running gateway: where it is, what signs in, what it has seen.

    ``url`` is the healthy GraphQL endpoint; ``client_url`` is what a diagnosis of the scenario must be pointed at:
    the same, or a closed port, or something that is not a gateway.
    """

    scenario: Scenario = field(repr=False)
    url: str
    client_url: str
    access_token: str = field(repr=False)
    api_key: str = field(repr=False)
    refused: str = field(repr=False)
    """The token or API key that is turned away, for the scenarios about that."""
    _ledger: Ledger = field(repr=False)

    @property
    def credential(self) -> tuple[str, str]:
        """What the scenario signs in with: ``token`` or ``api-key``, and the secret."""
        match self.scenario.credentials:
            case Credentials.TOKEN:
                return "token", self.access_token
            case Credentials.API_KEY:
                return "api-key", self.api_key
            case Credentials.REJECTED_TOKEN | Credentials.EXPIRED_TOKEN:
                return "token", self.refused
            case Credentials.REJECTED_API_KEY:
                return "api-key", self.refused

    @property
    def expect(self) -> Expect:
        """What the diagnosis must say, with the real address in it."""
        return self.scenario.expect.at(self.client_url)

    @property
    def requests(self) -> list[SeenRequest]:
        """The requests so far, in order of arrival."""
        return self._ledger.requests

    @property
    def mutations(self) -> list[str]:
        """Mutations, other than the login exchange, that somebody tried."""
        return self._ledger.mutations

    @property
    def most_in_flight(self) -> int:
        """The largest number of requests that were being answered at the same time."""
        return self._ledger.most_in_flight
