"""What the scenario files share: where the server is, what to send, and how a scenario is told.

A scenario is a function under @scenario('a sentence that is true when it passes'); it fails by raising. The last line of a
file is run_scenarios(). The place of everything comes as PAGELOOM_... in the environment (run-scenarios.ts)."""

import json
import os
import pathlib
import time
import traceback
from urllib.parse import urlsplit

import requests

URL = os.environ['PAGELOOM_URL']
KEY = os.environ['PAGELOOM_KEY']
# A second server, without a key: for pages of another origin, which have no way to show one.
OPEN_URL = os.environ['PAGELOOM_OPEN_URL']
SAMPLES = pathlib.Path(os.environ['PAGELOOM_SAMPLES'])
CHROMIUM = os.environ['PAGELOOM_CHROMIUM']
PAGE_PORT = int(os.environ['PAGELOOM_PAGE_PORT'])
CALLBACK_PORT = int(os.environ['PAGELOOM_CALLBACK_PORT'])

# All that a client is given: another address, with the key as its password.
ADDRESS = f'http://pageloom:{KEY}@{urlsplit(URL).netloc}'

_scenarios = []


def scenario(sentence):
    """Registers a function as a scenario."""

    def register(function):
        _scenarios.append((sentence, function))
        return function

    return register


def run_scenarios():
    """Runs all of a file's scenarios and prints a line of JSON for each."""
    for sentence, function in _scenarios:
        began = time.monotonic()
        why = ''
        try:
            function()
        except Exception:
            why = traceback.format_exc()
        row = {'scenario': sentence, 'seconds': round(time.monotonic() - began, 2), 'why': why}
        print(json.dumps(row, separators=(',', ':')), flush=True)


def same(found, expected, what='value'):
    """Fails unless both are equal, and shows both."""
    if found != expected:
        raise AssertionError(f'{what} is {found!r}, not {expected!r}')


def holds(text, part):
    """Fails unless the text has this part, and shows the text."""
    if part not in text:
        raise AssertionError(f'{part!r} is not in {text[:500]!r}')


def eventually(found, seconds=120, every=0.2):
    """The first true thing that found() answers; fails when none comes in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(every)
    raise AssertionError(f'did not happen within {seconds} s')


def native(path, method='GET', **more):
    """A call of Pageloom's own API with the key."""
    return requests.request(method, URL + path, headers={'X-API-Key': KEY}, timeout=60, **more)
