import { ROUTES } from '../../../src-shared/contract/routes.ts'
import { nativeRoute } from '../native-route.ts'
import { sendFile, sendResult } from '../send-file.ts'
import type { Server, ServerParts } from '../server-parts.ts'

const DEFAULT_SIDE_PX = 1600

/** What came of a job: its result by format, its pages, their images, the files as they were given. */
export function resultRoutes(app: Server, { useCases }: ServerParts): void {
  app.route({
    ...nativeRoute(ROUTES.getResult, 'The result in one of many formats'),
    handler: async (request, reply) => {
      const { format = 'md', document = null, pages = '', partial = false } = request.query
      const { figure_folder: figureFolder } = request.query
      const { jobId } = request.params
      const result = await useCases.openResult({
        ...{ jobId, format, document, pages, partial },
        ...(figureFolder === undefined ? {} : { figureFolder }),
      })
      return sendResult(request, reply, result)
    },
  })
  app.route({
    ...nativeRoute(ROUTES.listPages, 'Where each page stands'),
    handler: async request => ({ pages: await useCases.listPages(request.params.jobId) }),
  })
  app.route({
    ...nativeRoute(ROUTES.getPage, 'What was read from one page'),
    handler: request => useCases.readPage(request.params.jobId, request.params.number),
  })
  app.route({
    ...nativeRoute(ROUTES.getPageImage, 'The page as an image, upright as it was read'),
    handler: async (request, reply) => {
      const { jobId, number } = request.params
      return sendFile(
        request,
        reply,
        await useCases.pageImage(jobId, number, request.query.side ?? DEFAULT_SIDE_PX),
      )
    },
  })
  app.route({
    ...nativeRoute(ROUTES.retryPage, 'Reads a failed page again'),
    handler: request => useCases.retryPages(request.params.jobId, request.params.number),
  })
  app.route({
    ...nativeRoute(ROUTES.getFigure, 'A picture that belongs to the text'),
    handler: async (request, reply) =>
      sendFile(request, reply, await useCases.figureFile(request.params.jobId, request.params.name)),
  })
  app.route({
    ...nativeRoute(ROUTES.getDocumentFile, 'A file as it was given'),
    handler: async (request, reply) =>
      sendFile(request, reply, await useCases.documentFile(request.params.jobId, request.params.number)),
  })
}
