import type { SessionStore } from "@nightlight/database/access/session-store";

/** Display names of staff, kept in memory because every offer's explanation shows some. */
export type StaffNames = {
  of(personId: string): string;
  refresh(): Promise<void>;
};

/** Creates the names, empty until the first refresh; an unknown person is shown as a dash. */
export function createStaffNames(sessions: SessionStore): StaffNames {
  let names: ReadonlyMap<string, string> = new Map();
  return {
    of: (personId) => names.get(personId) ?? "–",
    async refresh() {
      names = await sessions.displayNames();
    },
  };
}
