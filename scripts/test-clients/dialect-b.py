"""Dialect B: upload, poll, fetch, list, delete and clean up with curl."""

import json
import pathlib

from examples import Examples
from scenarios import eventually, holds, run_scenarios, same, scenario

examples = Examples('dialect-b', 'localhost:8000')


@scenario('the curl lines upload, poll, fetch, list, delete and clean up')
def curl():
    uploaded = json.loads(examples.curl('/api/upload'))
    job_id = uploaded['job_id']
    same(uploaded, {'job_id': job_id, 'status': 'pending', 'total_pages': 2})
    status = lambda: json.loads(examples.curl('/status', job_id))
    eventually(lambda: status()['status'] == 'completed')
    same((status()['progress'], status()['pages_done'], status()['total_pages']), (100, 2, 2))
    examples.curl('/result', job_id)
    holds(pathlib.Path('result.md').read_text(), 'Harbour Observatory')
    (listed,) = [job for job in json.loads(examples.curl('limit=20'))['jobs'] if job['job_id'] == job_id]
    same((listed['filename'], listed['result_file']), ('document.pdf', 'result.md'))
    same(json.loads(examples.curl('-X DELETE "http://localhost:8000/api/jobs/', job_id)), {'deleted': True})
    same(status(), {'detail': 'Job not found'})
    same(json.loads(examples.curl('older_than')), {'deleted': 0})


run_scenarios()
