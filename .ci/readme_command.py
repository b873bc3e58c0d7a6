"""Print the command that the README gives for a purpose: serve or test."""

import re
import sys
from pathlib import Path

_README = Path(__file__).parents[1] / "README.md"


def command(purpose: str) -> str:
    """Find the shell block marked with the purpose.

    Args:
        purpose: the word in the HTML comment right above the block.

    Returns:
        The block's lines.
    """
    found = re.search(rf"<!-- {purpose} -->\n```sh\n(.*?)```", _README.read_text(encoding="utf-8"), re.DOTALL)
    if not found:
        raise SystemExit(f"README.md has no block for {purpose}")
    return found[1].strip()


if __name__ == "__main__":
    sys.stdout.write(command(sys.argv[1]) + "\n")
