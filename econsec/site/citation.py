"""How the report is cited, as ``CITATION.cff`` says it to machines: by what the configuration and the data package say of themselves."""

import json

import yaml

from econsec.data import Schema
from econsec.subject import subject

NAME = "CITATION.cff"


def text(root, data):
    """Return the file for the report in ``root`` over a data package: title, authors, version, day, licence, and the address where it is known."""
    config, package = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8")), Schema(data).package
    said = {
        "cff-version": "1.2.0",
        "message": "If you use this report or its data, please cite it, with the day of the data.",
        "type": "dataset",
        "title": config["title"],
        "abstract": subject().about,
        "authors": [{"name": config["author"]}],
        "version": package["version"],
        "date-released": package["as_of"],
        "license": package["licenses"][0]["name"],
    }
    if address := config["sphinx"]["config"].get("site_url"):
        said["url"] = address
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())
