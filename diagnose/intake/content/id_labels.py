"""The words that say what an ID is, before it, behind it, or of another sort.

In English, German, French, Spanish, Italian, Portuguese, Dutch and Polish.

All patterns are bounded and are tried only where a stem of theirs stands, so that reading is linear in the length.
"""

from __future__ import annotations

import re

from diagnose.ids import Kind

STEMS = (
    "connection", "connexion", "conex", "conn", "verbindung", "anbindung", "verbinding", "koppeling", "import", "job",
    "work", "ws", "jw", "arbeitsbereich", "espac", "espaç", "spazi", "area", "área", "werkruimte",
    "połącz", "polacz", "przestrze", "obszar",
    "artifa", "artefa", "artéfa",
)  # fmt: skip
"""What every label begins with, in lower case."""
_WRAP = r"(?:[ _-]|-?[ ]?\r?\n[ \t]{0,8})?"
"""Between two halves of a label; a line may end there, also with a hyphen (``work-⏎space``)."""
LABEL = re.compile(
    rf"""(?xi)(?:(?<![A-Za-z0-9])|(?<=filed))(?:
      (?P<connection_job>(?:provider[ _-]?)?connection[ _-]?jobs?(?![ _-]?(?:work|art))|import[ _-]?jobs?
        |verbindungs[ -]?(?:jobs?|auftr[aä]ge?s?)
        |import[ -]?auftr[aä]ge?s?|jobs?(?!(?:[ _-]|-?[ ]?\r?\n[ \t]{{0,8}})?(?:work|art)))
    | (?P<job_work>job{_WRAP}works?|jws?(?=[ ]?[:=]|[ ]\S*\d))
    | (?P<workspace>work{_WRAP}spaces?|ws(?=[ ]?[:=]|[ ]\S*\d)|arbeitsbereich(?:e|es|s)?
        |espaces?[ ]de[ ]travail|espacios?[ ]de[ ]trabajo|(?:spazio?|aree?|area)[ ]di[ ]lavoro|werkruimtes?
        |(?:przestrze(?:ń|n|ni|nie)|obszar\w{{0,2}})[ ]robocz\w{{1,3}}
        |(?:espaços?|[aá]reas?)[ ]de[ ]trabalho
        |(?:espace|espacio|espaço|spazio)s?(?=[ ]?[:=|]|\Z))
    | (?P<connection>(?:provider[ _-]?)?connections?|conn(?=[ ]?[:=]|[ ]\S*\d)|verbindung(?:en|s)?|anbindung(?:en|s)?
        |connexions?|conexi[oó]n(?:es)?|connession[ei]|conex(?:[aã]o|[oõ]es)|verbinding(?:en)?|koppeling(?:en)?
        |po[łl][aą]cze(?:ni\w{{1,3}}|ń))
    | (?P<artifact>(?:work[ _-]?)?art[eéi]facts?|artefakt(?:e|es|s|y|u|ów|ami?)?
        |artefact(?:os?|en)|artefat(?:os?|to|ti))
    | (?P<work>works?)
    )
    (?P<id>(?:[ _-]{{0,2}}|[ ]?\r?\n[ \t]{{0,8}})(?:external[ _-]?)?
      (?:ids?|identifiers?|kennung(?:en)?|numbers?|nummern?|nr\.?|uuids?)(?![A-Za-z]))?
    (?![A-Za-z_])"""
)
"""Takes ``connection jobs``, ``Arbeitsbereichs-ID``, ``job⏎work ID``; leaves ``connection_789``, ``network``."""

_OPEN = r"(?:[ \t\"'`*()\[\]<|:=\#\u201c\u201d\u201e\u201a\u2018\u2019\u00bb\u00ab>→{,]|urn:uuid:)"
_IS = (
    r"(?:is|ist|are|sind|was|were|war|waren|lautet|lauten|hei[sß]t|named|namens|called|being|est|sont|[eé]tait|es|son"
    r"|era|erano|sono|[eé]tant|siendo|essendo|sendo|[èé]"
    r"|s[aãą]o?|jest|brzm[ią]\w?|(?:(?<=ni[eau][ ])|(?<=ocz[aye][ ]))to|zijn|heet|luidt"
    r"|with[ ](?:the[ ])?ids?|mit[ ](?:der|den)[ ]ids?"
    r"|avec[ ]l['\u2019]id|con[ ](?:el[ ]|l['\u2019])?id|com[ ](?:o[ ])?id|met[ ](?:het[ ])?id)(?![^\W\d_])"
)
_NOW = (
    r"(?:[ ](?:now|actually|really|in[ ]fact|jetzt|nun|eigentlich|maintenant|d[eé]sormais|ahora|ora|agora|nu)"
    r"(?![A-Za-z]))?"
)
_ID_WORD = (
    r"(?:ids?|uuids?|kennung|identifiers?|identifiants?|identificador(?:es)?|identificativ[oi]|identyfikator\w{0,3}|nr\.?|n\.?[°º]|no\.)"
    r"(?![A-Za-z])"
)
_ARTICLE = (
    r"(?:(?:the|der|die|das|le|la|el|il|lo|o|a|het|de)[ ](?=[\"'`]?(?:[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{32}"
    r"|c[a-z0-9]{24}|0[0-9a-z]{25}|(?:workspace|connection|job|work|artifact)_\w*\d)))?"
)
"""Between ``is`` and an ID by its shape: ``o job work é o J``; leaves ``ist die produktive01``."""
_BULLET = r"[ \t>*•|`\-\u2013\u2014·▪◦]"
_NTH = rf"(?:[ ]?(?:\#|n\.?[°º]|no\.|nr\.)?[ ]?(?:\d{{1,3}}|[a-z])(?=[ ]?[:=)\]]|[ ]{_IS})|[ ]?\(\d{{1,2}}\))?"
_REMARK = r"(?:[ ]?\([^()\d\n]{1,30}\)(?=[ ]?[:=]))?"
_LEADERS = r"(?:[ ]?[.·_]){3,60}+"
"""What forms draw between a label and its value: ``ID . . . . : x``."""
_SUCH = r"""(?:[ ](?:missing|affected|concerned|below|above|following|in[ ]question|mentioned|involved|used
    |fehlend\w{0,2}|betroffen\w{0,2}|folgend\w{0,2}|genannt\w{0,2}
    |manquant\w{0,2}|concern[ée]\w{0,2}|absente?s?|affect[ée]\w{0,2}|suivante?s?|utilis[ée]\w{0,2}|vides?|en[ ]question
    |afectad[oa]s?|faltantes?|ausentes?|siguientes?|vac[ií][oa]s?|utilizad[oa]s?|en[ ]cuesti[oó]n
    |mancanti?|interessat[aoie]|coinvolt[aoie]|seguenti?|vuot[aoie]|giust[aoie]|corrett[aoie]|in[ ]questione
    |afetad[oa]s?|seguintes?|vazi[oa]s?|usad[oa]s?|cert[oa]s?|corret[oa]s?|em[ ]quest[aã]o
    |brakując\w{1,3}|poniższ\w{1,3}|następując\w{1,3}|dotyczą\w{1,4}
    |ontbrekende?|getroffen|betreffende?|volgende?|juiste?
    |bonn?e?s?|buen[oa]s?|correct[oae]?s?|right|richtige\w?)(?![A-Za-z])){0,3}+"""
FILLER = re.compile(
    rf"(?xi){_NTH}{_REMARK}{_SUCH}(?:{_LEADERS})?(?:[ ]?\?)?(?:[ ]{{1,8}}+[-\u2013\u2014]{{1,2}}(?=[ ]))?"
    rf"{_OPEN}{{0,24}}+(?:{_IS}{_NOW}{_OPEN}{{0,24}}+{_ARTICLE})?(?:{_ID_WORD}\.?{_OPEN}{{0,24}}+)?"
    rf"(?:{_IS}{_OPEN}{{0,24}}+)?(?:\r?\n{_BULLET}{{0,16}}+(?:value|wert|valeur|valor|valore|waarde)(?=[ ]?[:=]))?"
    rf"{_OPEN}{{0,24}}+(?:\r?\n{_BULLET}{{0,16}}+){{0,3}}+{_OPEN}{{0,24}}+"
    rf"(?:(?:(?:list|mutableList|set|array)Of|List\.of|Arrays\.asList|vec!|Array|list|c|%w)(?=[(\[{{]){_OPEN}{{1,4}}+)?"
)
"""Between a label and its ID: ``: "``, `` is ``, `` (ID: ``, `` #2: ``, `` manquants ``, a line break and a bullet."""
_WORDS = r"(?:[ ][^\W\d_][^\W\d_]{0,24}(?:['\u2019-][^\W\d_]{1,24})?){1,9}"
TAIL = re.compile(rf"(?i){_WORDS}[ ]{{0,2}}[:?](?:\r?\n{_BULLET}{{0,16}}+){{0,3}}+{_OPEN}{{0,24}}+")
"""Words between a label and the colon before its list: ``these job works do not come: ``."""
STRONG = re.compile(
    r"[:=|#→]|\b(?:is|ist|are|sind|lautet|lauten|named|namens|called|ids?|est|sont|es|son|hei[sß]t|sono|s[aã]o|są|to|jest|zijn|[èé]|heet"
    r"|luidt)\b",
    re.IGNORECASE,
)
"""Tells a label that is followed by its ID from a word that happens to stand before one."""

_THE = (
    r"(?:the|our|my|their|an?|der|die|das|dem|unser\w{0,2}|mein\w{0,2}|le|la|les|notre|nos|mon|ma|mes|el|los|las"
    r"|nuestr[oa]s?|mis?|sus?|il|lo|gli|i|nostr[aoie]|mi[ao]|nasz\w{0,3}|mój|os|as|noss[oa]s?|meus?|minhas?|de|het|onze?|mijn)(?![A-Za-z])"
)
_COPULA = (
    r"(?:is|are|was|ist|sind|war|est|sont|es|son|[èé]|sono|s[aã]o|są|jest|zijn|being|als|as|comme|como|come"
    r"|to(?=[ ](?:nasz|m[oó]j|po[łl][aą]|przestrz|obszar|zg[łl]osz|zam[oó]w|faktur|klienta|[żz][aą]da|wiadom)))"
    r"(?![A-Za-z])"
)
_GLUE = rf"""[`"'*)\]»”]{{0,3}}+(?:
      [ ]+{_COPULA}[ ]+(?:{_THE}[ ]+)?(?:(?:new|right|correct|affected|richtige|neue)[ ]+)?
    | [ ]?,?[ ]+{_THE}[ ]+
    | [ ]?(?:=|←|\u2013|\u2014|-)[ ]+(?:{_THE}[ ]+)?
    | (?P<arrow>[ ]?(?:-{{1,2}}>|=>|→)[ ]+(?:{_THE}[ ]+)?)
    | (?P<bracket>[ ]?\([ ]?(?:(?:this|that|these|those|it|das|dies|c['\u2019]|ce|eso|estos)[ ]?{_COPULA}[ ]+)?
      (?:{_THE}[ ]+)?)
    )"""
GLUE, GLUE_BEHIND = re.compile(rf"(?xi){_GLUE}$"), re.compile(rf"(?xi){_GLUE}")
"""Between an ID and the label behind it: `` is our ``, `` the ``, `` = ``, `` (those are ``."""

_OTHER = (
    r"requests?|req|trace|span|activity|correlation|corr|messages?|msg|session|sess|event|order|purchase[ ]order|po"
    r"|invoice|client|customer|user|device|transaction|ticket|case|incident|commit|revision|rev|build|deploy(?:ment)?|release"
    r"|phone|tel|fon|fax|tax|vat|ein|iban|run|process|thread|container|pod|host|tenant|account|subscription|image|picture|img"
    r"|etag|md5|sha\d*|checksum|hash|fingerprint|attachment|asset|screenshot|boundary|nonce|cf[-_]ray|x-amz\S{0,20}"
    r"|anfragen?|nachrichten?|vorgangs?|sitzungs?|ereignis(?:ses)?|bestell(?:ung(?:s?))?|auftrags?|rechnungs?|kunden?"
    r"|mandant(?:en)?|telefon|mobil|steuer|korrelations?|ablauf|ger[aä]te?|bild(?:es)?|transaktions?|konto"
    r"|requ[eê]te|demande|commande|facture|t[eé]l[eé]phone|t[eé]l|[eé]v[eé]nement|trace|corr[eé]lation|siret|tva"
    r"|solicitud|petici[oó]n|pedido|factura|cliente|tel[eé]fono|sesi[oó]n|evento|mensaje|seguimiento|traza|nif|cif"
    r"|correlaci[oó]n|usuario|utilisateur|compte|cuenta|cid"
    r"|richiest[ae]|ordin[ei]|fattur[ae]|client[ei]|utent[ei]|telefono|messaggio?|session[ei]|pratica|conto|p\.?[ ]?iva"
    r"|solicita[cç][aã]o|requisi[cç][aã]o|fatura|nota[ ]fiscal|usu[aá]rio|telefone|mensagem|sess[aã]o|conta|cnpj|cpf"
    r"|verzoek|aanvraag|bestel(?:ling)?|factuur|klant|gebruiker|telefoon|bericht|sessie|rekening|btw|kvk"
    r"|zg[łl]oszeni\w{1,2}|zam[oó]wieni\w{1,2}|faktur\w{1,2}|klient\w{0,3}|[żz][aą]dani\w{1,2}|wiadomo[śs]ci?|telefonu?"
    r"|client[ _-]?connection"
    r"|agents?|macros?|workflows?|instances?|executions?|runs?|bundles?"
)
_NUMBER = (
    r"(?:ids?|uuids?|guids?|numbers?|nummern?|nr|no|num|n[°º]|n[uú]m(?:ero)?|num[eé]ro|keys?|kennung|id(?:entifiant|"
    r"entificador))(?![A-Za-z])"
)
OTHER_BEFORE = re.compile(
    rf"""(?xi)(?<![A-Za-z])(?:{_OTHER})(?P<number>[-_ .\#]{{0,2}}{_NUMBER}\.?)?
    [\s"'`:=\#(<\[\].*|]{{0,40}}(?:["'][ ]?,[ ]?["'])?(?:(?:is|was|ist|est|es|lautet|war)[\s:"'`]{{1,3}})?$"""
)
"""Takes ``x-request-id: ``, ``réf. requête ``, ``"client_msg_id": "``; anchored at the ID."""
OTHER_BEHIND = re.compile(
    rf"(?i)[\"'`)]{{0,2}}(?:[ ]{_COPULA}[ ](?:{_THE}[ ])?|[ ]?\([ ]?(?:{_THE}[ ])?)(?:{_OTHER})[-_ ]?{_NUMBER}"
)
"""Takes `` is the request ID``, `` (trace ID``; anchored behind the ID."""
OTHER_WORD = re.compile(rf"(?i)(?<![A-Za-z])(?:{_OTHER}|error|fehler|erreur)(?:[ _-]?ids?)?(?![A-Za-z])")


def kind_of_label(label: re.Match[str]) -> Kind:
    """Return the kind of ID that a label names."""
    return Kind(next(name for name, value in label.groupdict().items() if value and name != "id"))
