"""Dialect D: the clients of fetchcraft-parsing-docling, unmodified."""

from scenarios import ADDRESS, SAMPLES, run_scenarios, same, scenario
from fetchcraft_clients import AsyncDoclingParserClient, DoclingParserClient
import asyncio


@scenario('the synchronous client sees that the server is there')
def health():
    same(DoclingParserClient(ADDRESS).health()['status'], 'ok')


@scenario('the asynchronous client sees it too')
def async_health():
    same(asyncio.run(AsyncDoclingParserClient(ADDRESS).health())['status'], 'ok')


run_scenarios()
