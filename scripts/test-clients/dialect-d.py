"""Dialect D: the clients of fetchcraft-parsing-docling, unmodified."""

import asyncio
import http.server
import json
import pathlib
import subprocess
import threading

import requests

from fetchcraft_clients import (
    AsyncDoclingParserClient,
    DoclingParserClient,
    DocumentNode,
    LocalFile,
    RemoteDoclingParser,
)
from make_files import docx_of_paragraphs, png_of_text
from scenarios import ADDRESS, CALLBACK_PORT, SAMPLES, eventually, holds, native, run_scenarios, same, scenario

LETTER = SAMPLES / 'scanned-letter.pdf'
SCAN = pathlib.Path('scan.png')
REPORT = pathlib.Path('report.docx')

client = DoclingParserClient(ADDRESS)
async_client = AsyncDoclingParserClient(ADDRESS)


def make_files():
    """A PNG, drawn by Chromium, and a DOCX as small as they come."""
    png_of_text(SCAN, 'Harvest report of the mill')
    docx_of_paragraphs(REPORT, ['Quarterly report', 'The river rose by two feet.'])


def check_nodes(result):
    """Each node is what the package's own DocumentNode makes of it, hash and key included."""
    for node in result['nodes']:
        document = DocumentNode.model_validate(node)
        same(document.model_dump(), node, 'node')
        same(node['metadata']['total_length'], len(node['text']), 'total_length')
    same(result['num_nodes'], len(result['nodes']), 'num_nodes')


def check_batch(batch):
    """A PDF of two pages, a PNG and a DOCX, all read."""
    same([each['filename'] for each in batch['results']], ['scanned-letter.pdf', 'scan.png', 'report.docx'])
    same([each['error'] for each in batch['results']], [None, None, None], 'errors')
    same((batch['total_files'], batch['successful'], batch['failed']), (3, 3, 0), 'totals')
    letter, scan, report = batch['results']
    for result in batch['results']:
        same(result['success'], True, 'success')
        check_nodes(result)
    same([node['metadata']['page_number'] for node in letter['nodes']], [1, 2], 'pages')
    holds(letter['nodes'][0]['text'], 'Harbour Observatory')
    holds(scan['nodes'][0]['text'], 'Harvest report')
    holds(report['nodes'][0]['text'], 'The river rose by two feet.')
    same(batch['total_nodes'], sum(each['num_nodes'] for each in batch['results']), 'total_nodes')


@scenario('health tells what the clients print')
def health():
    for told in (client.health(), asyncio.run(async_client.health())):
        same(told['status'], 'ok')
        same(type(told['version']), str)
        same(told['config']['do_ocr'], True)


@scenario('PDF, PNG and DOCX in one job: the synchronous client submits, polls and fetches')
def submit_and_poll():
    submitted = client.submit_job(LETTER, SCAN, REPORT)
    same(submitted['status'], 'pending')
    same(submitted['message'], 'Job submitted successfully with 3 file(s)')
    job_id = submitted['job_id']
    early = client.get_job_results(job_id)
    same(early['job_id'], job_id)
    eventually(lambda: client.get_job_status(job_id)['status'] == 'completed')
    status = client.get_job_status(job_id)
    assert status['submitted_at'] <= status['started_at'] <= status['completed_at'], status
    done = client.get_job_results(job_id)
    same((done['status'], done['error']), ('completed', None))
    check_batch(done['results'])
    same(client.get_job_results(job_id), done, 'the same results fetched again')


@scenario('PDF, PNG and DOCX in one job: the synchronous client waits by itself')
def submit_and_wait():
    check_batch(client.submit_and_wait(LETTER, SCAN, REPORT, poll_interval=0.2, timeout=300))


@scenario('PDF, PNG and DOCX in one job: the asynchronous client waits by itself')
def async_submit_and_wait():
    waiting = async_client.submit_and_wait(LETTER, SCAN, REPORT, poll_interval=0.2, timeout=300)
    check_batch(asyncio.run(waiting))


@scenario('PDF, PNG and DOCX in one blocking call, of both clients')
def parse():
    check_batch(client.parse(LETTER, SCAN, REPORT))
    check_batch(asyncio.run(async_client.parse(LETTER, SCAN, REPORT)))


@scenario('one file at a time, in batches and in parallel')
def parse_singly():
    check_nodes(client.parse_single(SCAN))
    results = asyncio.run(async_client.parse_batch([LETTER, SCAN, SCAN], batch_size=2))
    same([each['num_nodes'] for each in results], [2, 1, 1])
    results = asyncio.run(async_client.parse_parallel([SCAN, LETTER], max_concurrent=2))
    same([each['filename'] for each in results], ['scan.png', 'scanned-letter.pdf'])


@scenario("the package's own parser makes documents of what it is sent")
def remote_parser():
    async def documents():
        parser = RemoteDoclingParser(docling_url=ADDRESS)
        return [document async for document in parser.parse(LocalFile.from_path(LETTER))]

    first, second = asyncio.run(documents())
    holds(first.text, 'Harbour Observatory')
    same((first.metadata['filename'], second.metadata['page_number']), ('scanned-letter.pdf', 2))


@scenario('metadata sent along stands in every node')
def metadata():
    sent = {'source': 'inbox/Äpfel.pdf', 'owner': {'name': 'me', 'groups': [1, None]}}
    job_id = asyncio.run(async_client.submit_job(LETTER, metadata=sent))['job_id']
    eventually(lambda: client.get_job_status(job_id)['status'] == 'completed')
    (result,) = client.get_job_results(job_id)['results']['results']
    check_nodes(result)
    for number, node in enumerate(result['nodes'], 1):
        same({key: node['metadata'][key] for key in sent}, sent, 'metadata')
        same(node['persistent_key'], f'{number}_inbox/Äpfel.pdf')


class Listener(http.server.ThreadingHTTPServer):
    """Takes callbacks; the first of each address is refused, as by a listener that is not quite up."""

    def __init__(self):
        super().__init__(('127.0.0.1', CALLBACK_PORT), Answer)
        self.bodies = []
        self.refused = set()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def all_told(self, task_id, job_id):
        """All that is told of a task, up to its end."""

        def told():
            mine = [body for body in self.bodies if body['task_id'] == task_id]
            return mine if any(body['status'] in ('COMPLETED', 'FAILED') for body in mine) else None

        try:
            return eventually(told)
        except AssertionError as error:
            log = native(f'/api/v1/jobs/{job_id}/callbacks').json()
            raise AssertionError(f'{error}; told: {len(self.bodies)}; the log: {log}') from None


class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers['content-length'])))
        is_first = self.path not in self.server.refused
        self.server.refused.add(self.path)
        if not is_first:
            self.server.bodies.append(body)
        self.send_response(500 if is_first else 204)
        self.send_header('content-length', '0')
        self.end_headers()

    def log_message(self, *_):
        pass


@scenario('each page and the end are posted to the callback, and again when the listener failed')
def callbacks():
    url = f'http://127.0.0.1:{CALLBACK_PORT}/told?x=1'
    with Listener() as listener:
        submitting = async_client.submit_job(LETTER, SCAN, callback_url=url, task_id='task-7', metadata={'a': 1})
        job_id = asyncio.run(submitting)['job_id']
        *nodes, end = listener.all_told('task-7', job_id)
    results = client.get_job_results(job_id)['results']
    same(end['status'], 'COMPLETED')
    same(
        {key: value for key, value in end['message'].items() if key != 'processing_time_ms'},
        {'type': 'completion', 'total_nodes': 3, 'total_files': 2, 'successful_files': 2, 'failed_files': 0},
    )
    same(type(end['message']['processing_time_ms']) in (int, float), True)
    same({node['status'] for node in nodes}, {'PROCESSING'})
    told = sorted((node['message'] for node in nodes), key=lambda message: message['node_index'])
    same([message['node_index'] for message in told], [0, 1, 2])
    same([message['type'] for message in told], ['node'] * 3)
    same([message['filename'] for message in told], ['scanned-letter.pdf', 'scanned-letter.pdf', 'scan.png'])
    fetched = [node for result in results['results'] for node in result['nodes']]
    same([message['node']['id'] for message in told], [node['id'] for node in fetched])
    for message in told:
        same(DocumentNode.model_validate(message['node']).model_dump(), message['node'])
        same(message['node']['metadata']['a'], 1)


@scenario("the package's own parser, told to be called back, is told under its task")
def remote_parser_called_back():
    async def marker():
        url = f'http://127.0.0.1:{CALLBACK_PORT}/remote'
        parser = RemoteDoclingParser(docling_url=ADDRESS, callback_url=url)
        file = LocalFile.from_path(LETTER)
        return [document async for document in parser.parse(file, {'mine': True}, task_id='task-8')]

    with Listener() as listener:
        (document,) = asyncio.run(marker())
        *nodes, end = listener.all_told('task-8', document.metadata['docling_job_id'])
    same(document.metadata['task_id'], 'task-8')
    same((end['status'], len(nodes)), ('COMPLETED', 2))
    for node in nodes:
        metadata = node['message']['node']['metadata']
        same((metadata['mine'], metadata['source']), (True, str(LETTER)))


@scenario('a callback to an address that nobody allowed is refused before there is a job')
def refused_callback():
    before = native('/api/v1/jobs').json()['total']
    for address in ('http://127.0.0.1:9/', 'http://169.254.169.254/latest', 'http://10.0.0.1/', 'ftp://there/', 'x'):
        form = {'callback_url': address}
        reply = requests.post(f'{ADDRESS}/submit', files=[('files', SCAN.open('rb'))], data=form, timeout=60)
        same(reply.status_code in (400, 403, 422), True, f'{address}: {reply.status_code}')
        same(type(reply.json()['detail']) in (str, list), True)
    same(native('/api/v1/jobs').json()['total'], before, 'jobs')


@scenario('a bad file among good ones fails alone')
def bad_file():
    bad = pathlib.Path('broken.pdf')
    bad.write_bytes(b'%PDF-1.7 and nothing more')
    batch = client.parse(bad, SCAN)
    same((batch['successful'], batch['failed']), (1, 1))
    broken, good = batch['results']
    same((broken['success'], broken['nodes'], broken['num_nodes']), (False, [], 0))
    holds(broken['error'], 'broken.pdf')
    same(good['success'], True)
    check_nodes(good)


@scenario('a job that is cancelled ends the waiting clients with the reason')
def cancelled():
    job_id = client.submit_job(LETTER)['job_id']
    native(f'/api/v1/jobs/{job_id}/cancel', 'POST').raise_for_status()
    status = client.get_job_status(job_id)
    if status['status'] != 'completed':
        same((status['status'], status['error']), ('failed', 'Cancelled'))
        same(client.get_job_results(job_id)['results'], None)


@scenario('the documented curl lines')
def curl():
    def ask(*words):
        run = subprocess.run(['curl', '-sS', *words], capture_output=True, text=True, timeout=120)
        same(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    submitted = ask('-X', 'POST', f'{ADDRESS}/submit', '-F', f'files=@{LETTER}', '-F', f'files=@{SCAN}')
    where = f"{ADDRESS}/jobs/{submitted['job_id']}"
    eventually(lambda: ask(where)['status'] == 'completed')
    same(ask(f'{where}/results')['results']['total_files'], 2)


make_files()
run_scenarios()
