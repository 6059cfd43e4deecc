"""All dialects together: a job that one of them submits is fetched by each of the others."""

import pathlib

import requests

from make_files import png_of_text
from scenarios import ADDRESS, eventually, holds, run_scenarios, same, scenario

ORIGINS = {'A': 'dialect-a', 'B': 'dialect-b', 'C': 'dialect-c', 'D': 'dialect-d', 'E': 'dialect-e'}

# Where each takes a file, tells the status and gives the result, and how its text is found in that.
DIALECTS = {
    'A': ('/jobs/create', '/jobs/{}', '/jobs/{}/download', lambda reply: reply.text),
    'B': ('/api/upload', '/api/jobs/{}/status', '/api/jobs/{}/result', lambda reply: reply.text),
    'C': (
        '/ocr/submit',
        '/ocr/status/{}',
        '/ocr/result/{}',
        lambda reply: ' '.join(one['text'] for one in reply.json()['results']['page_0']['data']),
    ),
    'D': (
        '/submit',
        '/jobs/{}',
        '/jobs/{}/results',
        lambda reply: reply.json()['results']['results'][0]['nodes'][0]['text'],
    ),
    'E': (
        '/v1/process/async',
        '/v1/jobs/{}/status',
        '/v1/jobs/{}/result',
        lambda reply: reply.json()['markdown'],
    ),
}


def get(path):
    reply = requests.get(ADDRESS + path, timeout=60)
    same(reply.status_code, 200, f'the status of {path}')
    return reply


def submit(dialect, word):
    name = f'{word}.png'
    png_of_text(pathlib.Path(name), f'The {word} stands on the hill')
    with open(name, 'rb') as file:
        field = 'files' if dialect == 'D' else 'file'
        reply = requests.post(ADDRESS + DIALECTS[dialect][0], files={field: (name, file)}, timeout=60)
    reply.raise_for_status()
    return reply.json()['job_id']


@scenario('a job that one dialect submits is fetched by each of the others, and its door is known')
def five_by_five():
    for dialect, word in zip(DIALECTS, ['castle', 'windmill', 'lantern', 'chapel', 'granary']):
        job_id = submit(dialect, word)
        for _, status, result, text_of in DIALECTS.values():
            eventually(lambda: get(status.format(job_id)).json()['status'] == 'completed')
            holds(text_of(get(result.format(job_id))), word)
        same(get(f'/api/v1/jobs/{job_id}').json()['origin'], ORIGINS[dialect])


run_scenarios()
