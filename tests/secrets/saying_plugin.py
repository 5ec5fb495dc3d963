"""A check of another package that says a text wherever a check may say something."""

from __future__ import annotations

PLUGIN = """
import json
from pathlib import Path
from diagnose.plugin import Ask, Code, Finding, Found, Passed, Rival, Secret, Severity, Subject, SubjectKind, check

def subject(some_id):
    return Subject(kind=SubjectKind.CONNECTION, id=some_id)

@check(id="saying", title="Says it", rule="Somebody says it.", docs_url="https://acme.example/",
       codes=(Code("saying-it", on=(SubjectKind.CONNECTION,), meaning="It was said.", remedy="Do {what}.",
                   severity=Severity.ERROR),))
def saying(ctx):
    said = json.loads(Path("said.json").read_text())
    where, text = said["where"], said["text"]
    secrets = (Secret(said["secret"], "plugin's secret"),) if said["secret"] else ()
    if where == "error":
        raise ValueError(text)
    if where == "print":
        print(text)
    if where == "reason":
        return Passed(text, (Ask("why", text),), secrets=secrets)
    if where in ("print", "nothing"):
        return Passed("fine", secrets=secrets)
    def at(place, otherwise):
        return text if where == place else otherwise
    other = subject(at("rival", "connection_790"))
    rival = Rival(subject=other, suggestion=at("rival", None), tells_apart=at("rival", "ask"))
    finding = Finding(
        code="saying-it", subject=subject(at("subject", "connection_790")), summary=at("summary", "It was said."),
        expected=at("summary", "nothing"), observed=at("summary", "it"), suggestion=at("suggestion", None),
        details={at("key", "said"): at("details", "it"), "list": [at("details", "it")]},
        fields={"what": at("remedy", "it")}, rivals=(rival,),
    )
    return Found((finding,), asks=(Ask("why", at("ask", "because")),), secrets=secrets)

CHECKS = (saying,)
"""
