import { inch, offsetXml, type Box } from './drawing.ts'
import { OfficePackage, xmlHead } from './package.ts'
import { namespaces, officeKind, treeXml } from './slide-xml.ts'

const themeType = 'application/vnd.openxmlformats-officedocument.theme+xml'
const box = (x: number, y: number, w: number, h: number): Box => ({ x: x * inch, y: y * inch, w: w * inch, h: h * inch })

const accents = ['0B7A75', 'C27C00', '3B6FB6', 'B5485D', '6C5BA7', '7A8B23']

/** Our own look, where a workspace has no template of its company: 13.33 x 7.5 inches, two layouts. */
export function defaultTemplate(): OfficePackage {
  const made = new OfficePackage()
  const [presentation, master, theme] = ['ppt/presentation.xml', 'ppt/slideMasters/slideMaster1.xml', 'ppt/theme/theme1.xml']
  const layouts = [
    { name: 'ppt/slideLayouts/slideLayout1.xml', content: titleLayout },
    { name: 'ppt/slideLayouts/slideLayout2.xml', content: contentLayout },
  ]
  made.put(presentation, presentationXml, `${officeKind}.presentation.main+xml`)
  made.put(master, masterXml, `${officeKind}.slideMaster+xml`)
  made.put(theme, themeXml('Helmdeck'), themeType)
  made.relate('', 'officeDocument', presentation)
  made.relate(presentation, 'slideMaster', master)
  for (const { name, content } of layouts) {
    made.put(name, content, `${officeKind}.slideLayout+xml`)
    made.relate(master, 'slideLayout', name)
    made.relate(name, 'slideMaster', master)
  }
  made.relate(master, 'theme', theme)
  made.relate(presentation, 'theme', theme)
  return made
}

/** What every file with notes needs once. */
export const notesMasterXml = `${xmlHead}<p:notesMaster ${namespaces}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>${treeXml('')}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:notesStyle/></p:notesMaster>`

export function themeXml(name: string): string {
  const fonts = (latin: string): string => `<a:latin typeface="${latin}"/><a:ea typeface="Microsoft YaHei"/><a:cs typeface=""/>`
  const colour = (tag: string, value: string): string => `<a:${tag}><a:srgbClr val="${value}"/></a:${tag}>`
  const colours = [
    colour('dk1', '14202E'),
    colour('lt1', 'FFFFFF'),
    colour('dk2', '526172'),
    colour('lt2', 'E3E7EC'),
    ...accents.map((value, index) => colour(`accent${index + 1}`, value)),
    colour('hlink', '0B7A75'),
    colour('folHlink', '5E7083'),
  ].join('')
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
  const line = `<a:ln w="6350">${fill}</a:ln>`
  const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>'
  return `${xmlHead}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="${name}"><a:themeElements><a:clrScheme name="${name}">${colours}</a:clrScheme><a:fontScheme name="${name}"><a:majorFont>${fonts('Calibri')}</a:majorFont><a:minorFont>${fonts('Calibri')}</a:minorFont></a:fontScheme><a:fmtScheme name="${name}"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
}

const presentationXml = `${xmlHead}<p:presentation ${namespaces} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst/><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`

function place(id: number, type: string, index: number | null, at: Box, anchor: 't' | 'ctr' | 'b', text: string, style = ''): string {
  const own = index === null ? '' : ` idx="${index}"`
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${own}/></p:nvPr></p:nvSpPr><p:spPr>${offsetXml('a:xfrm', at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="${anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle>${style}</a:lstStyle>${text}</p:txBody></p:sp>`
}

const sample = '<a:p><a:r><a:rPr lang="en-US"/><a:t>Title</a:t></a:r></a:p>'
const number = '<a:p><a:fld id="{5B1F4D2E-6A0B-4D52-9B1C-0C7B6A1F2D3E}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
const numberStyle = '<a:lvl1pPr algn="r"><a:defRPr sz="900"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>'
const titleBox = box(0.6, 0.42, 12.13, 0.62)
const numberBox = box(11.73, 7.0, 1, 0.25)

function level(size: number, colour: string, bold: boolean, margin = 0): string {
  return `<a:lvl1pPr marL="${margin}" indent="0" algn="l" rtl="0"><a:buNone/><a:defRPr sz="${size}" b="${bold ? 1 : 0}"><a:solidFill><a:schemeClr val="${colour}"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr>`
}

const masterXml = `${xmlHead}<p:sldMaster ${namespaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>${treeXml(
  place(2, 'title', null, titleBox, 'b', sample) +
    place(3, 'body', 1, box(0.6, 1.3, 12.13, 5.5), 't', sample) +
    place(4, 'sldNum', 4, numberBox, 'ctr', number, numberStyle),
)}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>${level(2400, 'tx1', true)}</p:titleStyle><p:bodyStyle>${level(1600, 'tx1', false)}</p:bodyStyle><p:otherStyle>${level(1200, 'tx1', false)}</p:otherStyle></p:txStyles></p:sldMaster>`

function layoutXml(type: 'title' | 'titleOnly', name: string, shapes: string): string {
  return `${xmlHead}<p:sldLayout ${namespaces} type="${type}" preserve="1"><p:cSld name="${name}">${treeXml(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`
}

const bar = `<p:sp><p:nvSpPr><p:cNvPr id="9" name="bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>${offsetXml('a:xfrm', box(0, 0, 0.22, 7.5))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>`
const titleLayout = layoutXml(
  'title',
  'Title',
  bar +
    place(2, 'ctrTitle', null, box(1, 2.4, 11.3, 1.4), 'b', sample, level(3600, 'tx1', true)) +
    place(3, 'subTitle', 1, box(1, 3.95, 11.3, 1.2), 't', sample, level(1600, 'tx2', false)),
)
const contentLayout = layoutXml(
  'titleOnly',
  'Content',
  place(2, 'title', null, titleBox, 'b', sample) + place(3, 'sldNum', 12, numberBox, 'ctr', number, numberStyle),
)
