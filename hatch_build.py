"""What happens when the package is built or installed to be edited: the page's templates become Python."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface[Any]):
    """Compiles the templates; the wheel takes what that wrote as its artifacts."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them, from the module that reads them; the rest of the package is not there yet."""
        module = Path(self.root) / "reports" / "diagnose_reports" / "page_templates.py"
        runpy.run_path(str(module))["compile_templates"]()
