/** The limit of `serve`: a bare route with one transaction that reads and writes about the bytes of a product query. */
import Fastify from 'fastify'
import { openStore } from '#store'
import { insertLeaf, makeTables, readProfile } from './serve-limit.sql.ts'

const [data_dir = ''] = process.argv.slice(2)
const store = await openStore({ data_dir })
for (const statement of makeTables()) await store.run(statement)
const app = Fastify()
app.post('/', () =>
  store.transaction(async (tx) => {
    const [row] = await tx.rows<{ body: object }>(readProfile())
    await tx.run(insertLeaf())
    return row?.body ?? {}
  }),
)
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${url}/\n`)
process.once('SIGTERM', async () => {
  await app.close()
  await store[Symbol.asyncDispose]()
  process.exit()
})
