const paths = {
  add: 'M8 3v10M3 8h10',
  audit: 'M8 2l5 2v4c0 3-2 5-5 6.5C5 13 3 11 3 8V4zM5.5 8l2 2 3.5-3.5',
  chart: 'M2.5 2.5v11h11M5 10.5l2.5-4 2 2L13 4',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  down: 'M4 6l4 4 4-4',
  eye: 'M1.5 8C3.5 4.8 5.6 3.5 8 3.5S12.5 4.8 14.5 8c-2 3.2-4.1 4.5-6.5 4.5S3.5 11.2 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  find: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3l3.2 3.2',
  flag: 'M4 14V2.5h8L9.5 5.5 12 8.5H4',
  folder: 'M2 4h4l1.5 1.5H14V13H2z',
  goTo: 'M3 8h9M8.5 4.5L12 8l-3.5 3.5',
  info: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 7.2v3.6M8 5v.1',
  left: 'M10 4L6 8l4 4',
  lock: 'M4 7.5h8V13H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  moon: 'M12.5 9.5A5 5 0 0 1 6.5 3.5a5 5 0 1 0 6 6z',
  playhead: 'M8 6v8M4.5 2.5h7v1.5L8 7 4.5 4z',
  right: 'M6 4l4 4-4 4',
  sort: 'M5 3v10M2.5 10.5L5 13l2.5-2.5M11 13V3M8.5 5.5L11 3l2.5 2.5',
  sun: 'M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  system: 'M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.2v.1',
} as const

export type IconName = keyof typeof paths

/** A drawing beside or in place of a text; whatever has no text of its own must be named otherwise. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
