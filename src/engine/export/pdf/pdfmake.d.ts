/** The part of pdfmake 0.3 that is used; the package has no types of its own. */
declare module 'pdfmake' {
  interface Fonts {
    readonly [family: string]: { readonly normal: string; readonly bold: string; readonly italics: string; readonly bolditalics: string }
  }
  export interface PdfMake {
    addFonts(fonts: Fonts): void
    setUrlAccessPolicy(allow: (url: string) => boolean): void
    setLocalAccessPolicy(allow: (path: string) => boolean): void
    createPdf(definition: object): { getBuffer(): Promise<Buffer>; getStream(): Promise<{ bufferedPageRange(): { count: number } }> }
  }
  const pdfmake: PdfMake
  export default pdfmake
}
