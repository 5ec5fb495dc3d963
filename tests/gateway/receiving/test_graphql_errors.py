"""What GraphQL errors mean: by their codes where these settle it, by their words otherwise."""

from __future__ import annotations

import pytest

from diagnose.gateway.exchange import GraphQLError, Reception
from diagnose.gateway.receiving.graphql_errors import Meaning, is_rate_limit, is_unauthenticated, judge, meaning


def read(
    message: str, code: str | None = None, path: tuple[str | int, ...] | None = None
) -> tuple[Reception, str | None]:
    found = meaning(GraphQLError(message, path, code))
    return found.reception, found.detail


@pytest.mark.parametrize(
    ("code", "reception"),
    [
        ("THROTTLED", Reception.RATE_LIMITED),
        ("ThrottlingException", Reception.RATE_LIMITED),
        ("auth/not-authenticated", Reception.UNAUTHENTICATED),
        ("notAuthenticated", Reception.UNAUTHENTICATED),
        ("401", Reception.UNAUTHENTICATED),
        ("GRAPHQL_VALIDATION_FAILED", Reception.SHAPE_REFUSED),
        ("FORBIDDEN", Reception.FORBIDDEN),
        ("AccessDeniedException", Reception.FORBIDDEN),
        ("RESOURCE_NOT_FOUND", Reception.NOT_FOUND),
        ("INTERNAL_SERVER_ERROR", Reception.SERVER_ERROR),
        ("SOMETHING_ELSE", Reception.SERVER_ERROR),
        (None, Reception.SERVER_ERROR),
    ],
)
def test_a_code_in_any_spelling_has_its_meaning(code: str | None, reception: Reception) -> None:
    """However the server writes it: with dashes, in camel case, as a number, with Exception at its end."""
    assert read("x", code) == (reception, None)


@pytest.mark.parametrize(
    ("message", "code", "expected"),
    [
        ("Access token expired", "FORBIDDEN", (Reception.UNAUTHENTICATED, "expired")),
        ("no permission", "UNAUTHORIZED", (Reception.FORBIDDEN, None)),
        ("Unauthorized", "UNAUTHORIZED", (Reception.UNAUTHENTICATED, None)),
        ("Too many requests", "INTERNAL_SERVER_ERROR", (Reception.RATE_LIMITED, None)),
        ("Rate limit exceeded", None, (Reception.RATE_LIMITED, None)),
        ("token expired", "GRAPHQL_VALIDATION_FAILED", (Reception.SHAPE_REFUSED, None)),
        ("The token is expired", "TOKEN_EXPIRED", (Reception.UNAUTHENTICATED, "expired")),
        ("not found", "FORBIDDEN", (Reception.FORBIDDEN, None)),
        ("not found", None, (Reception.NOT_FOUND, None)),
        ("boom", "BAD_USER_INPUT", (Reception.SHAPE_REFUSED, None)),
    ],
)
def test_words_overrule_a_code_that_is_used_loosely(
    message: str, code: str | None, expected: tuple[Reception, str | None]
) -> None:
    """FORBIDDEN with "token expired" is about the token; a refused shape stays one, whatever it mentions."""
    assert read(message, code) == expected


def test_bad_input_on_a_path_is_the_resolvers_matter() -> None:
    """Without a path the variables were refused as a whole; on a path one resolver failed."""
    assert read("boom", "BAD_USER_INPUT", ("me", "workspaces")) == (Reception.SERVER_ERROR, None)


@pytest.mark.parametrize(
    ("message", "detail"),
    [
        ('Cannot query field "workspaces" on type "User"', "wrong-surface"),
        ('Cannot query field "id" on type "Me"', "wrong-surface"),
        ('Cannot query field "slug" on type "WorkspaceShortDetails"', "wrong-surface"),
        ("Cannot query field 'loginViaPersonalApiToken' on type 'Mutation'", "wrong-surface"),
        ('Unknown field. Did you mean "exchangeSurfaceRefreshToken"?', "wrong-surface"),
        ('Field "workIds" is not defined by type "JobWorkFilters"', "work-filter"),
        ("Syntax Error: Aliases limit of 15 exceeded, found 16.", "alias"),
        ("Syntax Error: Query depth limit of 6 exceeded, found 7.", "depth"),
        ("Syntax Error: Query Cost limit of 5000 exceeded, found 9000.", "cost"),
        ("too many tokens", "cost"),
        ("limit must not exceed 100, got 200", "page-size"),
        ("limit must be at most 100 items", "page-size"),
        ("A filter may have 10 values at most, got 12", "filter-size"),
        ("ids must contain no more than 50 elements", "filter-size"),
        ("workIds may hold up to 20 IDs", "filter-size"),
        ("too many ids", "filter-size"),
        ("request entity too large", "size"),
        ('Cannot query field "colour" on type "JobWork"', None),
    ],
)
def test_a_refused_shape_says_what_to_leave_out(message: str, detail: str | None) -> None:
    """Guards mention limits as well, so the most telling word comes first."""
    assert read(message, "GRAPHQL_VALIDATION_FAILED") == (Reception.SHAPE_REFUSED, detail)


def test_of_several_errors_the_one_that_decides_what_to_do_comes_first() -> None:
    """A rate limit before a token, a token before a shape, a shape with a detail before one without."""
    limit, token = GraphQLError("x", None, "THROTTLED"), GraphQLError("x", None, "UNAUTHENTICATED")
    plain, deep = (GraphQLError(text, None, "VALIDATION_FAILED") for text in ("x", "Query depth limit"))
    assert judge([token, limit]).reception is Reception.RATE_LIMITED
    assert judge([plain, token]).reception is Reception.UNAUTHENTICATED
    assert judge([plain, deep]) == Meaning(Reception.SHAPE_REFUSED, "depth")
    assert judge([]) == Meaning(Reception.SERVER_ERROR)


def test_the_wrong_surface_explains_every_other_refused_field() -> None:
    """The other gateway refuses much; that it is the other one is what helps."""
    surface = GraphQLError('Cannot query field "workspaces" on type "User"', None, "GRAPHQL_VALIDATION_FAILED")
    alias = GraphQLError("Aliases limit of 15 exceeded", None, "GRAPHQL_VALIDATION_FAILED")
    assert judge([alias, surface]) == Meaning(Reception.SHAPE_REFUSED, "wrong-surface")


@pytest.mark.parametrize(
    ("text", "limited", "refused"),
    [
        ("429: slow down", True, False),
        ("Please try again in 5 seconds", True, False),
        ("You must be logged in", False, True),
        ("jwt expired", False, True),
        ("Unexpected token < in JSON", False, False),
        ("invalid token in the document", False, False),
        ("limit must be at most 100", False, False),
    ],
)
def test_plain_texts_are_read_as_well(text: str, limited: bool, refused: bool) -> None:
    """For replies that are not GraphQL; a parser's "token" is not a credential."""
    assert (is_rate_limit(text), is_unauthenticated(text)) == (limited, refused)
