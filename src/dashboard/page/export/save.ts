import { s } from '../element.js'
import type { Figure, Format, Table } from './figure.js'

const MARGIN = 16
const TITLE = 44
const LINE = 16
/** Dots of a PNG for each of the page. */
const SHARPNESS = 2

/** Hand a figure to the reader as a file, with its title and what it rests on printed in it. */
export async function save(figure: Figure, format: Format): Promise<void> {
  const blob = format === 'csv' ? csvOf(figure.table) : format === 'svg' ? svgBlob(figure) : await pngOf(figure)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${figure.name}.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The whole picture: title, drawing, basis. */
export function pictureOf({ title, basis, draw }: Figure): { svg: SVGSVGElement; width: number; height: number } {
  const { content, width: inner, height: drawn } = draw()
  const [width, height] = [inner + 2 * MARGIN, TITLE + drawn + LINE * basis.length + 2 * MARGIN]
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const place = s('g', { transform: `translate(${MARGIN} ${TITLE})` }, content)
  const text = (words: string, y: number, more: Readonly<Record<string, string>>) =>
    s('text', { x: MARGIN, y, fill: colour('--ink'), ...more }, words)
  const svg = s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': 'Inter, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif',
    },
    s('title', null, title),
    s('desc', null, basis.join(' ')),
    s('rect', { width, height, fill: colour('--paper') }),
    text(title, 24, { 'font-size': '15', 'font-weight': '600' }),
    place,
    basis.map((line, i) =>
      text(line, TITLE + drawn + MARGIN + LINE * (i + 0.8), { 'font-size': '11', fill: colour('--quiet') }),
    ),
  )
  return { svg, width, height }
}

function svgBlob(figure: Figure): Blob {
  return new Blob([new XMLSerializer().serializeToString(pictureOf(figure).svg)], { type: 'image/svg+xml' })
}

async function pngOf(figure: Figure): Promise<Blob> {
  const { svg, width, height } = pictureOf(figure)
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }))
  try {
    const image = new Image(width, height)
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * SHARPNESS)
    canvas.height = Math.round(height * SHARPNESS)
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob(blob => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

function csvOf({ columns, rows }: Table): Blob {
  const cell = (value: string | number | null) => {
    const text = value === null ? '' : String(value)
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [columns, ...rows].map(row => row.map(cell).join(','))
  return new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' })
}
