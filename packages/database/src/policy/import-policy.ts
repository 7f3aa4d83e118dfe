import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { Client } from "pg";

/** Puts the policy that comes with the program in force, as the owner of the tables, where none is yet. */
export async function importPolicy(owner: Client): Promise<void> {
  await owner.query("insert into policy_version (version, value) values (1, $1) on conflict do nothing", [
    JSON.stringify(STANDARD_POLICY),
  ]);
}
