import { createHash } from "node:crypto";
import type { Committed, World } from "@nightlight/commands/world";
import { connect } from "@nightlight/database/connection";
import { audit } from "@nightlight/database/auditor";
import { APP_ROLE } from "@nightlight/database/migrate";
import { createSealing } from "@nightlight/database/sealing";
import { createWorld } from "@nightlight/database/world";
import { SHIFT_TEMPLATES } from "@nightlight/database/demo/shifts";
import { STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import { installVirtualClock } from "@nightlight/testkit/virtual-clock";
import { furnish, type House, type Owner } from "../house/furnish.ts";
import { YEAR, type PlannedWeek } from "./year-plan.ts";

/** A screen of the replay says nothing while it is there, and goodbye when it goes: a heartbeat every few seconds would be all there is to do. */
export const REPLAY_POLICY: RoutingPolicy = { ...STANDARD_POLICY, leaseSeconds: 86_400 };

export type ReplayHouse = House & {
  readonly world: World;
  /** Moves the database's clock. Never back. */
  moveTo(time: number): Promise<void>;
  /** What was committed since the last look. */
  news(): readonly Committed[];
  audit(): Promise<readonly { readonly invariant: string; readonly contactId: string }[]>;
  close(): Promise<void>;
};

/** Ids of people: the same in every week, so that what they carried can be added up. */
export function peopleOf(seed: number): readonly string[] {
  return Array.from({ length: YEAR.counsellors }, (_, n) => idFrom(`${String(seed)} person ${String(n)}`, 0));
}

/** An id that is made from its name, sorted by a time. */
export function idFrom(name: string, time: number): string {
  const hash = createHash("sha256").update(name).digest("hex");
  const front = time.toString(16).padStart(12, "0");
  return `${front.slice(0, 8)}-${front.slice(8, 12)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** Opens an empty house in a database of its own, on a clock that the replay moves. */
export async function openReplayHouse(
  { appUrl, owner }: { readonly appUrl: string; readonly owner: Owner },
  week: PlannedWeek,
  seed: number,
): Promise<ReplayHouse> {
  const clock = await installVirtualClock(owner, APP_ROLE, week.from);
  let time = week.from.getTime();
  let made = 0;
  const newId = (): string => idFrom(`${String(seed)} ${String(week.number)} ${String(++made)}`, time);
  const people = [...peopleOf(seed)];
  const signedInUntil = new Date(week.to.getTime() + 86_400_000);
  // People have the same ids in every week; all else is named after its week.
  const house = await furnish(owner, {
    ...{ counsellors: people.length, chatSlots: STANDARD_POLICY.chatSlots, signedInUntil },
    newId,
    personId: (n) => people[n] ?? newId(),
  });
  await rosterWeek(owner, week, newId);
  await owner.query("update slot set freed_at = $1", [week.from]);
  await owner.query("update presence set intent_since = $1", [week.from]);

  const committed: Committed[] = [];
  const database = connect({ url: appUrl, connections: { system: 1, staff: 1, child: 1, gateway: 1, "sign-in": 1 } });
  const sealing = createSealing(
    createHash("sha256")
      .update(`simulation ${String(seed)}`)
      .digest(),
  );
  const world = createWorld({
    database,
    sealing,
    policy: () => REPLAY_POLICY,
    onCommitted: (news) => committed.push(news),
  });
  return {
    ...house,
    world: { ...world, newId },
    async moveTo(to) {
      if (to > time) await clock.forward((to - time) / 1000);
      time = Math.max(time, to);
    },
    news: () => committed.splice(0),
    audit: () => audit(database),
    close: () => database.close(),
  };
}

async function rosterWeek(owner: Owner, { days, duties }: PlannedWeek, newId: () => string): Promise<void> {
  for (const { id, name, startsAtLocal, durationMinutes, timeZone } of SHIFT_TEMPLATES) {
    await owner.query(
      `insert into shift_template (id, name, starts_at_local, duration_minutes, time_zone) values ($1, $2, $3, $4, $5)
       on conflict (id) do nothing`,
      [id, name, startsAtLocal, durationMinutes, timeZone],
    );
  }
  for (const { templateId, date, startsAt, endsAt } of days.flatMap(({ shifts }) => shifts)) {
    await owner.query("insert into shift (id, template_id, date, starts_at, ends_at) values ($1, $2, $3, $4, $5)", [
      ...[newId(), templateId, date, startsAt, endsAt],
    ]);
  }
  await owner.query(
    `insert into roster (shift_id, counsellor_id) select s.id, d.person_id
     from unnest($1::uuid[], $2::uuid[], $3::date[]) as d(person_id, template_id, date)
     join shift s on s.template_id = d.template_id and s.date = d.date`,
    [
      duties.map(({ personId }) => personId),
      duties.map(({ templateId }) => templateId),
      duties.map(({ date }) => date),
    ],
  );
}
