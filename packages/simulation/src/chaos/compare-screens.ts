import { setTimeout as sleep } from "node:timers/promises";
import { asOwner } from "@nightlight/database/migrate";
import type { LoggedCounsellor } from "./logged-counsellor.ts";

const LOOK_EVERY_MS = 100;

/** Waits until everybody's screen counts as many waiting contacts as there are rows, and says whose does not (I9). */
export async function compareScreens(
  ownerUrl: string,
  people: readonly LoggedCounsellor[],
  withinMs: number,
): Promise<readonly string[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const rows = await countWaiting(ownerUrl);
    const wrong = people.flatMap(({ waiting }, number) =>
      waiting === rows
        ? []
        : [`I9 counsellor-${String(number)}: ${String(waiting)} wait on screen, ${String(rows)} rows`],
    );
    if (wrong.length === 0 || performance.now() > deadline) return wrong;
    await sleep(LOOK_EVERY_MS);
  }
}

function countWaiting(ownerUrl: string): Promise<number> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ n: number }>(
      "select count(*)::int as n from contact where status in ('queued', 'orphaned', 'offered')",
    );
    return rows[0]?.n ?? 0;
  });
}
