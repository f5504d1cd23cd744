"""Run functions of test modules in a process with Django set up: python -m tests.support.servers.child_process

A line of standard input is a call: MODULE:FUNCTION and its keyword arguments, in JSON. A line of standard output is its
answer: {"returned": …} or {"raised": traceback}. What the functions print goes to standard error.
"""

import io
import json
import multiprocessing
import os
import sys
import traceback
from importlib import import_module

import django
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connections

# A child of a process with Django set up starts at once. Close the connections before, so that none is shared.
FORK = multiprocessing.get_context("fork")
PATIENCE = 300  # s, for children on a busy machine


class CheapHasher(PBKDF2PasswordHasher):
    """Makes hashes at once that the portal can check."""

    iterations = 1


def all_at_once(function, arguments):
    """Call a function with every one of these arguments, in as many processes that begin at the same moment.

    Return the answers in the order of the arguments, see `answer_of`.
    """
    barrier, answers = FORK.Barrier(len(arguments)), FORK.Queue()
    processes = [
        FORK.Process(target=_answer, args=(function, index, argument, barrier, answers))
        for index, argument in enumerate(arguments)
    ]
    for process in processes:
        process.start()
    received = dict(answers.get(timeout=PATIENCE) for _process in processes)
    for process in processes:
        process.join()
    return [received[index] for index in range(len(arguments))]


def _answer(function, index, argument, barrier, answers):
    barrier.wait(PATIENCE)
    answers.put((index, answer_of(function, argument)))


def answer_of(function, argument):
    """Return what a function returns; an exception is [class, code or message]."""
    try:
        return function(argument)
    except Exception as error:
        traceback.print_exc()
        return [type(error).__name__, getattr(error, "code", None) or str(error)]


def run_command(arguments):
    """Run a management command and return what it prints."""
    output = io.StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


def answer_to(name, arguments):
    """Call MODULE:FUNCTION and return its answer, ready for JSON."""
    module, function = name.split(":")
    try:
        return {"returned": getattr(import_module(module), function)(**arguments)}
    except (Exception, SystemExit):
        return {"raised": traceback.format_exc()}
    finally:
        connections.close_all()


def main():
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    django.setup()
    settings.PASSWORD_HASHERS = [f"{CheapHasher.__module__}.{CheapHasher.__qualname__}"]
    for line in sys.stdin:
        print(json.dumps(answer_to(*json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
