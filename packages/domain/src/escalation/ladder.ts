/** How urgent an escalation is. Advice (INFO) goes to nobody. */
export const ESCALATION_LEVELS = ["P1", "P2", "P3", "P4"] as const;

export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** A length of time by the clock on the wall, or in days that offices work. */
export type Span = { readonly minutes: number } | { readonly hours: number } | { readonly workingDays: number };

/** The two ladders: until somebody has acknowledged, and until a person at the helpline has accepted a report. */
export const LADDERS_OF_ESCALATION = ["ack", "act"] as const;

export type LadderName = (typeof LADDERS_OF_ESCALATION)[number];

/** Whom a rung addresses beside those who were addressed before; `same` reminds them. */
export const CLIMBS = ["same", "province_police", "province_health", "ministry"] as const;

export type Climb = (typeof CLIMBS)[number];

/** Who at the helpline is told of a rung. */
export const TOLD = ["counsellor", "shift_lead", "director"] as const;

export type Told = (typeof TOLD)[number];

export type ChaseRung = {
  readonly key: string;
  /** From the first receipt of the contact. */
  readonly after: Span;
  /** But never sooner after sending than this: nobody is silent before they were asked. */
  readonly atLeastAfterSending: Span;
  readonly addresses: readonly Climb[];
  readonly tells: readonly Told[];
};

export type LevelLadder = {
  readonly ack: { readonly limit: Span; readonly chase: readonly ChaseRung[] };
  /** `limit` is the first act or safe check; `report` its end. */
  readonly act: { readonly limit: Span; readonly chase: readonly ChaseRung[] };
  /** What the law allows at most. An administrator may tighten it, never loosen it (`loosened`). */
  readonly legal: readonly LegalLimit[];
};

export type LegalLimit = {
  readonly key: "emergency_measures" | "plan" | "plan_approval";
  readonly limit: Span;
  readonly basis: string;
};

/** Shares of a limit, in per cent, at which those concerned are warned. */
export const WARNINGS = [50, 75, 90] as const;

/** How long somebody may leave a telephone task or a refusal lying before the supervisor is alarmed. */
export const TASK_ALARM: Span = { minutes: 5 };

const LEGAL_EMERGENCY: LegalLimit = {
  key: "emergency_measures",
  limit: { hours: 12 },
  basis: "56/2017/NĐ-CP Điều 26.3, 31.1, 32",
};
const LEGAL_PLAN: LegalLimit = { key: "plan", limit: { workingDays: 5 }, basis: "56/2017/NĐ-CP Điều 28" };
const LEGAL_APPROVAL: LegalLimit = { key: "plan_approval", limit: { workingDays: 7 }, basis: "56/2017/NĐ-CP Điều 28" };

/** The ladder of each level (policy), and what the law sets. Reviewed as a table. */
export const LADDERS: Readonly<Record<EscalationLevel, LevelLadder>> = {
  P1: {
    ack: {
      limit: { minutes: 5 },
      chase: [
        rung("police_and_lead", { minutes: 5 }, { minutes: 5 }, ["province_police"], ["counsellor", "shift_lead"]),
        rung("health", { minutes: 15 }, { minutes: 15 }, ["province_health"], ["counsellor", "shift_lead"]),
        rung("ministry", { minutes: 60 }, { minutes: 60 }, ["ministry"], ["counsellor", "shift_lead"]),
      ],
    },
    act: {
      limit: { hours: 2 },
      chase: [
        rung(
          "province",
          { hours: 2 },
          { minutes: 30 },
          ["province_health", "province_police"],
          ["counsellor", "shift_lead"],
        ),
        rung("ministry", { hours: 6 }, { hours: 2 }, ["ministry"], ["counsellor", "shift_lead", "director"]),
      ],
    },
    legal: [LEGAL_EMERGENCY],
  },
  P2: {
    ack: {
      limit: { hours: 1 },
      chase: [
        rung("chair", { hours: 1 }, { minutes: 30 }, ["same"], ["counsellor", "shift_lead"]),
        rung("health", { hours: 4 }, { hours: 1 }, ["province_health"], ["counsellor", "shift_lead"]),
        rung("ministry", { hours: 10 }, { hours: 3 }, ["ministry"], ["counsellor", "shift_lead"]),
      ],
    },
    act: {
      limit: { hours: 12 },
      chase: [
        rung("province", { hours: 12 }, { hours: 2 }, ["province_health"], ["counsellor", "shift_lead"]),
        rung("ministry", { hours: 24 }, { hours: 6 }, ["ministry"], ["counsellor", "shift_lead"]),
      ],
    },
    legal: [LEGAL_EMERGENCY],
  },
  P3: {
    ack: {
      limit: { workingDays: 1 },
      chase: [
        rung("chair", { workingDays: 1 }, { hours: 4 }, ["same"], ["counsellor"]),
        rung("health", { workingDays: 3 }, { workingDays: 1 }, ["province_health"], ["counsellor", "shift_lead"]),
      ],
    },
    act: {
      limit: { workingDays: 3 },
      chase: [
        rung("health", { workingDays: 5 }, { workingDays: 2 }, ["province_health"], ["counsellor", "shift_lead"]),
      ],
    },
    legal: [LEGAL_PLAN, LEGAL_APPROVAL],
  },
  P4: {
    ack: {
      limit: { workingDays: 3 },
      chase: [rung("reminder", { workingDays: 5 }, { workingDays: 2 }, ["same"], ["counsellor"])],
    },
    act: {
      limit: { workingDays: 10 },
      chase: [rung("reminder", { workingDays: 10 }, { workingDays: 3 }, ["same"], ["counsellor"])],
    },
    legal: [LEGAL_PLAN],
  },
};

function rung(
  key: string,
  after: Span,
  atLeastAfterSending: Span,
  addresses: readonly Climb[],
  tells: readonly Told[],
): ChaseRung {
  return { key, after, atLeastAfterSending, addresses, tells };
}

/**
 * Which legal limits a changed table would loosen: longer than the law's, or left out. Names them as `P1.plan`; empty is
 * the only table that may be used. A working day counts as 24 hours here, on both sides.
 */
export function loosened(changed: Readonly<Record<EscalationLevel, LevelLadder>>): readonly string[] {
  return ESCALATION_LEVELS.flatMap((level) =>
    LADDERS[level].legal.flatMap(({ key, limit }) => {
      const other = changed[level].legal.find((each) => each.key === key);
      return other !== undefined && minutesOf(other.limit) <= minutesOf(limit) ? [] : [`${level}.${key}`];
    }),
  );
}

function minutesOf(span: Span): number {
  if ("minutes" in span) return span.minutes;
  return "hours" in span ? span.hours * 60 : span.workingDays * 24 * 60;
}
