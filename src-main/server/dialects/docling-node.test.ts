import { expect, test } from 'vitest'
import type { Job } from '../../../src-shared/contract/job.ts'
import type { Region } from '../../../src-shared/contract/page.ts'
import { pageOf, regionOf } from '../../core/export/page-fixture.ts'
import { newJob } from '../../core/ports/testing/new-jobs.ts'
import { completionBody, nodeBody } from './docling-callbacks.ts'
import { doclingNode } from './docling-node.ts'
import { pythonJson } from './python-json.ts'

const nodeMetadata = {
  source: 'inbox/Ärger.pdf',
  file_size: 7,
  page_number: 99,
  deep: { b: [1, null], a: true },
}

function jobWith(changes: Partial<Job> = {}): Job {
  const { job } = newJob('letter.PDF', 3)
  return { ...job, ...changes, options: { ...job.options, nodeMetadata, ...changes.options } }
}

const page = pageOf([regionOf('title', 'Größe', 1), regionOf('text', 'One 😀 line.')], 2)

test("a page becomes a node: the caller's metadata over the file's, the page's over both", () => {
  const node = doclingNode(jobWith(), page)

  expect(node).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    node_type: 'DocumentNode',
    text: '# Größe\n\nOne 😀 line.',
    metadata: {
      file_size: 7,
      file_type: 'PDF',
      source: 'inbox/Ärger.pdf',
      deep: { b: [1, null], a: true },
      page_number: 2,
      total_pages: 3,
      total_length: 20,
      width: 360,
      height: 504,
      tables_json: '[]',
      tables_md: '',
      __keys: ['source', 'page_number'],
      document: true,
    },
    embedding: null,
    doc_id: node?.id,
    parent_id: null,
    children_ids: [],
    next_id: null,
    previous_id: null,
    hash: '46309cec8de2d66263fe722f04747fcc',
    persistent_key: '2_inbox/Ärger.pdf',
  })
  expect(doclingNode(jobWith(), page)).toEqual(node)
  expect(doclingNode(jobWith(), { ...page, number: 3 })?.id).not.toBe(node?.id)
})

test('a page without text is no node', () => {
  expect(doclingNode(jobWith(), pageOf([]))).toBeUndefined()
  expect(nodeBody(jobWith(), pageOf([]), null)).toBeUndefined()
})

test('a picture is named by where the server gives it out', () => {
  const figure = { name: 'page-000002-figure-1.png', widthPx: 9, heightPx: 9, alternativeText: 'The mill' }
  const job = jobWith()

  expect(doclingNode(job, pageOf([{ ...regionOf('figure', ''), lines: [], figure }]))?.text).toBe(
    `![The mill](/api/v1/jobs/${job.id}/figures/page-000002-figure-1.png)`,
  )
})

test('tables stand in the metadata as Markdown and as records, merged cells in each of their places', () => {
  const plain = regionOf('table', 'Name\tName\nÄpfel\t3\nBirnen')
  const merged: Region = {
    ...regionOf('table', 'A\tB\nwide\t'),
    table: {
      rowCount: 2,
      columnCount: 2,
      cells: [
        { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: 'A' },
        { row: 0, column: 1, rowSpan: 1, columnSpan: 1, text: 'B' },
        { row: 1, column: 0, rowSpan: 1, columnSpan: 2, text: 'wide' },
      ],
    },
  }

  const metadata = doclingNode(jobWith(), pageOf([plain, merged]))?.metadata

  expect(JSON.parse(String(metadata?.tables_json))).toEqual([
    [
      { Name: 'Äpfel', 'Name.1': '3' },
      { Name: 'Birnen', 'Name.1': '' },
    ],
    [{ A: 'wide', B: 'wide' }],
  ])
  expect(metadata?.tables_md).toMatch(/^\| Name \| Name \|\n[\s\S]*Birnen[^\n]*\n\n[\s\S]*wide/)
})

test('values are written as Python writes them', () => {
  expect(pythonJson({ é: '😀"\n', b: [1, 2.5, null, true], '😀': {}, '\uffff': [] })).toBe(
    '{"b": [1, 2.5, null, true], "\\u00e9": "\\ud83d\\ude00\\"\\n", "\\uffff": [], "\\ud83d\\ude00": {}}',
  )
})

test('a node is posted with its number through the job, under the name that the caller gave the job or its id', () => {
  const job = jobWith()

  expect(nodeBody(job, page, 'mine')).toEqual({
    task_id: 'mine',
    status: 'PROCESSING',
    message: { type: 'node', node: doclingNode(job, page), node_index: 1, filename: 'letter.PDF' },
  })
  expect(nodeBody(job, page, null)?.task_id).toBe(job.id)
})

test('the end of a job is posted with its figures, a failure with its reason', () => {
  const totals = { nodes: 2, successfulFiles: 1 }
  const times = { startedAt: 1000, finishedAt: 3500 }
  expect(completionBody(jobWith({ state: 'completed', ...times }), totals, 'mine')).toEqual({
    task_id: 'mine',
    status: 'COMPLETED',
    message: {
      type: 'completion',
      total_nodes: 2,
      total_files: 1,
      successful_files: 1,
      failed_files: 0,
      processing_time_ms: 2500,
    },
  })

  const failed = jobWith({ state: 'failed', problem: { code: 'no-pages', detail: '' }, ...times })
  expect(completionBody(failed, totals, null)).toEqual({
    task_id: failed.id,
    status: 'FAILED',
    message: { type: 'failure', processing_time_ms: 2500 },
    error: 'The document has no pages.',
  })
  expect(completionBody(jobWith({ state: 'cancelled' }), totals, null)).toMatchObject({
    status: 'FAILED',
    error: 'Cancelled',
  })
})
