"""Asking the gateway: questions out, classified answers back. Only ``gateway.http.transport`` imports httpx.

``schema.graphql`` is the gateway's schema as far as its public pages document it; the gateway itself is never asked for
it. Three things stand on it: the documents that are sent (``documents/``), the embedded gateway, which executes it
(``diagnose.sandbox``), and the judging of a customer's own query (``diagnose.customer``). When a page of the
vendor's changes (they are listed at the top of the schema):

1. Write the difference into the schema. What a page states carries no mark; what is only inferred, such as a
   nullability, carries ``@inferred(what: "…")``. When a page comes to state it, the mark goes.
2. A new field needs a value in the embedded gateway's rows (``sandbox/live_world.py``), a new filter a line in
   ``sandbox/resolvers.py``; their tests fail until it is there.
3. Run ``pytest tests/gateway/documents tests/sandbox tests/customer``: every document must fit the schema, the embedded
   gateway must answer each of them, and a customer's query that was right must stay right.
4. A field that the documents should now ask for is added there, in such a way that it can be given up when the gateway
   refuses it: what a page promises need not be live.
"""
