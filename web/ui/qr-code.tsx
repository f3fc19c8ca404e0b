import { useEffect, useState } from 'react'

export interface QrCodeProps {
  readonly text: string
  /** What it is, for those who do not see it. */
  readonly label: string
}

/** A QR code, drawn as an image; what draws it is loaded when first needed. */
export function QrCode({ text, label }: QrCodeProps) {
  const [image, setImage] = useState<string | null>(null)
  useEffect(() => {
    let is_wanted = true
    void import('qrcode')
      .then(({ toDataURL }) => toDataURL(text, { margin: 1, width: 220 }))
      .then((drawn) => is_wanted && setImage(drawn))
    return () => {
      is_wanted = false
    }
  }, [text])
  return (
    <div style={{ width: 220, height: 220 }}>
      {image !== null && <img src={image} alt={label} width={220} height={220} />}
    </div>
  )
}
