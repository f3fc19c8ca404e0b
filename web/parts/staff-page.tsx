import { ConfigProvider } from 'antd'
import enGB from 'antd/locale/en_GB'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import './staff.css'

/** A screen of a face, and what it is called. */
export interface Screen {
  readonly to: string
  readonly label: string
}

export interface StaffPageProps {
  readonly title: string
  readonly screens?: readonly Screen[]
  readonly children: ReactNode
}

// The brand of the frame, so that one page is not two.
const theme = {
  token: { colorPrimary: '#0b5c8a', colorLink: '#0b5c8a', borderRadius: 8, fontFamily: 'inherit' },
}

/** A page of the staff: its title, the screens beside it, and the widgets in the reader's language. */
export function StaffPage({ title, screens = [], children }: StaffPageProps) {
  const { i18n } = useTranslation()
  return (
    <ConfigProvider locale={i18n.language === 'en' ? enGB : zhCN} theme={theme}>
      <div className="staff">
        <h1>{title}</h1>
        {screens.length > 0 && (
          <nav className="screens" aria-label={title}>
            {screens.map(({ to, label }) => (
              <NavLink key={to} to={to} end>
                {label}
              </NavLink>
            ))}
          </nav>
        )}
        {children}
      </div>
    </ConfigProvider>
  )
}
