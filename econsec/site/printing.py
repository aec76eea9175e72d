"""Print a Jupyter Book from a laid-out folder; whatever Sphinx warns of is an error that names chapter and cell."""

import contextlib
import io
import json
import os
import re
from pathlib import Path

from econsec.site.plan import BuildError

EPOCH = "1770336000"  # 2026-02-06: what Sphinx takes for today, so that no page depends on the day it is built


def print_book(source, out, lang, settings=None, step=lambda name: None, builder="html"):
    """Build one Jupyter Book, or with another of Sphinx's builders what that makes of it; any warning is an error.

    ``settings`` are what the extension cannot know from the chapters: edition, place of book and data.
    """
    from jupyter_book.sphinx import build_sphinx  # of Jupyter Book 1.0, whose command takes no language and no settings

    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        result = build_sphinx(
            source,
            out,
            path_config=Path(source, "_config.yml"),
            confoverrides={
                "language": lang,
                "latex_individualpages": False,
                **(settings or {}),
            },
            builder=builder,
            doctreedir=Path(source, f".doctrees-{builder}"),
            warningiserror=True,
            keep_going=True,
            noconfig=True,
        )
    if result:
        raise BuildError(_plain(said.getvalue(), source) or str(result))
    return out


def _plain(text, source):
    """Return what Sphinx warned of, without colours and this machine's folders."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).replace(f"{source}/", "")
    lines = [_placed(line, source) for line in text.splitlines() if "WARNING" in line or "ERROR" in line]
    return "\n".join(lines) or text.strip()


def _placed(line, source):
    """Return a line that names the cell of a notebook where Sphinx counts 10,000 lines a cell."""
    said = re.match(r"(\S+\.ipynb):(\d+)(\d{4}):", line)
    if not said:
        return line
    cells, place = json.loads(Path(source, said[1]).read_text(encoding="utf-8"))["cells"], int(said[2]) - 1
    name = f" ({cells[place]['id']})" if place < len(cells) else ""
    return f"{said[1]}, cell {place + 1}{name}, line {int(said[3])}:{line[said.end() :]}"
