"""One file a form: where something of its kind may stand in a ticket, and what it says.

To add a form:

1. Write ``<form>.py`` here. It ends with one value: a ``StretchForm`` for what stands somewhere in a text, a
   ``JsonForm`` for a JSON value, a ``WholeForm`` for a text that is nothing else, a ``FileForm`` for bytes
   (:mod:`diagnose.intake.content.form`).
2. Its ``read`` returns what it finds (:mod:`diagnose.intake.content.sightings`) and what is to be read again (a text,
   a JSON value, a file). An HTTP request goes through ``deliver``, which reads headers, secrets and body.
3. Put the value into ``table.py``, before the forms that would take the same place.
4. Put a ticket into ``tests/intake/corpus/<name>/``, run ``python -m tests.intake.regold <name>``, read the result.
"""
