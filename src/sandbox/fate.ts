import type { Month } from '#kernel'
import { dayIn } from './calendar.ts'
import { between, happens } from './chance.ts'
import { type Firm, stands } from './firm.ts'

/** What a month does to a firm in the register: founded, renamed, moved, fallen silent, closed or revoked. */
export function liveFate(firm: Firm, at: Month): void {
  if (firm.script !== null || !stands(firm, at)) return
  if (firm.born === at) firm.changed = true
  else if (firm.silent_from !== null) revoke(firm, at)
  else if (happens(firm, 0.0016)) change(firm, at, 'names')
  else if (happens(firm, 0.0035)) change(firm, at, 'moves')
  else end(firm, at)
}

function change(firm: Firm, at: Month, what: 'names' | 'moves'): void {
  firm[what] += 1
  firm.changed = true
  firm.approved_on = dayIn(at, between(firm, 1, 28))
}

function end(firm: Firm, at: Month): void {
  const spent = firm.default_month === null ? 0 : at - firm.default_month
  if (happens(firm, 0.0007 + (spent > 3 ? 0.05 : 0))) firm.silent_from = at
  else if (happens(firm, 0.0012 + (spent > 5 ? 0.04 : 0))) close(firm, at, 'cancelled')
}

// A firm that has been silent for half a year is revoked sooner or later.
function revoke(firm: Firm, at: Month): void {
  if (firm.silent_from !== null && at - firm.silent_from > 6 && happens(firm, 0.03))
    close(firm, at, 'revoked')
}

function close(firm: Firm, at: Month, status: 'cancelled' | 'revoked'): void {
  firm.status = status
  firm.closed_month = at
  change(firm, at, 'moves')
  firm.moves -= 1
  firm.closed_on = firm.approved_on
}
