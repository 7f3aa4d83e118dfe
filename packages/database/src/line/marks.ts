import type { Staff } from "@nightlight/domain/access/access";
import type { Database } from "../connection.ts";

/** Marks by feed. */
type Marks = Readonly<Record<string, string>>;

/** What screens compare with what they show. Ids, versions and counts; of many screens at once. */
export type MarkStore = {
  ofStaff(people: readonly string[]): Promise<ReadonlyMap<string, Marks>>;
  /** What everybody at the helpline watches. */
  ofHouse(): Promise<{ readonly marks: Marks; readonly at: Date }>;
  ofChats(contacts: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Of everything that was sent to an officer's office, as row-level security shows it to them. */
  ofOffice(officer: Staff): Promise<{ readonly mark: string; readonly at: Date }>;
};

const SYSTEM = { kind: "system" } as const;

/** Marks in PostgreSQL (migration 0024). */
export function createMarkStore(database: Database): MarkStore {
  return {
    ofStaff: (people) =>
      database.transaction(SYSTEM, async (query) => {
        const rows = await query<{ person_id: string; feed: string; mark: string }>(
          "marks-of-staff",
          "select person_id, feed, mark from marks_of_staff($1)",
          [people],
        );
        const marks = new Map<string, Record<string, string>>(people.map((id) => [id, {}]));
        for (const { person_id, feed, mark } of rows) Object.assign(marks.get(person_id) ?? {}, { [feed]: mark });
        return marks;
      }),
    ofHouse: () =>
      database.transaction(SYSTEM, async (query) => {
        const rows = await query<{ feed: string; mark: string; at: Date }>(
          "marks-of-house",
          "select feed, mark, clock_timestamp() as at from marks_of_house()",
          [],
        );
        const [first] = rows;
        if (first === undefined) throw new Error("The database told no marks");
        return { marks: Object.fromEntries(rows.map(({ feed, mark }) => [feed, mark])), at: first.at };
      }),
    ofChats: (contacts) =>
      database.transaction(SYSTEM, async (query) => {
        const rows = await query<{ contact_id: string; mark: string }>(
          "marks-of-chats",
          "select contact_id, mark from marks_of_chats($1)",
          [contacts],
        );
        return new Map(rows.map(({ contact_id, mark }) => [contact_id, mark]));
      }),
    ofOffice: (officer) =>
      database.transaction(officer, async (query) => {
        const [row] = await query<{ mark: string; at: Date }>("mark-of-office", OF_OFFICE, []);
        if (row === undefined) throw new Error("The database told no mark");
        return row;
      }),
  };
}

const OF_OFFICE = `select count(*) || '.' || coalesce(sum(version), 0) as mark, clock_timestamp() as at from escalation
  where addressed @> array[actor_office()] and status <> 'draft'`;
