"""What is published: the plan of editions, the jobs of a build, publishing, front page, baseline, catalogues."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["fingerprint", "jobs", "publishing"],
    submod_attrs={
        "baseline": ["accept", "committed", "drawing_jobs", "in_each_language"],
        "pipeline": ["CHECK", "WARM", "book_job", "build", "chapter_jobs", "failed", "loading", "place", "workshop"],
        "catalogues": ["problems"],
        "layout": ["lay_out"],
        "plan": ["Book", "BuildError", "CONTENTS", "DATA", "EDITIONS", "published"],
        "printing": ["print_book"],
        "publishing": ["REVIEW", "publication"],
        "translation": ["translate"],
        "untranslated": ["untranslated"],
    },
)
