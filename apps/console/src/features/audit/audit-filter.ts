import { dayAfter, startOfDay } from "../../shared/time.ts";

/** What the address says about the log: structure only. Days are of the helpline's own zone. */
export type AuditPlace = {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  /** First and last day, both included: "2026-03-02". */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Reads the filter from the address; what does not look like one is left out. */
export function placeOf(filter: Readonly<Record<string, string>>): AuditPlace {
  const fitting = (name: string, form: RegExp) => {
    const value = filter[name];
    return value !== undefined && form.test(value) ? value : undefined;
  };
  return {
    actorId: fitting("actorId", /^[0-9a-f-]{36}$/u),
    action: fitting("action", /^[a-z][a-z0-9_.-]{1,63}$/u),
    subjectKind: fitting("subjectKind", /^[a-z][a-z0-9_-]{0,31}$/u),
    subjectId: fitting("subjectId", /^[\w.:-]{1,100}$/u),
    from: fitting("from", DAY),
    to: fitting("to", DAY),
  };
}

/** The filter as the server wants it: instants, the end not included, and nothing that is not set. */
export function queryOf(place: AuditPlace): Record<string, string> {
  const { from, to, ...rest } = place;
  const wanted = {
    ...rest,
    from: from === undefined ? undefined : startOfDay(from)?.toISOString(),
    to: to === undefined || startOfDay(to) === undefined ? undefined : startOfDay(dayAfter(to))?.toISOString(),
  };
  return Object.fromEntries(Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
