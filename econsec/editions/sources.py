"""The works that an exhibit rests on, as a line names them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sources:
    """The line under an exhibit: its heading and the works, each ``(key, text, language)``."""

    heading: str
    works: tuple[tuple[str, str, str], ...]
