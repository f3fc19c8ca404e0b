import type { Owner } from '#access'
import type { Acting, Signing } from '#consent'
import { refusals } from '#kernel'
import type { FrontState } from './front-state.ts'

const refuse = refusals({
  not_your_firm: ['forbidden', 'this belongs to another firm than {uscc}, for which you have signed in'],
})

/** Lets an owner pass to what is of its own firm. */
export function requireOwnFirm(owner: Owner, uscc: string): void {
  if (uscc !== owner.uscc) throw refuse('not_your_firm', { uscc: owner.uscc })
}

/** The owner as consents name it. */
export function ownerSigning({ uscc, name, subject_type, signer, auth_factors }: Owner): Signing {
  const { role, name_masked, id_hash_sm3_salted } = signer
  return {
    subject: { uscc, subject_type, name },
    signer: { role, name_masked, id_hash_sm3_salted, auth_factors: [...auth_factors] },
  }
}

/** An owner acts for itself: no institution stands in the log beside its code. */
export function actingOwner({ bureau, clock }: FrontState): Acting {
  return { at: clock(), log: bureau.counter.log }
}
