import type { Day, Month } from '#kernel'
import { dayIn } from './calendar.ts'
import { between, happens } from './chance.ts'
import { type Firm, stands } from './firm.ts'

/** What a month does to a firm in the register: founded, renamed, moved, fallen silent, closed or revoked. */
export function liveFate(firm: Firm, at: Month): void {
  if (firm.script !== null || !stands(firm, at)) return
  if (firm.born === at) firm.changed = true
  else if (firm.silent_from !== null) revoke(firm, at)
  else if (happens(firm, 0.0016)) rename(firm, at)
  else if (happens(firm, 0.0035)) move(firm, at)
  else end(firm, at)
}

function rename(firm: Firm, at: Month): void {
  firm.names += 1
  tellRegister(firm, at)
}

function move(firm: Firm, at: Month): void {
  firm.moves += 1
  firm.there_from_on = firm.here_from_on
  firm.here_from_on = tellRegister(firm, at)
}

function tellRegister(firm: Firm, at: Month): Day {
  firm.changed = true
  firm.approved_on = dayIn(at, between(firm, 1, 28))
  return firm.approved_on
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
  firm.closed_on = tellRegister(firm, at)
}
