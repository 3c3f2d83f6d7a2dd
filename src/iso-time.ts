/** `2027-01-31T00:00:00Z`: whole seconds, UTC. */
export function isoSeconds(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}
