import { parseArgs } from 'node:util'
import { openapiDocument } from '#http'
import { common } from '../ask.ts'
import type { Command } from '../command.ts'

export const openapi: Command = {
  summary:
    'Prints the OpenAPI 3.1 document of the HTTP interface; `npm run openapi` writes the committed one anew.',
  usage: 'openapi [--json]',
  async run(args, print) {
    parseArgs({ args: [...args], options: common })
    const document = await openapiDocument()
    print.document(document)
    print.line(JSON.stringify(document, null, 2))
    return undefined
  },
}
