"""Processes that begin as copies of the one that tests: loading the modules anew would be most of what they do."""

import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import TextIO


def forked(main: Callable[..., None], *arguments: str) -> BaseProcess:
    """Start a process that runs a function.

    Args:
        main: to run.
        arguments: of it.
    """
    process = multiprocessing.get_context("fork").Process(target=main, args=arguments)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12: of other threads, on whom nothing here waits
        process.start()
    return process


@contextmanager
def telling(main: Callable[..., None], *arguments: str) -> Iterator[tuple[BaseProcess, TextIO]]:
    """Run a function in a process until the block ends; it comes with what the function prints.

    Args:
        main: to run.
        arguments: of it.
    """
    heard, said = os.pipe()

    def run() -> None:
        os.close(heard)
        sys.stdout = os.fdopen(said, "w", buffering=1)
        main(*arguments)

    process = forked(run)
    os.close(said)
    try:
        with os.fdopen(heard) as told:
            yield process, told
    finally:
        process.join()
