import { createHash, randomUUID } from "node:crypto";
import { readMatter } from "@nightlight/commands/escalation/read-matter";
import type { EscalationTextKind } from "@nightlight/commands/escalation/escalation-store";
import type { ReadableRecords } from "@nightlight/commands/escalation/read-shared";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { WithoutConsent } from "@nightlight/domain/escalation/consent";
import { canonicalContent } from "@nightlight/domain/escalation/content";
import { ESCALATION_CLOCKS, footprint } from "@nightlight/domain/escalation/deadlines";
import { decide, type Above, type EscalationCommand } from "@nightlight/domain/escalation/decide";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import { draft, evolve } from "@nightlight/domain/escalation/evolve";
import { aboveOf } from "@nightlight/domain/escalation/propose";
import { writeContent } from "@nightlight/domain/escalation/write-content";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { unitId } from "../authorities.ts";
import { idAt, staffActor, SYSTEM, type LogActor, type Logged, type Telling } from "./past-contact.ts";

/** Something that was written about an escalation. */
export type PastText = {
  readonly id: string;
  readonly kind: EscalationTextKind;
  readonly reportId: string | undefined;
  readonly clientKey: string;
  readonly text: string;
  readonly authorId: string;
  readonly at: Date;
};

/** An escalation as it would have gone, every step asked of the domain. */
export type PastEscalation = {
  readonly escalation: Escalation;
  readonly log: readonly Logged<EscalationEvent>[];
  readonly texts: readonly PastText[];
};

/** An escalation that is being told. Rungs that fall due in between are climbed by themselves. */
export type EscalationTelling = {
  now(): Escalation;
  do(command: EscalationCommand, at: Date, actor: LogActor): void;
  write(text: Pick<PastText, "kind" | "text" | "clientKey" | "authorId" | "at"> & { reportId?: string }): void;
  /** Lets time pass: whatever is due until then happens. */
  until(at: Date): void;
  told(): PastEscalation;
};

/** What escalations are told from. */
export type Authorities = {
  readonly directory: readonly Authority[];
  readonly places: ReadableRecords["places"];
  /** Gives the next number of the year. */
  readonly number: (at: Date) => string;
};

/** Puts a told contact before the People's Committee of its commune. Its record has to say where, and how urgent. */
export async function escalate(
  telling: Telling,
  at: Date,
  { directory, places, number }: Authorities,
): Promise<EscalationTelling> {
  const { fields } = telling.told();
  const contact = telling.now();
  const by = "owner" in contact.state ? contact.state.owner : "";
  const definition = RECORD_DEFINITIONS.at(-1);
  if (definition === undefined) throw new Error("There is no form of the record");
  const latest = Object.fromEntries(
    fields.map(({ path, value, at: savedAt }) => [path, { value, version: 1, savedAt }]),
  );
  const records = { definitionOf: () => Promise.resolve(definition), latest: () => Promise.resolve(latest) };
  const matter = await readMatter({ records, places }, contact);
  const { level, basis, receivedAt, place, placeWords, sections, consent } = matter;
  if (level === undefined || place.commune === undefined) throw new Error("Such a contact is not escalated");

  const escalationId = idAt(at);
  const drafted = {
    type: "escalation_drafted",
    escalationId,
    contactId: contact.id,
    number: number(at),
    level,
    basis,
    receivedAt,
    by,
  } as const;
  const log: Logged<EscalationEvent>[] = [
    { subjectId: escalationId, version: 1, event: drafted, actor: staffActor(by), at },
  ];
  const texts: PastText[] = [];
  let escalation = draft(drafted, at);
  const around = { place, directory, barred: [], at };
  const above: Above = aboveOf(around);

  const apply = (command: EscalationCommand, when: Date, actor: LogActor): void => {
    const decision = decide(escalation, command, when);
    if (!decision.ok) throw new Error(`The demo tells what cannot be: ${command.type} is ${decision.refusal}`);
    for (const event of decision.value) {
      escalation = evolve(escalation, event, when);
      log.push({ subjectId: escalationId, version: escalation.version, event, actor, at: when });
    }
  };
  const until = (when: Date): void => {
    for (;;) {
      const due = footprint(escalation);
      const next = ESCALATION_CLOCKS.flatMap((clock) => (due[clock] === undefined ? [] : [{ clock, at: due[clock] }]))
        .filter((each) => each.at <= when)
        .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
      if (next === undefined) return;
      apply(
        next.clock === "task" ? { type: "alarm-tasks" } : { type: "ring", ladder: next.clock, above },
        next.at,
        SYSTEM,
      );
    }
  };
  const told: EscalationTelling = {
    now: () => escalation,
    until,
    do(command, when, actor) {
      until(when);
      apply(command, when, actor);
    },
    write({ reportId, ...text }) {
      texts.push({
        ...text,
        reportId,
        id: reportId !== undefined && text.kind === "report" ? reportId : idAt(text.at),
      });
    },
    told: () => ({ escalation, log, texts }),
  };

  const text = canonicalContent(writeContent({ level, basis, receivedAt, place: placeWords, sections }));
  const why: WithoutConsent | "consented" = consent === "yes" ? "consented" : "duty_to_report";
  told.write({ kind: "content", text, clientKey: "content", authorId: by, at });
  told.write({ kind: "consent", text: why, clientKey: "consent", authorId: by, at });
  const tasks = level === "P1" ? [{ id: idAt(at), kind: "call" as const, offeredTo: undefined }] : [];
  apply(
    {
      ...{ type: "send", authorityId: unitId("peoples_committee", place.commune), alsoTo: [], tasks },
      contentHash: createHash("sha256").update(text).digest("hex"),
    },
    at,
    staffActor(by),
  );
  telling.do({ type: "mark-escalated", escalationId, level }, at, staffActor(by));
  return told;
}

/** A sender's own key. */
export function clientKey(): string {
  return randomUUID();
}
