import { fontFamily } from './picture-theme.ts'
import { drawable } from './font-coverage.ts'
import { fontFiles } from './font-files.ts'

export interface Png {
  readonly bytes: Uint8Array
  /** Characters that the font has no glyph of; 〓 stands for them. */
  readonly missing: string[]
}

/** An SVG as PNG with the shipped fonts, `scale` pixels for each of its own. */
export async function pictureAsPng(svg: string, scale = 2): Promise<Png> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const files = fontFiles()
  const { text, missing } = drawable(svg)
  const image = await renderAsync(text, {
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: [files.regular, files.bold], defaultFontFamily: fontFamily, sansSerifFamily: fontFamily },
    logLevel: 'off',
  })
  return { bytes: image.asPng(), missing }
}
