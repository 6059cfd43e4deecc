"""Dialect A: its document's Python client and curl lines, unmodified."""

import json
import pathlib
import re

from examples import Examples
from scenarios import eventually, holds, run_scenarios, same, scenario

examples = Examples('dialect-a', 'localhost:8000')


@scenario('the Python client uploads, polls and downloads')
def python_client():
    said = examples.python('# 1. Upload and create job')
    assert re.match(r'Created job: document\.pdf_\d{8}_\d{6}_[0-9a-f]{8}\n', said), said
    holds(said, 'Status: completed - 100.0%\nResult downloaded!\n')
    holds(pathlib.Path('result.md').read_text(), 'Harbour Observatory')


@scenario('the older, blocking call answers with the Markdown')
def blocking():
    holds(examples.python('# 2 hour timeout!'), 'Harbour Observatory')


@scenario('the curl lines create, ask, list and download')
def curl():
    created = json.loads(examples.curl('-X POST'))
    same(created['success'], True)
    same(created['message'], 'Job created successfully. Total pages: 2')
    job_id = created['job_id']
    eventually(lambda: json.loads(examples.curl('/jobs/{job_id}"\n', job_id))['status'] == 'completed')
    pathlib.Path('result.md').unlink(missing_ok=True)
    examples.curl('/download', job_id)
    holds(pathlib.Path('result.md').read_text(), 'Harbour Observatory')
    same(json.loads(examples.curl('limit=10'))['jobs'][0]['job_id'], job_id)
    same(json.loads(examples.curl('/health'))['status'], 'ok')


run_scenarios()
