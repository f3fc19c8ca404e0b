/**
 * HTTP: routes, their schemas and the OpenAPI made from them; refusals become problem details.
 */
export { type Problem, problemOf } from './problem.ts'
