"""Words of error messages: with a capital they are no names."""

from __future__ import annotations

import errno
import os
import re
from http import HTTPStatus
from typing import Final

from diagnose.redaction.vocabulary import WORDS, words

_ENGLISH: Final = """
    a about above across after again against all allow allowed already also although always am an and another any anyone
    anything are around as ask at attempt attempts away back bad be because been before began begin being below besides
    best better between beyond both but by call came can cannot carefully certain change changed check class client
    clock come configure confirm consider contact correct could customer date dates day days dear delay describe detail
    details determine did different do does doing don't down due during each earlier either else empty end enough ensure
    enter entered enterprise even ever every everything exactly except exceed exceeded exceeds expect expected explain
    extra false far few field fields find finding first fix follow following forbidden format found from full function
    further gave general get give given go goes going good got greater had handle happen happened has hasn't have
    haven't having he header headers hello help hence her here hers him his hour hours how however i if in inside
    instead internal into is isn't issue it its itself just keep key keys kind kindly know known large larger last
    later least less let like limit limits line lines list little local long longer look looking made main make making
    malformed many match maximum may maybe me mean means meanwhile memory method might minimum minute minutes mode
    month more most much must my name named names near need neither never new next no nobody nor not nothing notice now
    nowhere null number numbers of off often on once one only onto open operation option options or other others our out
    over own parameter parameters path paths per perhaps permission permissions permitted please point policy possible
    previous probably problem problems property provide provided put quantity query quite rather reach reached read
    reason recent regards related remember reply reported reset resource result root row rows rule same save say says
    schema second seconds section see seem seems sees select send sends separate server service session set setting
    settings several shall she short should show shown side sign simply since single size small so some somebody someone
    something somewhere sorry specific specified status step still string such support sure take taken tell than thank
    thanks that the their them then there therefore these they thing things this those though through throughout thus
    till time times title together too took total tried true try trying turn two type types under unexpected unable
    unless until unusually up upon us use used user users uses using usually value values variable variables very via
    want was wasn't way we welcome well went were weren't what whatever when where whether which while who whole whose
    why wide will with within without won't would write wrong year yes yet you your yours zero
    abort access acknowledge action address algorithm alias amazon api argument arguments array assertion attribute
    attributes auth authenticate authenticated authentication authorization authorized backend base binary block body
    boolean browser buffer bug byte bytes cache cannot caused certificate character characters charset chunk cipher
    cloud cloudflare cluster code codec column command compression compressed config configuration connect connection
    connections container content context converter cookie corrupt corrupted count crash credentials cron cursor damaged
    data database deadline debug decode decoded decoder decoding decompress default depth deprecated deserialize
    destination device digest directive directory disk dns domain duplicate element encode encoded encoding encrypted
    encryption endpoint engine entity enum environment eof exhausted exit expected expiration expiry exponential
    extension external fatal feature fetcher firewall flag float folder forward fragment frame gateway generic git
    graph group handler handshake hash heap hint host hostname html id identifier identity illegal implementation
    inbound
    index info initialization input insert instance int integer interface intermediate interrupted invalid io ip item
    iteration iterator java javascript jwt language latency layer length level library link loader locale location lock
    log login logout lookup loop malware manifest mapping mandatory marker media metadata mime missing mismatch model
    module mutation namespace native negative nested network nginx node non object objects offset operand optional oops
    origin outbound outer output overflow owner page pages parse parser password pattern payload peer pipe pixel
    pixels platform plugin pointer pool port prefix primary printed privilege process processor profile protected
    protocol proxy publisher python quota range rate raw realm recognition recoverable record redirect redirects
    reference regexp region register rejected relation remote renderer request requests resolve resolver response
    retries role rollback route router runtime safe sandbox scan schema scope script secure security segment
    segmentation selection serializer shard signature skip snapshot socket software source sources ssl stack stage
    stream strict structure subscription suffix symbol syntax system systems table target task template temporary tenant
    terminated thread threshold throttle throttled throttling timeout timestamp tls token tokens topic trace transaction
    transport truncated tunnel unauthenticated unauthorized undefined unicode unique unit unlock unprocessable
    unreachable unreadable unrecognized unsupported upstream upgrade uri url urls utf validation verification version
    virtual volume warning web webhook window windows worker workflow xml yaml zip
    adobe acrobat pdf excel word powerpoint office jpeg png tiff heic bmp gif html csv ocr aws s3 azure google cdn linux
    ubuntu debian chrome firefox safari edge apache node axios httpx requests postman insomnia curl
    january february march april june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun utc gmt est
    pst cet
    form forms tax return returns income federal state schedule wage statement copy irs filed graphql job works work
    artifacts artifact workspace workspaces works mr mrs ms mx dr prof fwd re aw betreff subject sent cc bcc
    mixed conf dev staging utf ascii latin bom mbox forwarded capture console dump backup recording screenshot devtools
    jobworks collection compose dockerfile secret secrets kubeconfig rsa netrc npmrc syslog stdout stderr terminal notes
    ssn itin iban otp pw pwd login logins passwort kennwort contraseña senha wachtwoord hasło heslo meine unser unsere
    notre mein der die eine ihr het
    todo readme questions followup escalation untitled results clients customers har firefox opera mailbox inbox
"""

_PHRASES: Final = [status.phrase for status in HTTPStatus] + [os.strerror(number) for number in errno.errorcode]
PLAIN_WORDS: Final = words(_ENGLISH) | WORDS | {
    word.casefold() for phrase in _PHRASES for word in re.findall(r"[A-Za-z']+", phrase)
}  # fmt: skip
"""Plain English as errors use it, the phrases of HTTP (RFC 9110) and of the operating system, and our vocabulary."""


_NAMES_TOO: Final = words("ein tin dob pin")
"""Short for something, but people are called so: ``Tin Nguyen``. Articles of surnames are no plain words: ``Le``."""


def is_plain(word: str) -> bool:
    """Tell whether a word is one of an error message, or a common one, whatever its case."""
    folded = word.casefold()
    return folded in PLAIN_WORDS or (folded in _NAMES_TOO and not word.istitle())
