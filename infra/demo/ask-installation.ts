import { LaunchError } from "../setup/launch-error.ts";

const ANSWER_WITHIN_MS = 5_000;

/**
 * Asks the server itself what it was begun as. Throws a LaunchError unless it says that it is a demo: what a file here
 * says, or what somebody believes, does not count.
 */
export async function askInstallation(address: string): Promise<void> {
  let said: unknown;
  try {
    const reply = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    said = await reply.json();
  } catch {
    throw new LaunchError(
      `No Nightlight answers at ${address}: begin with \`npm start\`, or name another with --address.`,
    );
  }
  const kind = said !== null && typeof said === "object" && "installation" in said ? said.installation : undefined;
  if (kind === "demo") return;
  throw new LaunchError(
    kind === "real"
      ? `${address} is no demo: real children may write there, and no script answers or writes in their place. For a demo, give it a folder of its own: NIGHTLIGHT_DATA_DIR=/another/folder npm start`
      : `${address} does not say that it is a demo: nothing was done.`,
  );
}
