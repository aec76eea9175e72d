"""What a chapter works with: the door through which its exhibits leave, its claims, and the forms."""

from functools import partial

from econsec.exhibits import claim, exhibit
from econsec.report.forms import Forms


def workbench(report):
    """Return over an edition: ``exhibit`` (:func:`econsec.exhibits.exhibit`), ``claim`` (:func:`econsec.exhibits.claim`), ``forms``."""
    return partial(exhibit, report), claim, Forms(report)
