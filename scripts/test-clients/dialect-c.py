"""Dialect C: its document's sseclient, polling and EventSource examples and curl lines, unmodified."""

import ast
import json

import requests

from examples import Examples
from page_of_origin import page
from scenarios import ADDRESS, OPEN_URL, eventually, holds, run_scenarios, same, scenario

examples = Examples('dialect-c', 'localhost:8003')


def submit():
    with open('document.pdf', 'rb') as file:
        reply = requests.post(f'{ADDRESS}/ocr/submit', files={'file': file}, timeout=60)
    reply.raise_for_status()
    return reply.json()['job_id']


def in_page(code):
    """JavaScript with the whole address where the document has only the path."""
    return code.replace("'/ocr", f"'{OPEN_URL}/ocr").replace('`/ocr', f'`{OPEN_URL}/ocr')


@scenario('the Python example follows a job with sseclient')
def sseclient():
    said = examples.python('from sseclient import SSEClient', before=f'job_id = {submit()!r}\n')
    holds(said, 'Status: ')
    holds(said, 'Completed! Pages: 2\n')
    same(said.splitlines()[-1], 'Completed! Pages: 2')


@scenario('the Python example polls until the result is there')
def polling():
    result = ast.literal_eval(examples.python('# 2. Poll until complete'))
    same((result['success'], result['status'], result['total_pages']), (True, 'completed', 2))
    holds(json.dumps(result['results']['page_0']['data']), 'Harbour Observatory')


@scenario('the Python example submits several and asks for their results later')
def retrieve_later():
    before = "import requests\npdf_files = ['document.pdf', 'document.pdf']\nprocess_result = print\n"
    said = examples.python('# Submit multiple jobs', before=before)
    same(len(said.splitlines()), 2, 'lines said')
    for line in said.splitlines():
        assert 'still running' in line or "'status': 'completed'" in line, line


@scenario('the curl lines submit, ask and fetch')
def curl():
    submitted = json.loads(examples.curl('-X POST'))
    job_id = submitted['job_id']
    same((submitted['model'], submitted['dpi'], submitted['total_pages']), ('dotsocr', 200, 2))
    eventually(lambda: json.loads(examples.curl('/ocr/status/', job_id))['status'] == 'completed')
    result = json.loads(examples.curl('/ocr/result/', job_id))
    for element in result['results']['page_0']['data']:
        same(sorted(element), ['bbox', 'category', 'text'])
        same([type(side) for side in element['bbox']], [int] * 4)


@scenario('the EventSource examples work in a browser, in a page of another origin')
def event_source():
    send = in_page(examples.block('javascript', 'fileInput.files[0]'))
    follow = in_page(examples.block('javascript', 'const eventSource = new EventSource(`/ocr/stream/${jobId}`)'))
    body = f'''<input type="file" id="file">
<script type="module">
const fileInput = document.querySelector('#file');
const chosen = new DataTransfer();
chosen.items.add(new File([await (await fetch('/document.pdf')).blob()], 'document.pdf'));
fileInput.files = chosen.files;
{send}
const jobId = data.job_id;
{follow}
</script>'''
    with page(body, ['document.pdf']) as told:
        same(told()[:2], ['log', 'Job ID:'])
        statuses = []
        while (words := told())[1] == 'Status:':
            statuses.append(words[2])
        same(statuses[-1], 'completed')
        assert set(statuses) <= {'pending', 'running', 'completed'}, statuses
        same(words[:2], ['log', 'Results:'])
        same(sorted(words[2]), ['page_0', 'page_1'])
        holds(json.dumps(words[2]), 'Harbour Observatory')


@scenario('the pattern of a page that submits and follows works there too')
def pattern():
    code = in_page(examples.block('javascript', 'displayResults(data.results)'))
    body = f'''<script type="module">
const pdfFile = new File([await (await fetch('/document.pdf')).blob()], 'document.pdf');
const displayResults = results => console.log(results);
{code}
</script>'''
    with page(body, ['document.pdf']) as told:
        holds(json.dumps(told()), 'Harbour Observatory')


@scenario('a page that never closes its EventSource gets the result once and is then left in peace')
def left_open():
    job_id = requests.post(
        f'{OPEN_URL}/ocr/submit', files={'file': open('document.pdf', 'rb')}, timeout=60
    ).json()['job_id']
    body = f'''<script>
const source = new EventSource('{OPEN_URL}/ocr/stream/{job_id}');
for (const name of ['result', 'close']) source.addEventListener(name, () => console.log(name));
source.onerror = () => source.readyState === EventSource.CLOSED && console.log('ended');
</script>'''
    with page(body, []) as told:
        same([told(), told(), told()], [['log', 'result'], ['log', 'close'], ['log', 'ended']])


run_scenarios()
