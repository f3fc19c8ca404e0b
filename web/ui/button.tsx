import type { ComponentProps } from 'react'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'plain' | 'danger'
  readonly wide?: boolean
}

/** A button large enough for a thumb. */
export function Button({
  look = 'plain',
  wide = false,
  type = 'button',
  className = '',
  ...rest
}: ButtonProps) {
  const looks = ['button', look === 'plain' ? '' : look, wide ? 'wide' : '', className]
  return <button type={type} className={looks.filter((each) => each !== '').join(' ')} {...rest} />
}
