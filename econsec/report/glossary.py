"""The terms that a reader of the report may not know, each with what it means in a sentence or two.

No sentence here says what holds on a day: editions of any day show them. The Japanese stands in the package's catalogue.
"""

from econsec.subject import Term

GLOSSARY = (
    Term(
        "ieepa",
        "IEEPA",
        "The International Emergency Economic Powers Act of 1977: once the president has declared a national emergency, it lets "
        "him regulate transactions with other countries. The reciprocal tariffs of 2025 were based on it.",
    ),
    Term(
        "section-122",
        "section 122",
        "Of the Trade Act of 1974: a surcharge on imports of up to 15 per cent for up to 150 days, against serious deficits in "
        "the balance of payments.",
    ),
    Term(
        "section-232",
        "section 232",
        "Of the Trade Expansion Act of 1962: duties or limits on imports that an inquiry of the Commerce Department finds to "
        "threaten national security.",
    ),
    Term(
        "section-301",
        "section 301",
        "Of the Trade Act of 1974: duties and other measures against practices of another country that an investigation of the "
        "Trade Representative finds unreasonable or discriminatory and a burden on US commerce.",
    ),
    Term(
        "section-338",
        "section 338",
        "Of the Tariff Act of 1930: duties of up to 50 per cent on goods of countries that discriminate against US commerce.",
    ),
    Term(
        "reciprocal-tariff",
        "reciprocal tariff",
        "The additional duty that the United States announced in April 2025 on goods of nearly all countries, with a rate for each partner.",
    ),
    Term(
        "mfn",
        "MFN",
        "Most-favoured-nation: the ordinary duty that a member of the WTO owes all others alike, before any surcharge and without any preference.",
    ),
    Term(
        "bis",
        "BIS",
        "The Bureau of Industry and Security in the US Commerce Department, which writes and applies export controls.",
    ),
    Term(
        "entity-list",
        "Entity List",
        "A list kept by the Bureau of Industry and Security. Exports to a party on it need a licence, which is often refused.",
    ),
    Term(
        "affiliates-rule",
        "affiliates rule",
        "The rule that extends the Entity List to firms in which listed parties hold half or more.",
    ),
    Term(
        "validated-end-user",
        "validated end user",
        "A firm abroad, vetted beforehand, to which listed goods may go without a licence for each shipment.",
    ),
    Term(
        "sdn-list",
        "SDN list",
        "The list of Specially Designated Nationals kept by the US Treasury: their property is blocked, and US persons must not deal with them.",
    ),
    Term(
        "cfius",
        "CFIUS",
        "The Committee on Foreign Investment in the United States, which reviews foreign investment for risks to national security.",
    ),
    Term(
        "chips-act",
        "CHIPS and Science Act",
        "The law of 2022 that pays for semiconductor plants and research in the United States.",
    ),
    Term(
        "letter-of-intent",
        "letter of intent",
        "A paper in which both sides say what they mean to agree; it binds nobody and pays nothing by itself.",
        forms=("letters of intent",),
    ),
    Term(
        "forge",
        "FORGE",
        "The Forum on Resource Geostrategic Engagement, founded in February 2026 in place of the Minerals Security Partnership.",
    ),
    Term(
        "price-floor",
        "price floor",
        "A minimum price, for instance for imported minerals, below which a duty or a guarantee makes up the difference.",
        forms=("price floors",),
    ),
)
