"""The examples of a dialect's page in docs/api, which are those of its original document, run word for word but for the address."""

import pathlib
import re
import shutil
import subprocess
import sys

from scenarios import ADDRESS, SAMPLES, same

DOCS = pathlib.Path(__file__).resolve().parents[2] / 'docs' / 'api'


class Examples:
    """A page's code blocks; `written` is the address that stands in them."""

    def __init__(self, page, written):
        self.text = (DOCS / f'{page}.md').read_text()
        self.written = f'http://{written}'
        # Every document sends a file of this name.
        shutil.copy(SAMPLES / 'scanned-letter.pdf', 'document.pdf')

    def block(self, language, part):
        """The one block of this language that has this text in it."""
        blocks = re.findall(rf'```{language}\n(.*?)```', self.text, re.DOTALL)
        fitting = [block for block in blocks if part in block]
        same(len(fitting), 1, f'number of {language} examples with {part!r}')
        return fitting[0]

    def addressed(self, code, job_id=''):
        """The code with our address, and a job for the document's `{job_id}`."""
        assert self.written in code, code
        return code.replace(self.written, ADDRESS).replace('{job_id}', job_id or '{job_id}')

    def curl(self, part, job_id=''):
        """What a curl line prints."""
        return run(['bash', '-c', 'set -e\ncurl() { command curl -sS "$@"; }\n' + self.addressed(self.block('bash', part), job_id)])

    def python(self, part, before='', after=''):
        """What a Python example prints; lines that set its names may go before it."""
        return run([sys.executable, '-c', before + self.addressed(self.block('python', part)) + after])


def run(words):
    """The output of a program that ends well."""
    done = subprocess.run(words, capture_output=True, text=True, timeout=240)
    same(done.returncode, 0, f'the exit code, after {done.stderr}')
    return done.stdout
