import type { UseMutationResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { RefusalNotice } from '../refusal.tsx'
import type { Decision } from './asks.ts'
import './words.ts'

export interface DecideProps<Answer> {
  readonly decide: UseMutationResult<Answer, Error, Decision>
  /** Whether it may be let in as it is, or has to be mended first. */
  readonly may_release: boolean
  readonly told: (answer: Answer) => ReactNode
}

/** What a person decides of something that waits: in or out, and why. */
export function Decide<Answer>({ decide, may_release, told }: DecideProps<Answer>) {
  const { t } = useTranslation('quality')
  const [note, setNote] = useState('')
  const isOver = decide.isPending || decide.data !== undefined
  const may = note.trim() !== '' && !isOver
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      <h3>{t('decide.title')}</h3>
      {!may_release && <p className="muted">{t('decide.only_reject')}</p>}
      <label className="field">
        <span>{t('decide.why')}</span>
        <input
          value={note}
          maxLength={2000}
          onChange={({ target }) => setNote(target.value)}
          disabled={isOver}
        />
      </label>
      <p className="toolbar">
        {may_release && (
          <Button look="primary" disabled={!may} onClick={() => decide.mutate({ decision: 'release', note })}>
            {t('decide.release')}
          </Button>
        )}
        <Button look="danger" disabled={!may} onClick={() => decide.mutate({ decision: 'reject', note })}>
          {t('decide.reject')}
        </Button>
      </p>
      <div role="status">
        {decide.isPending && <p className="muted">{t('decide.deciding')}</p>}
        {decide.data !== undefined && <p className="notice good">{told(decide.data)}</p>}
        {decide.isError && <RefusalNotice error={decide.error} />}
      </div>
    </form>
  )
}
