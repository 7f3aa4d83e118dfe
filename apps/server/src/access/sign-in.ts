import type { Credential } from "@nightlight/database/access/credential-store";
import type { Tried, TryKey } from "@nightlight/database/access/try-store";
import { isAlarming, SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import { foldUsername } from "@nightlight/domain/access/username";
import type { Dependencies } from "../dependencies.ts";
import { Refusal } from "../plugins/problems.ts";
import { NOBODY_YET, note } from "./note.ts";
import { hashToken } from "./tokens.ts";

export type SignInTry = {
  readonly username: string;
  readonly password: string;
  /** Where the request comes from. */
  readonly address: string;
  /** The token by which the browser is known, if it brought one. */
  readonly deviceToken: string | undefined;
};

type Needs = Pick<Dependencies, "access" | "world" | "log">;

/**
 * Checks name and password. Refuses with `wrong-sign-in`, or with `too-many-tries` and for how long: in the same way and
 * after the same work, whether the account exists or not. Every try counts before it is made.
 */
export async function trySignIn(needs: Needs, tried: SignInTry): Promise<Credential> {
  const { credentials, passwords, tries } = needs.access;
  const username = foldUsername(tried.username);
  const keys = await keysOf(needs, username, tried);
  for (const key of keys) await count(needs, key);
  const found = await credentials.find(username);
  const fits = await passwords.verify(tried.password, found?.passwordHash);
  if (found === undefined || !fits) {
    const subject = found && ({ kind: "person", id: found.person.id } as const);
    await note(needs.world, NOBODY_YET, { action: "sign-in.failed", ...(subject && { subject }) });
    throw new Refusal("wrong-sign-in");
  }
  for (const key of keys) await (key.kind === "address" ? tries.takeBack(key) : tries.succeed(key));
  return found;
}

/**
 * Counts one try, and refuses when it has to wait. The first of many that come to nothing raises an alarm: in the log, and
 * in the audit log under a name that stands for account or address without telling it.
 */
export async function count({ access, world, log }: Omit<Needs, "access"> & CountNeeds, key: TryKey): Promise<void> {
  const tried: Tried = await access.tries.begin(key);
  if (isAlarming(tried.tries)) {
    log.warn({ kind: key.kind, tries: tried.tries }, "many tries in vain to sign in");
    const subject = { kind: `${key.kind}-tries`, id: tried.name } as const;
    await note(world, NOBODY_YET, { action: "sign-in.alarm", subject, details: { tries: tried.tries } });
  }
  if (tried.waitSeconds !== undefined) throw new Refusal("too-many-tries", tried.waitSeconds);
}

type CountNeeds = { readonly access: Pick<Dependencies["access"], "tries"> };

/** A browser that this person signed in with before is counted by itself: strangers who guess do not make it wait. */
async function keysOf({ access }: Needs, username: string, { address, deviceToken }: SignInTry): Promise<TryKey[]> {
  const deviceHash = hashToken(deviceToken ?? "");
  const isKnown = await access.devices.isKnown(username, deviceHash);
  const { accountWaits, addressWaits } = SIGN_IN_POLICY;
  if (isKnown) return [{ kind: "device", of: `${deviceHash.toString("hex")} ${username}`, waits: accountWaits }];
  return [
    { kind: "address", of: address, waits: addressWaits },
    { kind: "account", of: username, waits: accountWaits },
  ];
}
