/** How many times as much processor time a task takes when it is `times` as large; each the best of three. */
export async function growth(task: (size: number) => unknown, size: number, times: number): Promise<number> {
  await task(size)
  return (await leastOf(() => task(size * times))) / Math.max(1, await leastOf(() => task(size)))
}

async function leastOf(task: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i++) {
    const used = process.cpuUsage()
    await task()
    const { user, system } = process.cpuUsage(used)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
