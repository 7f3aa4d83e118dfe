import { createHash } from "node:crypto";
import type { Actor, Staff } from "@nightlight/domain/access/access";
import type { LiveChannelKind } from "@nightlight/domain/contact/channel";
import type { asOwner } from "@nightlight/database/migrate";
import { demandOwnDatabase } from "@nightlight/testkit/own-database";

/** The owner of a simulation's own database. */
export type Owner = Parameters<Parameters<typeof asOwner>[1]>[0];

export type House = {
  readonly counsellors: readonly Staff[];
  readonly channels: Readonly<Record<"webchat" | "zalo", string>>;
};

export type HousePlan = {
  readonly counsellors: number;
  readonly chatSlots: number;
  /** Until when everybody stays signed in. */
  readonly signedInUntil: Date;
  readonly newId: () => string;
  /** The id of the counsellor of a number; a new one where nobody says. */
  readonly personId?: (number: number) => string;
};

/** Puts counsellors with their places and two channels into an empty house; refuses one that is anybody's. Nobody is on a shift yet. */
export async function furnish(owner: Owner, plan: HousePlan): Promise<House> {
  await demandOwnDatabase(owner);
  const addChannel = async (kind: LiveChannelKind): Promise<string> => {
    const id = plan.newId();
    await owner.query("insert into channel (id, kind, name) values ($1, $2, $2)", [id, kind]);
    return id;
  };
  const channels = { webchat: await addChannel("webchat"), zalo: await addChannel("zalo") };
  const counsellors: Staff[] = [];
  for (let number = 1; number <= plan.counsellors; number += 1) {
    const [id, sessionId] = [plan.personId?.(number - 1) ?? plan.newId(), plan.newId()];
    const roles = ["counsellor"] as const;
    const name = `simulated-${String(number)}`;
    await owner.query(
      `insert into person (id, username, name, display_name, roles, languages) values ($1, $2, $2, $2, $3, array['vi'])`,
      [id, name, roles],
    );
    await owner.query("insert into credential (person_id, password_hash) values ($1, 'none')", [id]);
    await owner.query("insert into session (id, token_hash, person_id, expires_at) values ($1, $2, $3, $4)", [
      ...[sessionId, createHash("sha256").update(sessionId).digest(), id, plan.signedInUntil],
    ]);
    await owner.query(
      "insert into presence (counsellor_id, intent, intent_since) values ($1, 'off', clock_timestamp())",
      [id],
    );
    await owner.query(
      "insert into slot (counsellor_id, kind, ordinal) select $1, 'chat', n from generate_series(1, $2) n",
      [id, plan.chatSlots],
    );
    counsellors.push({ kind: "staff", id, sessionId, roles });
  }
  return { counsellors, channels };
}

/** Puts people on a shift of the database's own, which is nothing but its beginning and end. */
export async function rosterShift(
  owner: Owner,
  {
    id,
    templateId,
    date,
    startsAt,
    endsAt,
  }: { id: string; templateId: string; date: string; startsAt: Date; endsAt: Date },
  people: readonly string[],
): Promise<void> {
  await owner.query(
    `insert into shift_template (id, name, starts_at_local, duration_minutes, time_zone)
     values ($1, 'Simulated', '06:00', 480, 'Asia/Ho_Chi_Minh') on conflict (id) do nothing`,
    [templateId],
  );
  await owner.query("insert into shift (id, template_id, date, starts_at, ends_at) values ($1, $2, $3, $4, $5)", [
    ...[id, templateId, date, startsAt, endsAt],
  ]);
  await owner.query("insert into roster (shift_id, counsellor_id) select $1, unnest($2::uuid[])", [id, people]);
}

/** A child on the page of the helpline, who can be nobody else. */
export function childOf(contactId: string): Extract<Actor, { kind: "child" }> {
  return { kind: "child", contactId };
}
