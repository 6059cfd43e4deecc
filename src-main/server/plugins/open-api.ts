import swagger from '@fastify/swagger'
import type { TSchema } from 'typebox'
import type { Server } from '../server-parts.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The multipart body, for the description only: it is read as a stream and checked by hand. */
    multipart?: TSchema
  }
}

/** Describes every route from its schemas. Registered before the routes; read at /api/v1/openapi.json. */
export async function openApi(app: Server, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pageloom',
        version,
        description: 'Turns PDFs, scans and photos into Markdown on your own machine.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          basic: { type: 'http', scheme: 'basic', description: 'Any name; the key is the password.' },
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        },
      },
      security: [{ bearer: [] }, { basic: [] }, { apiKey: [] }],
    },
    transform: ({ schema, url, route }) => {
      const multipart = route.config?.multipart
      const described = multipart ? { ...schema, consumes: ['multipart/form-data'], body: multipart } : schema
      const open = route.config?.keyless === true ? { security: [] } : {}
      return { url, schema: { ...described, ...open } }
    },
  })
}
