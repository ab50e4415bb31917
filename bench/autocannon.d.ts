declare module 'autocannon' {
  /** What bench/http.ts uses of autocannon, which comes without types. */
  namespace autocannon {
    interface Request {
      readonly method?: string
      readonly path?: string
      readonly body?: string
      readonly headers?: Record<string, string>
      readonly setupRequest?: (request: Request) => Request
    }
    interface Options extends Request {
      readonly url: string
      readonly connections: number
      readonly duration: number
      readonly requests?: readonly Request[]
    }
    interface Result {
      readonly non2xx: number
      readonly errors: number
      readonly requests: { readonly average: number }
    }
  }
  function autocannon(options: autocannon.Options): Promise<autocannon.Result>
  export default autocannon
}
