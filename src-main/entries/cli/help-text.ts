const GENERAL = `Pageloom turns PDFs, scans, photos and office files into Markdown on your own machine.

  pageloom convert FILE…   read files, print or save the result
  pageloom serve           serve the API and the page for browsers
  pageloom worker          read pages for a server on this or another machine
  pageloom jobs            list, show, cancel and delete jobs
  pageloom doctor          say whether everything needed is there

  pageloom help COMMAND    tell more
  pageloom --version
`

const CONVERT = `pageloom convert FILE… [-o DIR] [--to FORMATS] [options]

Reads PDF, PNG, JPEG, TIFF, WebP, BMP, DOCX, PPTX, XLSX, EPUB, HTML, Markdown, CSV and text files; DOC, PPT, XLS, ODT,
ODS, ODP and RTF with the help of LibreOffice. A folder stands for all such files in it. One file and one format go to
standard output; more need a folder, where pictures of the text get a folder of their own.

  -o, --output DIR     write DIR/<name>.<ext>; nothing of another input is overwritten
      --to FORMATS     md, html, txt, json, pdf, docx, xlsx, csv, chunks, hocr, alto, separated by commas
                       (default md); pdf, docx and xlsx need a folder
      --pages RANGE    e.g. 1,3-5,-2; -2 is the last page but one (default: all)
      --mode MODE      fast, balanced or accurate (default balanced)
      --language LANG  auto, latin or cjk (default auto)
      --password TEXT  opens a protected PDF
      --force-ocr      read the pixels even where a page has text
      --dpi N          resolution of the page image, 72 to 600
      --json           print one summary for programs
  -q, --quiet          say nothing but errors
      --data-dir DIR   where jobs are kept

Ends with 0: all read; 1: some pages could not be read; 2: not understood; 3: input refused; 4: job failed;
5: data folder, disk or models; 130: Ctrl+C.
`

const SERVE = `pageloom serve [options]

Serves the API, older clients and the page for browsers, by default to this machine alone at 127.0.0.1:7243.

      --host ADDRESS       0.0.0.0 lets the local network in, with the key
      --port N             default 7243, or the next that is free
      --also-listen PORTS  where older clients look, e.g. 8000,8003
      --allow-origin URL   a web origin whose pages may call; may be given again
      --allow-callback R   a host or network of your own that callbacks may go to, e.g. 10.0.0.0/8
      --no-auth            no key is needed; on this machine alone
      --workers N          page workers (default: one for each core)
      --redis-url URL      hand pages out through Redis, also to pageloom worker (docs/redis.md)
      --execution-provider NAME
                           auto, cpu, webgpu, cuda, dml or coreml (default auto)
      --inference-mode M   embedded, or vllm: served engines read first (docs/engines.md)
      --deepseek-url URL   where DeepSeek-OCR is served, e.g. http://localhost:4444/v1; likewise --nanonets-url,
                           --dotsocr-url, --lightonocr-url
      --data-dir DIR       where jobs are kept

Further settings, such as --max-job-age-hours 24, stand in docs/command-line.md.
`

const WORKER = `pageloom worker --redis-url URL --data-dir DIR [options]

Reads pages for a server that was started with the same Redis and the same data folder, on this machine or on another
that has the folder mounted. Any number of them may run.

      --redis-url URL      e.g. redis://:password@queue.lan:6379/0; better given as REDIS_URL, which ps does not show
      --data-dir DIR       the server's data folder as it is seen here
      --workers N          pages read at a time (default: one for each core)
      --execution-provider NAME
                           auto, cpu, webgpu, cuda, dml or coreml (default auto)

SIGTERM and Ctrl+C give back the pages in work. docs/redis.md tells more.
`

const JOBS = `pageloom jobs [list | show ID | cancel ID | delete ID] [--json] [--data-dir DIR]
`

const DOCTOR = `pageloom doctor [--probe] [--json] [--data-dir DIR]

Tells versions, models, graphics, disk and data folder; ends with 5 when something needed is missing.

      --probe              try every execution provider again, as docs/engines.md tells; it takes some seconds
      --json               print the findings for programs
      --data-dir DIR       where jobs are kept
`

const TOPICS: Readonly<Record<string, string>> = {
  convert: CONVERT,
  serve: SERVE,
  worker: WORKER,
  jobs: JOBS,
  doctor: DOCTOR,
}

/** The help for a command, or the general one. */
export const helpText = (topic: string): string => TOPICS[topic] ?? GENERAL
