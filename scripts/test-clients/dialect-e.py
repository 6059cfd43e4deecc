"""Dialect E: its document's curl lines, unmodified."""

import json
import pathlib

from examples import Examples
from scenarios import eventually, holds, run_scenarios, same, scenario

examples = Examples('dialect-e', 'localhost:1233')


@scenario('the curl lines submit, poll, download and list')
def curl():
    submitted = json.loads(examples.curl('/v1/process/async'))
    job_id = submitted['job_id']
    same((submitted['status'], submitted['message']), ('queued', 'Job submitted successfully'))
    same(submitted['status_url'], f'/v1/jobs/{job_id}/status')
    same(submitted['result_url'], f'/v1/jobs/{job_id}/result')
    status = lambda: json.loads(examples.curl('/status', job_id))
    eventually(lambda: status()['status'] == 'completed')
    same((status()['progress']['current_page'], status()['progress']['total_pages']), (2, 2))
    examples.curl('/result', job_id)
    result = json.loads(pathlib.Path('result.md').read_text())
    same(result['filename'], 'document.pdf')
    holds(result['markdown'], 'Harbour Observatory')
    same(json.loads(examples.curl('limit=50'))['jobs'][0]['job_id'], job_id)


@scenario('the blocking curl line answers with the result')
def blocking():
    result = json.loads(examples.curl('/v1/process/sync'))
    same(result['filename'], 'document.pdf')
    holds(result['markdown'], 'Harbour Observatory')


run_scenarios()
