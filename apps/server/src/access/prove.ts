import type { Staff } from "@nightlight/domain/access/access";
import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import type { Dependencies } from "../dependencies.ts";
import { Refusal } from "../plugins/problems.ts";
import { note } from "./note.ts";
import { recoveryCodeOf } from "./recovery-codes.ts";
import { count } from "./sign-in.ts";
import { stepOf } from "./totp.ts";

export type Proof = "code" | "recovery-code" | "pin" | "password";

/**
 * Checks a code of the person's generator, or one of their recovery codes, and uses it up. Refuses with `wrong-code` (wrong,
 * used before, or run out: one answer), or with `too-many-tries`.
 */
export async function proveFactor(dependencies: Dependencies, actor: Staff, typed: string): Promise<Proof> {
  const { access, world } = dependencies;
  const key = { kind: "factor", of: actor.id, waits: SIGN_IN_POLICY.factorWaits } as const;
  await count(dependencies, key);
  const proof = await useCode(dependencies, actor.id, typed);
  if (proof === undefined) {
    await note(world, actor, { action: "second-factor.failed", subject: { kind: "person", id: actor.id } });
    throw new Refusal("wrong-code");
  }
  await access.tries.succeed(key);
  return proof;
}

/** Checks the person's own password once more. Refuses with `wrong-password`, or with `too-many-tries`. */
export async function provePassword(dependencies: Dependencies, actor: Staff, password: string): Promise<Proof> {
  const { access, world } = dependencies;
  const key = { kind: "unlock", of: actor.id, waits: SIGN_IN_POLICY.accountWaits } as const;
  await count(dependencies, key);
  const credential = await access.credentials.ofPerson(actor.id);
  if (!(await access.passwords.verify(password, credential?.passwordHash))) {
    await note(world, actor, { action: "password.failed", subject: { kind: "person", id: actor.id } });
    throw new Refusal("wrong-password");
  }
  await access.tries.succeed(key);
  return "password";
}

/** Checks the PIN of this session's person. After five wrong ones in a row only the second factor helps. */
export async function provePin(dependencies: Dependencies, actor: Staff, pin: string): Promise<Proof> {
  const { access, world } = dependencies;
  if (!(await access.devices.tryPin(actor.sessionId))) throw new Refusal("pin-used-up");
  const credential = await access.credentials.ofPerson(actor.id);
  if (!(await access.passwords.verify(pin, credential?.pinHash))) {
    await note(world, actor, { action: "pin.failed", subject: { kind: "session", id: actor.sessionId } });
    throw new Refusal("wrong-pin");
  }
  return "pin";
}

async function useCode({ access }: Dependencies, personId: string, typed: string): Promise<Proof | undefined> {
  const { factors } = access;
  const digits = typed.replace(/\s/gu, "");
  const recovery = recoveryCodeOf(typed);
  if (recovery !== undefined) {
    return (await factors.useRecoveryCode(personId, recovery)) ? "recovery-code" : undefined;
  }
  const kept = await factors.secret(personId);
  if (kept === undefined) return undefined;
  const step = stepOf(kept.secret, digits, kept.at);
  return step !== undefined && (await factors.useStep(personId, step)) ? "code" : undefined;
}
