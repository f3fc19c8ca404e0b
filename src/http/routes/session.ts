import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Front, Opened, Session } from '#platform'
import type { Door } from '../app.ts'
import { requireOwnPage, session_cookie } from '../asker.ts'
import { bodyOf, paramOf } from '../read.ts'
import { Named, OrNull, Text } from './shapes.ts'

const StaffSession = Type.Object({
  kind: Type.Literal('staff'),
  person: Type.Object({ person_id: Text, name: Text }),
  institution: Type.Object({ institution_id: Text, name: Text, kind: Text }),
  roles: Type.Array(Text),
  expires_at: Text,
  simulated: Type.Boolean(),
})
const OwnerSession = Type.Object({
  kind: Type.Literal('owner'),
  subject: Type.Object({ uscc: Text, name: Text, subject_type: Text }),
  signer: Type.Object({ role: Text, name_masked: Text }),
  auth_factors: Type.Array(Text),
  expires_at: Text,
  simulated: Type.Boolean(),
})
const SessionShape = Type.Union([StaffSession, OwnerSession])
const SignInBody = Type.Object(
  {
    person_id: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    code: Type.String({ pattern: '^[0-9]{6}$' }),
  },
  { additionalProperties: false },
)
const Uscc = Type.String({ minLength: 1, maxLength: 32 })
const FirmBody = Type.Object({ uscc: Uscc }, { additionalProperties: false })
const MaybeFirmBody = Type.Object({ uscc: Type.Optional(Uscc) }, { additionalProperties: false })
const CodeBody = Type.Object(
  { code: Type.String({ pattern: '^[0-9]{6}$' }) },
  { additionalProperties: false },
)
const Id = Type.Object({ id: Text })
const Scan = Type.Object({ scan_id: Text, scan_url: Text, expires_at: Text, simulated: Type.Boolean() })
const ScanStanding = Type.Object({
  state: Type.Enum(['waiting', 'confirmed', 'expired']),
  session: OrNull(SessionShape),
})
const SentCode = Type.Object({
  sms_id: Text,
  mobile_masked: Text,
  expires_at: Text,
  simulated_code: OrNull(Text),
})
const Licence = Type.Object({ uscc: Text, name: Text, holder_masked: Text, subject_type: Text })

const Account = Type.Object({
  person_id: Text,
  name: Text,
  role_name: Named,
  institution_name: Text,
  password: Text,
  code: Text,
})

const scan_cookie = 'xinqiao_scan'
const open = { security: [] }
/** Sign-ins of one address in a minute. */
const few = { rateLimit: { max: 30, timeWindow: 60_000 } }

/** Signing in and out: a session is a cookie that scripts cannot read. */
export async function sessionRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  const { sessions } = front
  const shown = (session: Session) => shapeOf(session, sessions.simulated)
  const begin = (request: FastifyRequest, reply: FastifyReply, { token, session }: Opened) => {
    reply.setCookie(session_cookie, token, cookieFor(front, request))
    return shown(session)
  }
  api.addHook('onRequest', async (request) => requireOwnPage(request))
  api.get(
    '/session',
    { schema: { ...open, summary: 'Who is signed in', response: { 200: SessionShape } } },
    async (request) => shown(await sessions.require(request.cookies[session_cookie])),
  )
  api.post(
    '/session/staff',
    {
      config: few,
      schema: {
        ...open,
        summary: 'Signs staff in by password and second factor',
        body: SignInBody,
        response: { 200: SessionShape },
      },
    },
    async (request, reply) => begin(request, reply, await sessions.staff(bodyOf<typeof SignInBody>(request))),
  )
  api.delete(
    '/session',
    { schema: { ...open, summary: 'Signs out', response: { 204: Type.Null() } } },
    async (request, reply) => {
      const token = request.cookies[session_cookie]
      if (token !== undefined) await sessions.end(token)
      return reply.clearCookie(session_cookie, { path: '/' }).code(204).send()
    },
  )
  api.post(
    '/session/licence',
    {
      config: few,
      schema: {
        ...open,
        summary: 'Begins to show an electronic business licence',
        body: MaybeFirmBody,
        response: { 201: Scan },
      },
    },
    async (request, reply) => {
      const { scan_id, secret, expires_at } = await sessions.beginScan(
        bodyOf<typeof MaybeFirmBody>(request).uscc ?? null,
      )
      reply.setCookie(scan_cookie, secret, cookieFor(front, request))
      const scan_url = `/simulator/licence/${scan_id}`
      return reply.code(201).send({ scan_id, scan_url, expires_at, simulated: sessions.simulated })
    },
  )
  api.get(
    '/session/licence/:id',
    {
      schema: {
        ...open,
        summary: 'How the showing of a licence stands; once it is confirmed, signs its owner in',
        params: Id,
        response: { 200: ScanStanding },
      },
    },
    async (request, reply) => {
      const secret = request.cookies[scan_cookie] ?? ''
      const taken = await sessions.takeScan({ scan_id: paramOf(request, 'id'), secret })
      if (typeof taken === 'string') return { state: taken, session: null }
      return { state: 'confirmed', session: begin(request, reply, taken) }
    },
  )
  api.post(
    '/session/sms',
    {
      config: few,
      schema: {
        ...open,
        summary: 'Sends a code to the telephone of a firm’s owner',
        body: FirmBody,
        response: { 201: SentCode },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await sessions.sendCode(bodyOf<typeof FirmBody>(request).uscc)),
  )
  api.post(
    '/session/sms/:id',
    {
      config: few,
      schema: {
        ...open,
        summary: 'Signs an owner in by the code',
        params: Id,
        body: CodeBody,
        response: { 200: SessionShape },
      },
    },
    async (request, reply) => {
      const { code } = bodyOf<typeof CodeBody>(request)
      return begin(request, reply, await sessions.takeCode(paramOf(request, 'id'), code))
    },
  )
  api.get(
    '/demo/accounts',
    {
      schema: {
        ...open,
        summary: 'The demo’s accounts, with what signs each in at this moment',
        response: { 200: Type.Array(Account) },
      },
    },
    async () => [...(await sessions.accounts())],
  )
  api.get(
    '/simulator/licences',
    {
      schema: {
        ...open,
        summary: 'What the simulated licence can show',
        response: { 200: Type.Array(Licence) },
      },
    },
    async () =>
      (await sessions.licences()).map(({ uscc, name, subject_type, signer }) => ({
        ...{ uscc, name, subject_type, holder_masked: signer.name_masked },
      })),
  )
  api.post(
    '/simulator/licences/:id/confirm',
    {
      schema: {
        ...open,
        summary: 'Confirms a scan, as the owner’s telephone would',
        params: Id,
        body: FirmBody,
        response: { 200: Type.Object({ state: Type.Literal('confirmed') }) },
      },
    },
    async (request) => {
      await sessions.confirm(paramOf(request, 'id'), bodyOf<typeof FirmBody>(request).uscc)
      return { state: 'confirmed' }
    },
  )
}

// A session ends with the browser, and by its own clock in the store. Before us may stand a server that speaks TLS.
function cookieFor({ settings }: Front, { protocol }: FastifyRequest) {
  const secure = protocol === 'https' || settings.public_url?.startsWith('https:') === true
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
}

function shapeOf(session: Session, simulated: boolean) {
  const { expires_at } = session
  if (session.kind === 'owner') {
    const { uscc, name, subject_type, signer, auth_factors } = session.owner
    const { role, name_masked } = signer
    return {
      ...{ kind: 'owner', subject: { uscc, name, subject_type }, signer: { role, name_masked } },
      ...{ auth_factors, expires_at, simulated },
    }
  }
  const { person_id, name, institution_id, institution_name, institution_kind, roles } = session.person
  return {
    ...{ kind: 'staff', person: { person_id, name }, roles, expires_at, simulated },
    institution: { institution_id, name: institution_name, kind: institution_kind },
  }
}
