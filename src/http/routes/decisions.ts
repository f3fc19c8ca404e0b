import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { BankDecisionBody, DecisionBody } from '#platform'
import type { Door } from '../app.ts'
import { actorOf } from '../asker.ts'

const Open = Type.Object({}, { additionalProperties: true })

/** Advice by a bank's policy, and what the bank decided itself. */
export async function decisionRoutes(api: FastifyInstance, { front }: Door): Promise<void> {
  api.post(
    '/decisions/:policy',
    {
      schema: {
        summary: 'Advice by a policy: pass, manual or decline, a reference limit, reasons',
        params: Type.Object({ policy: Type.String() }),
        body: DecisionBody,
        response: { 200: Open },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      const { policy } = request.params as { policy: string } // the schema has read it
      return front.advice(actorOf(request.asker), policy, request.body)
    },
  )
  api.post(
    '/decisions/:id/bank-decision',
    {
      schema: {
        summary: 'Reports what the bank decided itself',
        params: Type.Object({ id: Type.String() }),
        body: BankDecisionBody,
        response: { 200: Open },
      },
    },
    async (request) => {
      const { id } = request.params as { id: string } // the schema has read it
      return front.reportDecision(actorOf(request.asker), id, request.body)
    },
  )
}
