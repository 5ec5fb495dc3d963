"""What this machine brings along: Python, plugins, proxies, certificate authorities, a place to write to."""

from __future__ import annotations

import os
import platform
import ssl
import sys
import tempfile
import webbrowser
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from diagnose.checking.registry import OWN, Checks, Renderers
from diagnose.doctor.symptom import MachineCheck
from diagnose.gateway.address import Endpoint
from diagnose.gateway.http.proxies import ProxySettingError, check_proxy_settings, choose_proxy
from diagnose.phrases import clause, count, listed
from diagnose.report_words import CheckOutcome
from diagnose.version import __version__

_PYTHONS = ((3, 11), (3, 14))
"""The first and the last version that the package declares."""
_PACKAGES = ("click", "graphql-core", "httpx", "jinja2", "pydantic", "rapidfuzz", "rich", "truststore")
_OTHER_STORES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_OWN_STORES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def interpreter(environ: Mapping[str, str]) -> MachineCheck:
    """Which Python runs this tool, and whether it may keep what it compiles."""
    title = "Python is of a version that this tool declares"
    runs = f"filed-diagnose {__version__} on Python {platform.python_version()}"
    if not _PYTHONS[0] <= sys.version_info[:2] <= _PYTHONS[1]:
        first, last = (".".join(map(str, tested)) for tested in _PYTHONS)
        remedy = f"Install the tool with a Python from {first} to {last}."
        return MachineCheck("versions", title, CheckOutcome.WARN, runs, remedy)
    if environ.get("PYTHONDONTWRITEBYTECODE"):
        remedy = "Unset PYTHONDONTWRITEBYTECODE: with it, every start compiles everything anew."
        return MachineCheck("versions", title, CheckOutcome.WARN, f"{runs}; nothing compiled is kept", remedy)
    return MachineCheck("versions", title, CheckOutcome.PASS, runs)


def packages() -> dict[str, str]:
    """Return the versions of the packages that this tool stands on, empty for one that cannot be told."""
    return {package: _version(package) for package in _PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def plugins(checks: Checks, renderers: Renderers) -> MachineCheck:
    """Whether every check and every format that is installed can be used."""
    title = "Every check and format that is installed can be used"
    broken = (*checks.broken, *renderers.broken)
    if broken:
        which = listed([f"{each.name} of {each.package.name} ({clause(each.why)})" for each in broken])
        names = listed(sorted({each.package.name for each in broken}))
        remedy = f"Install filed-diagnose again: {names} is damaged." if names == OWN else f"Update or remove {names}."
        return MachineCheck("plugins", title, CheckOutcome.FAIL, f"cannot be used: {which}", remedy)
    others = [f"{package.name} {package.version}" for package in checks.third_parties]
    more = f", {listed(others)} included" if others else ""
    loaded = f"{count(len(checks.checks), 'check')} and {count(len(renderers.files), 'format')}{more}"
    return MachineCheck("plugins", title, CheckOutcome.PASS, loaded)


def proxy(endpoint: Endpoint | None, environ: Mapping[str, str]) -> tuple[str | None, MachineCheck]:
    """Return the proxy's host, if requests go through one, and whether the proxy settings can be used at all."""
    title = "The proxy settings can be used"
    try:
        check_proxy_settings(environ)
        chosen = choose_proxy(endpoint, environ) if endpoint else None
    except ProxySettingError as error:
        remedy = "Mend or unset the variable that is named, then run this again."
        return None, MachineCheck("proxy", title, CheckOutcome.FAIL, str(error), remedy)
    if chosen is None:
        return None, MachineCheck("proxy", title, CheckOutcome.PASS, "none: requests go straight to the endpoint")
    host = urlsplit(chosen).hostname or "a proxy"
    return host, MachineCheck("proxy", title, CheckOutcome.PASS, f"requests go through {host}")


def certificates(endpoint: Endpoint | None, environ: Mapping[str, str]) -> MachineCheck:
    """Where the certificate authorities come from: the machine's own store, by truststore."""
    title = "There are certificate authorities to check the gateway against"

    def row(outcome: CheckOutcome, reason: str, remedy: str = "") -> MachineCheck:
        return MachineCheck("certificates", title, outcome, reason, remedy)

    if endpoint is None or not endpoint.secure:
        return row(CheckOutcome.SKIP, "not applicable: the endpoint is not https")
    for variable in _OWN_STORES:
        if (path := environ.get(variable)) and (why := _unusable(variable, path)):
            remedy = f"Unset {variable}, or let it name your organisation's certificates."
            return row(CheckOutcome.FAIL, f"{variable} names {path}, which {why}", remedy)
    others = [variable for variable in _OTHER_STORES if environ.get(variable)]
    if others and not any(environ.get(variable) for variable in _OWN_STORES):
        remedy = "If your organisation has an authority of its own, install it in the system, or set SSL_CERT_FILE."
        return row(CheckOutcome.WARN, f"{listed(others)} is set, which this tool does not read", remedy)
    paths = ssl.get_default_verify_paths()
    where = environ.get("SSL_CERT_FILE") or environ.get("SSL_CERT_DIR") or paths.cafile or paths.capath
    store = f", {where}" if sys.platform.startswith("linux") and where else ""
    return row(CheckOutcome.PASS, f"the machine's own store{store}")


def _unusable(variable: str, path: str) -> str:
    """Say why OpenSSL would get nothing from such a variable, which it does not say itself; empty where it would."""
    if variable == "SSL_CERT_DIR":
        directories = [Path(part) for part in path.split(os.pathsep)]
        if not any(directory.exists() for directory in directories):
            return "is not there"
        return "" if any(directory.is_dir() for directory in directories) else "is not a directory"
    if not Path(path).exists():
        return "is not there"
    if not Path(path).is_file():  # a pipe would be waited for
        return "is not a file"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=path)
    except OSError as error:
        return "cannot be read" if isinstance(error, PermissionError) else "holds no certificates"
    return "" if context.cert_store_stats()["x509"] else "holds no certificates"


def output(here: Path) -> MachineCheck:
    """Whether the reports can be written where they go unless an option says otherwise."""
    title = "Reports can be written here"
    directory = here / "diagnosis"
    place = directory if directory.exists() else here
    try:
        with tempfile.TemporaryFile(dir=place, prefix=".diagnose-"):
            pass
    except OSError as error:
        remedy = "Change to a directory of your own, or name another one with --output-dir."
        why = os.strerror(error.errno) if error.errno else "it cannot be written"
        return MachineCheck("output", title, CheckOutcome.WARN, f"{place}: {why}", remedy)
    return MachineCheck("output", title, CheckOutcome.PASS, f"{directory}")


def browser() -> MachineCheck:
    """Whether there is something to open the HTML report with; a report can be read elsewhere, so that is no fault."""
    title = "There is a browser for the HTML report"
    try:
        name = webbrowser.get().__class__.__name__
    except webbrowser.Error:
        remedy = "Open the HTML report on another machine: it is one file, without network or script."
        return MachineCheck("browser", title, CheckOutcome.WARN, "none was found", remedy)
    return MachineCheck("browser", title, CheckOutcome.PASS, f"found ({name})")
