"""Short reports, for tests that do not depend on how many chapters there are."""

CONTENTS = {
    "_toc.yml": "{format: jb-book, root: chapters/pillar3_technology, parts: [{caption: Behind, chapters: [{file: chapters/outlook}, {file: chapters/verification}]}]}\n",
    "editions.yaml": "- {name: latest, title: Latest edition, title_ja: 最新版, without: [partners, sectors]}\n",
}
TWO_CHAPTERS = "{format: jb-book, root: chapters/pillar3_technology, parts: [{caption: Behind, chapters: [{file: chapters/nss}]}]}\n"
TWO_PAGES = TWO_CHAPTERS.replace("chapters/nss", "chapters/verification")  # neither leads to another
