"""Each module of extraction can be imported alone: no room relies on another one having been imported before."""

import subprocess
import sys
from pathlib import Path

import feedpub.extraction

ROOT = Path(feedpub.extraction.__file__).parent
# Each module in a process of its own that has imported nothing of extraction; what stands below it is imported for all.
ALONE = """
import os, sys, importlib
import feedpub.model.event, feedpub.language.en, feedpub.language.dateline
assert not [name for name in sys.modules if name.startswith("feedpub.extraction")]
failed = []
for name in sys.argv[1:]:
    if not (child := os.fork()):
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(f"{name}: {error!r}", flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        failed.append(name)
print(" ".join(failed))
"""


def modules() -> list[str]:
    files = (path.relative_to(ROOT.parent.parent).with_suffix("") for path in sorted(ROOT.rglob("*.py")))
    return [".".join(file.parts).removesuffix(".__init__") for file in files if "build" not in file.parts]


def test_every_module_of_extraction_can_be_imported_alone() -> None:
    names = modules()
    assert len(names) > 50
    done = subprocess.run([sys.executable, "-c", ALONE, *names], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [], done.stdout
