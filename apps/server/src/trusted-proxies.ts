import { isIP } from "node:net";

const WIDTH = { 4: 32, 6: 128 } as const;
/** A network wider than this is no proxy but half the world: whoever comes from it could claim any address. */
const WIDEST = { 4: 8, 6: 16 } as const;

/** Reads TRUSTED_PROXIES: addresses and networks (CIDR), apart by commas or spaces. Adds a line for each that is none. */
export function parseTrustedProxies(given: string | undefined, problems: string[]): readonly string[] {
  const entries = (given ?? "").split(/[\s,]+/u).filter((entry) => entry !== "");
  for (const entry of entries) {
    const problem = problemOf(entry);
    if (problem !== undefined) problems.push(`TRUSTED_PROXIES: ${entry} ${problem}`);
  }
  return entries;
}

function problemOf(entry: string): string | undefined {
  const [host = "", bits, more] = entry.split("/");
  const family = isIP(host);
  if ((family !== 4 && family !== 6) || more !== undefined) {
    return "is no address or network; write addresses such as 10.0.0.5 or 10.0.0.0/24";
  }
  if (bits === undefined) return undefined;
  const width = Number(bits);
  if (!/^\d{1,3}$/u.test(bits) || width > WIDTH[family]) return `is no network: /${bits}`;
  return width < WIDEST[family] ? "trusts half the world; name the proxies" : undefined;
}
