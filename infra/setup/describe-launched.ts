import type { Launched } from "./launch.ts";

/** The lines that greet the person at the terminal once all is ready. `seconds` is how long the start took. */
export function describeLaunched(
  { address, publicOrigin, signIns, firstAdministrator, database, redis }: Launched,
  seconds: number,
): string {
  const width = Math.max(0, ...signIns.map(({ username }) => username.length));
  const demo = signIns.map(
    ({ username, password, name }) => `    ${username.padEnd(width)}  ${password}${name ? `   (${name})` : ""}`,
  );
  const first = firstAdministrator
    ? [
        `  First administrator (${firstAdministrator.username}): this link is good once, until ${inWords(firstAdministrator.expiresAt)}`,
        `    ${publicOrigin}${firstAdministrator.path}`,
        "    Lost? The next start prints a new one, as long as nobody has used it.",
        "",
      ]
    : [];
  return [
    "",
    `Nightlight is ready after ${seconds.toFixed(1)} s.`,
    "",
    `  Staff console   ${address}/console/`,
    `  Authorities     ${address}/casework/`,
    `  For children    ${address}/`,
    `  API             ${address}/api/docs/`,
    "",
    ...(demo.length > 0 ? ["  Sign in to the demo with", ...demo, ""] : []),
    ...first,
    `  Database: ${database}. Redis: ${redis}.`,
    "  Ctrl-C stops everything. `npm run reset` removes the data.",
    "",
  ].join("\n");
}

/** The moment in the terminal's own time zone. */
function inWords(iso: string): string {
  return new Date(iso).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}
