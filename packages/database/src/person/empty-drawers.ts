import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import type { Database } from "../connection.ts";

/** What was set aside for taking a reset back goes for good once that is too late. */
export async function emptyDrawers(database: Database): Promise<void> {
  await database.transaction({ kind: "system" }, (query) =>
    query("empty-drawers", "select empty_drawers($1)", [SIGN_IN_POLICY.undoResetSeconds]),
  );
}
