import type { Client } from "pg";

/** Throws for a database that is anybody's: tests and simulations belong into one that was made for them. */
export async function demandOwnDatabase(owner: Pick<Client, "query">): Promise<void> {
  const { rows } = await owner.query<{ begun: boolean }>(
    "select exists (select from installation) or exists (select from contact) as begun",
  );
  if (rows[0]?.begun !== false)
    throw new Error("This database is an installation's: a simulation makes one of its own");
}
