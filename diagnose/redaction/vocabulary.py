"""Words that say nothing of a person: those that IDs, statuses and documents are commonly named with.

A list of words that stay rather than of those that go: a name that nobody thought of is masked. Given names and
surnames that are common words too (``mark``, ``will``, ``page``, ``baker``) are not in it.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


CHAIN: Final = words("workspace connection job work artifact wrk ws conn con cj jw")
"""Words that the gateway's own IDs begin with."""

ID_WORDS: Final = CHAIN | words(
    """
    account acct acc app application archive asset attachment batch binder bundle bucket case client company contact
    contract copy cust customer cust data dataset demo dev doc docs document download draft email engagement entity
    entry env event export ext external extern file files final firm folder form group guid household id ids image img
    import in inbox incoming input inv invoice item key letter line live local mail main member message msg new node
    note num number object obj old order org original out outbox output package paper part partner pdf pkg
    photo pic picture png jpg jpeg prod production profile project prop provider rec receipt record ref reference
    report req request resource resp response result return returns rev row run sample sandbox scan scans sch schedule
    sep sequence seq set sheet source src staging stage statement stmt sub submission sup support task tax taxes
    taxpayer team temp template tenant test tests testing ticket tkt tmp token trace txn tx type unit upload uploads
    user usr uuid v ver version vendor view web year yr xml json csv har eml txt
    kunde mandant akte auftrag beleg datei dokument konto rechnung steuer vorgang
    fichier dossier cliente archivo documento pedido
    """
)
"""Words that a customer's IDs are built of, next to numbers."""

FORMS: Final = words(
    """
    w2 w2c w2g w3 w4 w7 w8 w8ben w9 k1 k2 k3 1040 1040x 1040sr 1040nr 1041 1042 1042s 1065 1095 1095a 1095b 1095c 1098
    1098t 1098e 1099 1099int 1099div 1099misc 1099nec 1099r 1099b 1099g 1099k 1099s 1099q 1099sa 1099oid 1120 1120s
    990 941 940 944 2441 3921 3922 4562 4868 5498 5498sa 7004 8812 8829 8863 8867 8879 8889 8949 8995 706 709 ssa1099
    rrb1099 int div misc nec oid scha schb schc schd sche
    """
)
"""Names of tax documents, without their hyphens."""

STATUS_WORDS: Final = words(
    """
    aborted accepted access active approved archived assigned available awaiting blocked cancel canceled cancelled
    cancelling closed collecting complete completed completing connected created current declined delayed deleted
    denied deprecated disabled disconnected done downloaded downloading draft enabled enqueued error errored ended
    exception exists expired extracted extracting extraction fail failed failing failure fetch fetched fetching
    finalized finished for generated hold idle ignored imported importing inactive incomplete indexed initial
    initialized initializing in invalid is linked loaded loading locked lost matched merged missing moved needed needs
    never no none not null ocr ok on open parsed parsing partial partially paused pending permanently plan planned
    posted prepared preparing processed processing progress published purged quarantine quarantined queue queued read
    ready received refused rejected released removed replaced requested required requires retry retried retrying
    review reviewed reviewing running saved scanned scanning scheduled sent signed skipped stale started starting
    stopped stored submitted success succeeded successful suspended synced syncing timed timeout to transferred
    transferring transformed unavailable unknown unlinked unprocessed unread unsupported updated updating uploaded
    uploading valid validated validating verified verifying virus waiting warning with
    """
)
"""Words that statuses are made of."""

TYPE_WORDS: Final = words(
    """
    bank brokerage business certificate charitable childcare closing corporate corporation dependent depreciation
    disclosure donation driver license estate estimated expense federal financial foreign fund gift health identity
    image income individual insurance interest investment ira loan medical misc mortgage organizer other partnership
    passport payment payroll payslip pension plain prior property questionnaire real rental retirement roth s salary
    sale security social source spreadsheet state stock student summary supporting text trust tuition utility video
    wage worksheet corp
    """
)
"""Words that kinds of documents are named with."""

PROVIDERS: Final = words(
    """
    filed cch axcess engagement ultratax lacerte drake proconnect proseries taxdome canopy karbon sharefile smartvault
    dropbox box google drive gdrive onedrive sharepoint microsoft office 365 quickbooks qbo xero intuit gusto adp stripe
    plaid salesforce hubspot zapier s3 aws azure gcs sftp ftp http https graphql rest custom internal soraban truss
    safesend suralink liscio thomson reuters wolters kluwer gruntworx surepre taxcaddy gosystem prosystem fx zendesk
    api webhook desktop mobile web local manual mock diagnose curl postman insomnia bruno
    """
)
"""Products that connections and integrations are named after."""

METHODS: Final = words("connect delete get head options patch post put trace")
"""The methods of HTTP (RFC 9110, RFC 5789)."""

WORDS: Final = ID_WORDS | FORMS | STATUS_WORDS | TYPE_WORDS | PROVIDERS | METHODS
"""All of them: a status, a type, a provider key or a method made of these stays."""
