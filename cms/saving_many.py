"""Saving thousands of pages by a command: cached answers and the search learn of them in batches, not of each.

Only for a process of its own: while it runs, no save of these models reaches the search by itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler

from cms import caching


@contextmanager
def saving_many(*models: type[Model]) -> Iterator[None]:
    """Whoever saves within tells the search with `tell_search` afterwards."""
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with caching.purging_together():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def tell_search(model: type[Model], saved: Sequence[Model]) -> None:
    """Put what was saved into every index: into the site's own at once, to a node one by one, as it takes them."""
    for backend in get_search_backends(with_auto_update=True):
        if backend.catch_indexing_errors:
            for each in saved:
                backend.add(each)
        else:
            backend.add_bulk(model, saved)
