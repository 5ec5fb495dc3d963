"""filed-diagnose: names the cause when a Filed GraphQL query comes back empty.

The core. It imports no check and no renderer: those enter through the entry-point groups
``diagnose.checks`` and ``diagnose.reports`` (see :mod:`diagnose.plugin`).
"""
