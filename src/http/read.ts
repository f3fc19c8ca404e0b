import type { FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'

/** A parameter of a route's path, which its schema has read. */
export function paramOf({ params }: FastifyRequest, name: string): string {
  return String((params as Readonly<Record<string, unknown>>)[name])
}

/** The body of a route, which its schema has read. */
export function bodyOf<Schema extends TSchema>({ body }: FastifyRequest): Static<Schema> {
  return body as Static<Schema>
}
