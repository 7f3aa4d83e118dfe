import { addDays } from "date-fns/addDays";
import { addHours } from "date-fns/addHours";
import { addMinutes } from "date-fns/addMinutes";
import { getYear } from "date-fns/getYear";
import { tz } from "@date-fns/tz";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { LiveChannelKind } from "@nightlight/domain/contact/channel";
import type { Client } from "pg";
import type { Query } from "../../connection.ts";
import { placeStore } from "../../place/place-store.ts";
import type { Sealing } from "../../sealing.ts";
import { DEMO_COMMUNES, phoneOf, type Unit } from "../authorities.ts";
import { chanceOf, type Chance } from "../chance.ts";
import { arrivalsOf, drawn, LOAD_MODEL } from "../load-model.ts";
import { CITIES_WRITE_MORE, PROVINCE_WEIGHTS } from "../provinces.ts";
import type { SeededPerson } from "../seed-people.ts";
import { TIME_ZONE } from "../shifts.ts";
import { STORIES } from "../stories/all-stories.ts";
import { finish } from "./office-answers.ts";
import { tellOpenCases } from "./open-cases.ts";
import { escalate, type EscalationTelling } from "./past-escalation.ts";
import { closeTold, teller, type Told } from "./tell-past.ts";
import { writeContacts, writeLog } from "./write-contacts.ts";
import { writeEscalations } from "./write-escalations.ts";
import { writeEmergencies, writeLowerings } from "./write-supervision.ts";

/** How far the demo's past goes back, and which share of the helpline's whole load it holds. */
export const HISTORY: { readonly days: number; readonly share: number } = { days: 28, share: 1 / 8 };

export type HistoryParts = {
  readonly client: Client;
  readonly sealing: Sealing;
  readonly now: Date;
  readonly people: readonly SeededPerson[];
  readonly units: readonly Unit[];
  readonly channels: Readonly<Record<LiveChannelKind, string>>;
  /** Less, for tests. */
  readonly share?: number;
};

/**
 * Tells four weeks of past contacts by the load model, and what is open now, and writes them down as the product would
 * have: sealed, findable, with every event. Does nothing where there are contacts
 * already; says whether it did.
 */
export async function seedHistory(parts: HistoryParts): Promise<boolean> {
  const { client, sealing, now, people, share = HISTORY.share } = parts;
  const { rows } = await client.query<{ is_there: boolean }>("select exists (select from contact) as is_there");
  if (rows[0]?.is_there === true) return false;
  const chance = chanceOf(Math.floor(now.getTime() / 86_400_000));
  const counsellors = people.filter(({ roles }) => roles.includes("counsellor"));
  const query: Query = async (_name, text, values) => (await client.query(text, [...values])).rows as never;
  const cast = {
    ...{ counsellors, stories: STORIES, channels: parts.channels, coveredCommunes: DEMO_COMMUNES },
    duties: await readDuties(client),
    communes: await readCommunes(client, chance),
  };
  const past = teller(cast, chance);
  const numbers = new Map<number, number>();
  const authorities = {
    directory: parts.units.map(authorityOf),
    places: placeStore(query),
    number(at: Date): string {
      const year = getYear(at, { in: tz(TIME_ZONE) });
      const next = (numbers.get(year) ?? 0) + 1;
      numbers.set(year, next);
      return `${String(year)}/${String(next).padStart(6, "0")}`;
    },
  };
  const officers = await readOfficers(client);
  const officerOf = (unit: string): string => officers.get(unit) ?? fail(`Nobody signs in for ${unit}`);

  const told: Told[] = [];
  const escalations: EscalationTelling[] = [];
  for (let day = HISTORY.days; day >= 0; day -= 1) {
    for (const at of arrivalsOf(addDays(now, -day), share, chance)) {
      if (at > addHours(now, -1)) continue;
      const kind = drawn(LOAD_MODEL.kinds, chance);
      // What began yesterday could not be over yet.
      const one = past.tell(at, kind === "intervention" && at > addDays(now, -7) ? "counselling" : kind);
      told.push(one);
      if (one.story?.kind !== "intervention" || one.owner === undefined) continue;
      const sentAt = addMinutes(one.until, 2);
      const escalation = await escalate(one.telling, sentAt, authorities);
      closeTold({ ...one, until: sentAt });
      finish(escalation, { officerOf, chance });
      escalations.push(escalation);
    }
  }
  for (const one of told) closeTold(one);
  const person = (username: string): SeededPerson =>
    people.find((each) => each.username === username) ?? fail(`There is no ${username}`);
  const open = await tellOpenCases({
    ...{ now, chance, teller: past, stories: STORIES, authorities, officerOf, person },
  });
  const contacts = [...told, ...open.told].map(({ telling }) => telling.told());
  const sent = [...escalations, ...open.escalations].map((each) => each.told());
  await writeContacts(client, sealing, contacts);
  await writeEscalations(client, sealing, sent);
  await writeLog(client, "contact", byTime(contacts.flatMap(({ log }) => log)));
  await writeLog(client, "escalation", byTime(sent.flatMap(({ log }) => log)));
  await writeLowerings(client, sealing, open.lowerings);
  await writeEmergencies(client, sealing, { contacts, now, person });
  return true;
}

function byTime<Entry extends { readonly at: Date }>(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

async function readDuties(client: Client) {
  const { rows } = await client.query<{
    personId: string;
    startsAt: Date;
    endsAt: Date;
    templateId: string;
    date: string;
  }>(
    `select r.counsellor_id as "personId", s.starts_at as "startsAt", s.ends_at as "endsAt",
       s.template_id as "templateId", s.date::text as date from roster r join shift s on s.id = r.shift_id`,
  );
  return rows;
}

const COMMUNES_KNOWN = 400;

/** Some hundred communes, more of them where more people live. */
async function readCommunes(client: Client, chance: Chance): Promise<readonly string[]> {
  const { rows } = await client.query<{ code: string; province_code: string }>(
    "select code, province_code from place where valid_to is null and length(code) = 5 order by code",
  );
  const byProvince = Map.groupBy(rows, (row) => row.province_code);
  const weightOf = (province: string): number => {
    const more = CITIES_WRITE_MORE.provinces.some((each) => each === province) ? CITIES_WRITE_MORE.by : 1;
    return (PROVINCE_WEIGHTS[province] ?? 1) * more;
  };
  const provinces = [...byProvince.keys()];
  return Array.from({ length: COMMUNES_KNOWN }, () => {
    const province = chance.weighted(provinces, weightOf);
    return chance.pick(byProvince.get(province) ?? rows).code;
  });
}

async function readOfficers(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ id: string; authority_id: string }>(
    "select id, authority_id from person where authority_id is not null and is_demo order by username desc",
  );
  return new Map(rows.map((row) => [row.authority_id, row.id]));
}

function authorityOf(unit: Unit): Authority {
  return {
    ...{ id: unit.id, parentId: unit.parentId ?? undefined, level: unit.level, kind: unit.kind, name: unit.name },
    ...{ placeCode: unit.placeCode ?? undefined, phone: phoneOf(unit), email: undefined },
    ...{ validFrom: new Date("2025-06-30T17:00:00Z"), validTo: undefined, successorIds: [], verifiedAt: undefined },
  };
}

function fail(message: string): never {
  throw new Error(message);
}
