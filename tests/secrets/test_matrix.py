"""No secret leaves, whatever way it came in and however it is written: a sample of the matrix in ``matrix.py``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.parts import sampled
from tests.secrets.carriers import AREAS
from tests.secrets.giveaway import given_away
from tests.secrets.matrix import TOLD, UNTOLD, Cell, cells, played, sample
from tests.secrets.repeating_gateway import world
from tests.secrets.writings import VISIBLE, WRITINGS

WAYS = [(area, carrier) for area, carriers in AREAS.items() for carrier in carriers]


@pytest.fixture(scope="module")
def upstream() -> Iterator[str]:
    with world() as address:
        yield address


def _cells_of(place: int) -> Iterator[Cell]:
    """Two cells of each way in; over all ways each secret and each writing has its turn."""
    area, carrier = WAYS[place]
    told, told_writings = list(TOLD), list(WRITINGS)
    untold, untold_writings = list(UNTOLD), list(VISIBLE)
    yield Cell(area, carrier, told[place % len(told)], True, told_writings[5 * place % len(told_writings)])
    yield Cell(area, carrier, untold[place % len(untold)], False, untold_writings[5 * place % len(untold_writings)])


CELLS = [cell for place in range(len(WAYS)) for cell in _cells_of(place)]


@pytest.mark.parametrize("cell", sampled(CELLS, 30), ids=str)
def test_no_output_gives_the_secret_away(cell: Cell, upstream: str) -> None:
    """Files, their names and both streams; and nothing breaks over it."""
    outcome = played(cell, upstream)
    assert outcome.leaks == ()
    assert "mistake" not in outcome.trouble


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(16))
def test_no_cell_of_a_larger_sample_gives_it_away(part: int, upstream: str) -> None:
    """Fifty cells of all, drawn by a seed."""
    for cell in sample(50, part):
        outcome = played(cell, upstream)
        assert outcome.leaks == (), str(cell)
        assert "mistake" not in outcome.trouble, str(cell)


def test_the_cells_have_every_part_of_the_matrix() -> None:
    """Each secret, each writing and each way in."""
    every = [*cells()]
    for part in ("carrier", "secret", "writing"):
        assert {getattr(cell, part) for cell in CELLS} == {getattr(cell, part) for cell in every}


@pytest.mark.parametrize("writing", WRITINGS)
def test_the_oracle_sees_every_writing(writing: str) -> None:
    """Otherwise a matrix without leaks would say nothing; the gate sees them too."""
    for name, secret in TOLD.items():
        written = WRITINGS[writing](secret).encode()
        assert given_away(b"before " + written + b" after", secret), name
        assert given_away(b"before and after", secret) is None
