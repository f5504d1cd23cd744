"""Runs a function in a process of its own: python -m tests.support.servers.child_process MODULE:FUNCTION ARGUMENTS-IN-JSON

The last line on standard output is what the function returned, in JSON.
"""

import json
import multiprocessing
import sys
import traceback
from importlib import import_module

import django

# Children of a process in which Django is set up start at once, and share no connection with it or each other.
FORK = multiprocessing.get_context("fork")


def all_at_once(function, arguments):
    """Run a function for each of these arguments, each in a process of its own and all from the same moment.

    Returns the answers in the order of the arguments; what was raised stands as [class, code or message].
    """
    barrier, answers = FORK.Barrier(len(arguments)), FORK.Queue()
    processes = [
        FORK.Process(target=_answer, args=(function, number, one, barrier, answers))
        for number, one in enumerate(arguments)
    ]
    for process in processes:
        process.start()
    received = dict(answers.get(timeout=120) for _process in processes)
    for process in processes:
        process.join()
    return [received[number] for number in range(len(arguments))]


def _answer(function, number, argument, barrier, answers):
    barrier.wait(60)
    try:
        answers.put((number, function(argument)))
    except Exception as error:
        traceback.print_exc()
        answers.put((number, [type(error).__name__, getattr(error, "code", None) or str(error)]))


def main(name, arguments):
    django.setup()
    module, function = name.split(":")
    print(json.dumps(getattr(import_module(module), function)(**json.loads(arguments))))


if __name__ == "__main__":
    main(*sys.argv[1:])
