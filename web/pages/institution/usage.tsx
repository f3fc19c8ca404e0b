import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { answered } from '../../api/problem.ts'
import { Asked } from '../../parts/asked.tsx'
import { StaffPage } from '../../parts/staff-page.tsx'
import { usageRows } from '../../parts/usage/rolled-up.ts'
import { UsageTree } from '../../parts/usage/usage-tree.tsx'
import '../../parts/usage/usage-words.ts'
import { said } from '../../util/figures.ts'
import { dayOf } from '../../util/moment.ts'

/** What an institution and those below it used in a month, and what it costs. */
export function Page() {
  const { t } = useTranslation('usage')
  const [month, setMonth] = useState(() => dayOf(new Date().toISOString()).slice(0, 7))
  const tree = useQuery({
    queryKey: ['institution', 'tree'],
    queryFn: () => answered(api.GET('/v1/institution/tree')),
  })
  const usage = useQuery({
    queryKey: ['institution', 'usage', month],
    queryFn: () => answered(api.GET('/v1/institution/usage', { params: { query: { month } } })),
    enabled: /^\d{4}-\d{2}$/.test(month),
  })
  return (
    <StaffPage title={t('title')}>
      <section className="card">
        <div className="toolbar">
          <label>
            {t('month')}
            <input
              className="text"
              type="month"
              value={month}
              onChange={({ target }) => setMonth(target.value)}
            />
          </label>
        </div>
        <Asked query={tree}>
          {(root) => (
            <Asked query={usage}>
              {(lines) => (
                <>
                  {lines.length === 0 && <p>{t('none')}</p>}
                  <UsageTree
                    root={usageRows(
                      root,
                      lines.map((line) => ({
                        ...line,
                        product_name: said(line.product_name),
                      })),
                    )}
                  />
                  <p className="muted">{t('rolled_up')}</p>
                </>
              )}
            </Asked>
          )}
        </Asked>
      </section>
    </StaffPage>
  )
}
