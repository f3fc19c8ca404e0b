/**
 * All results of what was asked together, once all have ended; of several failures, that of the first in the list, so
 * that which one is told does not hang on which ended first.
 */
export async function inOrder<const Results extends readonly unknown[]>(
  asked: { readonly [Place in keyof Results]: Promise<Results[Place]> },
): Promise<Results> {
  const ended = await Promise.allSettled(asked)
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return Promise.all(asked) as unknown as Results // all of them are fulfilled
}
