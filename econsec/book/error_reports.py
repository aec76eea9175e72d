"""Where a reader reports an error in an exhibit: an address that the configuration names, or the issues of the book's repository.

In _config.yml ``report_error`` is an address (https: or mailto:) in which ``{exhibit}`` and ``{page}`` may stand; without it Jupyter
Book's own ``repository: {url: …}`` with ``html: {use_issues_button: true}`` counts. Without either, no page asks for reports.
"""

from string import Formatter
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.errors import ConfigError

from econsec.book import neighbours, site_address

ISSUES = "{repository}/issues/new?title={exhibit}%3A%20{page}"
SCHEMES, FIELDS = ("https://", "http://", "mailto:"), ("exhibit", "page")


def setup(app: Sphinx) -> None:
    """Register the address."""
    app.add_config_value("report_error", "", "html")
    app.connect("config-inited", _check)


def address(config, docname: str, key: str, number: str) -> str:
    """Return the address to which an error in an exhibit is reported; empty where none is known."""
    page = f"{docname}.html#{key}"
    page = site_address.address(config, page) or f"{neighbours.own(config)['place']}/{page}"
    return _template(config).format(exhibit=quote(number, safe=""), page=quote(page, safe=""))


def _template(config):
    options = config.html_theme_options
    if config.report_error or not options.get("use_issues_button"):
        return config.report_error
    return ISSUES.replace("{repository}", options["repository_url"].rstrip("/").replace("{", "%7B").replace("}", "%7D"))


def _check(app, config):
    """Raise ConfigError where the address is none, or asks for what an exhibit does not have."""
    said = config.report_error
    try:
        fields = [(name, how, form) for _, name, form, how in Formatter().parse(said) if name is not None]
        right = not said or (said.startswith(SCHEMES) and all(name in FIELDS and not how and not form for name, how, form in fields))
    except (TypeError, ValueError, AttributeError):  # no text, or a brace that stands alone
        right = False
    if not right:
        raise ConfigError(f"_config.yml: report_error: {said!r}; right: an https: or mailto: address, in which {{exhibit}} and {{page}} may stand")
