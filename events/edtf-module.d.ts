declare module 'edtf' {
  /** What this project uses of the library: bounds in milliseconds since 1970, throwing on text that is not EDTF. */
  export default function edtf(
    text: string,
    options: { level: 0 | 1 | 2 },
  ): { readonly min: number; readonly max: number }
}
