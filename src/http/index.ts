/**
 * HTTP: routes, their schemas and the OpenAPI made from them; refusals become problem details.
 */
export { openApp } from './app.ts'
export { openapiDocument } from './openapi.ts'
export { type Problem, problemOf } from './problem.ts'
