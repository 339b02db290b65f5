"""Many names resolved one after another, in this process or in several: answers come in order, a chunk at a time.

Several processes are forked where that can be, so that they share the index; elsewhere each makes its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from kzresolve.errors import InputError
from kzresolve.resolve.collecting import uncollected

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kzresolve.resolve.results import Resolution
    from kzresolve.resolve.search import Search

Progress = Callable[[int], object]

_CHUNK = 500  # names that one process takes at a time
_PLAIN = (str, date, type(None))
_AHEAD = 2  # chunks that wait for each process


class Question(NamedTuple):
    """A name and what is known of it: the arguments of `resolve`."""

    name: str
    kind: Any
    on: Any
    context: Any


def as_names(names: object) -> list[str]:
    """A list of names, from anything that can be gone through but a lone string, which would fall into letters."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise InputError(f"expected a list of names, not {type(names).__name__}")
    listed = list(names)
    for n, name in enumerate(listed):
        if not isinstance(name, str):
            raise InputError(f"names[{n}]: expected text, not {type(name).__name__} {name!r:.40}")
    return listed


def column_of(value: object, names: Sequence[str], what: str) -> list[Any]:
    """One value for each name, from one for all or a list of them."""
    if not isinstance(value, (list, tuple)):
        return [value] * len(names)
    if len(value) != len(names):
        raise InputError(f"resolve_many: {len(names)} names but {len(value)} values of {what}")
    return list(value)


def answers(
    search: Search, questions: Iterable[Question], limit: int, workers: int, progress: Progress | None
) -> Iterator[Resolution]:
    """The answer to each question, in order. progress: called with how many were answered, after each chunk."""
    if not isinstance(workers, int) or workers < 1:
        raise InputError(f"workers {workers!r}: expected a whole number from 1 on")
    if progress is not None and not callable(progress):
        raise InputError(f"progress: expected a function, not {type(progress).__name__}")
    asked = iter(questions)
    chunks = iter(lambda: list(islice(asked, _CHUNK)), [])
    done = 0
    for found in _in_order(search, chunks, limit, workers):
        yield from found
        done += len(found)
        if progress is not None:
            progress(done)


def _in_order(search: Search, chunks: Iterator[list[Question]], limit: int, workers: int) -> Iterator[list[Resolution]]:
    if workers == 1:
        yield from (_answered(search, chunk, limit) for chunk in chunks)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    forks = "fork" in multiprocessing.get_all_start_methods()
    search.prepare()
    with ProcessPoolExecutor(
        workers, multiprocessing.get_context("fork" if forks else None), initializer=_begin, initargs=(search,)
    ) as pool:
        waiting: deque[Future[list[Resolution]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_work, chunk, limit))
            if len(waiting) > _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _answered(search: Search, questions: Sequence[Question], limit: int) -> list[Resolution]:
    """The answers to some questions, found all at once; what is asked twice is answered once."""
    asked: list[Question] = []
    places: dict[Question, int] = {}
    found = []
    for question in questions:
        # A list of contexts, or what will be refused, is no key.
        place = places.setdefault(question, len(asked)) if _is_plain(question) else len(asked)
        if place == len(asked):
            asked.append(question)
        found.append(place)
    with uncollected():
        answers = search.resolve_all(asked, limit)
    return [answers[place] for place in found]


def _is_plain(question: Question) -> bool:
    return all(isinstance(part, _PLAIN) for part in question)


# -- in a worker -------------------------------------------------------------------------------------------------

_mine: list[Search] = []  # what this process resolves with


def _begin(search: Search) -> None:
    _mine[:] = [search]


def _work(questions: list[Question], limit: int) -> list[Resolution]:
    return _answered(_mine[0], questions, limit)
