"""A run as evidence: recorded, veiled and packed, so that it can be judged again without network or token.

A run is listened to (``recording``), veiled with the aliases of its report (``keeping``), and packed (``members``,
``archive``). ``replaying`` answers today's questions from the recorded answers, below the investigation, and decides
with today's checks.
"""
