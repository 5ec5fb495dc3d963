"""Every form there is, in the order in which each is offered what may be its own.

A new form is a file in this folder and a row here. Of two forms that match at one place, the earlier row is asked
first.
"""

from __future__ import annotations

from diagnose.intake.content.form import Form
from diagnose.intake.forms.assignment import ASSIGNMENT
from diagnose.intake.forms.bruno import BRUNO, BRUNO_JSON
from diagnose.intake.forms.burp import BURP
from diagnose.intake.forms.call_options import CALL_OPTIONS
from diagnose.intake.forms.charles import CHARLES
from diagnose.intake.forms.charles_xml import CHARLES_XML
from diagnose.intake.forms.client_code import CLIENT_CODE
from diagnose.intake.forms.code_literal import LITERAL
from diagnose.intake.forms.curl import CURL
from diagnose.intake.forms.escaped_text import ESCAPED_TEXT
from diagnose.intake.forms.fetch import FETCH
from diagnose.intake.forms.flattened import FLATTENED, FLATTENED_LINES
from diagnose.intake.forms.graphql import GRAPHQL
from diagnose.intake.forms.graphql_exchange import (
    GRAPHQL_REQUEST,
    GRAPHQL_RESPONSE,
    GRAPHQL_RESPONSES,
    GRAPHQL_VARIABLES,
)
from diagnose.intake.forms.har import HAR, HAR_VALUE
from diagnose.intake.forms.hoppscotch import HOPPSCOTCH, HOPPSCOTCH_ENVIRONMENT
from diagnose.intake.forms.html_page import HTML_PAGE
from diagnose.intake.forms.http_client_debug import HTTP_CLIENT_DEBUG
from diagnose.intake.forms.http_environment import HTTP_ENVIRONMENT
from diagnose.intake.forms.httpie import HTTPIE
from diagnose.intake.forms.insomnia import INSOMNIA_4, INSOMNIA_5, INSOMNIA_YAML
from diagnose.intake.forms.invoke_webrequest import INVOKE_WEBREQUEST
from diagnose.intake.forms.json_text import JSON_IN_TEXT, JSON_SOURCE
from diagnose.intake.forms.link import LINK
from diagnose.intake.forms.logged_exchange import LOGGED_EXCHANGE
from diagnose.intake.forms.loose_variables import LOOSE_VARIABLES
from diagnose.intake.forms.mail import E_MAIL
from diagnose.intake.forms.object_dump import OBJECT_DUMP
from diagnose.intake.forms.postman import POSTMAN, POSTMAN_ENVIRONMENT
from diagnose.intake.forms.powershell_variable import POWERSHELL_VARIABLE
from diagnose.intake.forms.raw_http import HTTP_FILE_VARIABLE, HTTP_REQUEST, HTTP_RESPONSE
from diagnose.intake.forms.request_panel import REQUEST_PANEL
from diagnose.intake.forms.result_set import RESULT_SET
from diagnose.intake.forms.rich_text import RICH_TEXT
from diagnose.intake.forms.shell_output import SHELL_OUTPUT
from diagnose.intake.forms.shown_empty import SHOWN_EMPTY
from diagnose.intake.forms.table_rows import HTML_TABLE, TABLE_ROWS
from diagnose.intake.forms.thunder_client import THUNDER_CLIENT
from diagnose.intake.forms.ticket_file import TICKET_JSON, TICKET_TOML
from diagnose.intake.forms.variable_lines import VARIABLE_LINES
from diagnose.intake.forms.wget import WGET
from diagnose.intake.forms.written_request import WRITTEN_REQUEST
from diagnose.intake.forms.yaml_variable import YAML_VARIABLE

FORMS: tuple[Form, ...] = (
    # whole files
    HAR,
    E_MAIL,
    # whole texts
    JSON_SOURCE,
    INSOMNIA_YAML,
    BRUNO,
    TICKET_TOML,
    HTML_PAGE,
    # stretches of a text
    SHELL_OUTPUT,
    CURL,
    WGET,
    HTTPIE,
    FETCH,
    INVOKE_WEBREQUEST,
    BURP,
    CHARLES_XML,
    HTTP_CLIENT_DEBUG,
    REQUEST_PANEL,
    WRITTEN_REQUEST,
    HTTP_FILE_VARIABLE,
    HTTP_REQUEST,
    HTTP_RESPONSE,
    TABLE_ROWS,
    HTML_TABLE,
    FLATTENED_LINES,
    VARIABLE_LINES,
    ASSIGNMENT,
    POWERSHELL_VARIABLE,  # its strings have other escapes, so its word on one is the last
    YAML_VARIABLE,
    CLIENT_CODE,
    ESCAPED_TEXT,
    GRAPHQL,
    JSON_IN_TEXT,
    LINK,
    OBJECT_DUMP,
    LITERAL,
    SHOWN_EMPTY,
    # JSON values
    HAR_VALUE,
    CHARLES,
    LOGGED_EXCHANGE,
    POSTMAN,
    POSTMAN_ENVIRONMENT,
    INSOMNIA_4,
    INSOMNIA_5,
    BRUNO_JSON,
    THUNDER_CLIENT,
    HOPPSCOTCH,
    HOPPSCOTCH_ENVIRONMENT,
    HTTP_ENVIRONMENT,
    CALL_OPTIONS,
    FLATTENED,
    RESULT_SET,
    RICH_TEXT,
    GRAPHQL_VARIABLES,
    GRAPHQL_REQUEST,
    GRAPHQL_RESPONSE,
    GRAPHQL_RESPONSES,
    TICKET_JSON,
    LOOSE_VARIABLES,
)
