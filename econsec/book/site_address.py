"""Where the site lies, when that is known: ``site_url`` in _config.yml says it. Without, no page names its own address."""

import posixpath

from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the site's address."""
    app.add_config_value("site_url", "", "html")  # where the site will lie, such as https://example.org/report/
    app.connect("config-inited", _name_canonical)


def _name_canonical(app, config):
    if config.site_url:
        config.html_baseurl = address(config)


def address(config, page="", lang=""):
    """Return the absolute address of a page, in another language if one is given; empty where no site is known."""
    if not config.site_url:
        return ""
    place = posixpath.join(posixpath.dirname(config.econsec_place), lang) if lang else config.econsec_place
    return f"{config.site_url.rstrip('/')}/{f'{place}/' if place else ''}{page}"
