import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import type { Chance } from "@nightlight/database/demo/chance";
import { randomUUID } from "node:crypto";
import type { ScriptedCounsellor } from "../../counsellor/scripted-counsellor.ts";
import type { Bell } from "../bell.ts";
import { scriptKey } from "../cast.ts";
import type { ChildScript } from "../children/child-script.ts";
import { typingTime } from "../children/typing.ts";
import { scaled } from "../pace.ts";
import { isOvertaken } from "../persist.ts";
import type { Stage } from "../stage.ts";
import { nextStep, type CounsellorAct } from "./counsellor-mind.ts";
import { escalate } from "./escalate.ts";
import { keepRecord } from "./keep-record.ts";
import type { StaffClient } from "./staff-client.ts";

export type Serving = Stage & {
  readonly staff: StaffClient;
  readonly screen: Pick<ScriptedCounsellor, "typing" | "received">;
  readonly bell: Bell;
  readonly chance: Chance;
  /** The seat is given up: everything is left as it is. */
  readonly left: AbortSignal;
  readonly onEscalated: (escalationId: string) => void;
};

const TYPING_EVERY_MS = 2_500;
const LOOKS_AT_LEAST_MS = 5_000;
/** Fields of the record that are written between two lines. */
const FIELDS_BETWEEN = 2;

/** Serves one contact from being taken until its record is closed, as its script or a person's words ask for. */
export async function serveContact(serving: Serving, contactId: string): Promise<void> {
  const { staff, pace, cast, bell, left } = serving;
  const { displayName } = staff.me;
  let since = pace.now();
  let last = "";
  let wasScripted = false;
  while (!left.aborted) {
    const view = await staff.call(contactRoutes.read, { params: { contactId } });
    const state = `${view.summary.status} ${view.messages.length}`;
    if (state !== last) since = pace.now();
    last = state;
    await look(serving, view);
    const script = scriptIn(serving, view);
    wasScripted ||= script !== undefined || cast.isTalkingWith(displayName);
    // A person who plays the child without a script is answered at a person's pace.
    const isScripted = wasScripted && (script !== undefined || view.messages.length === 0);
    const rate = isScripted ? pace.speed : 1;
    const known = { script, isScripted, displayName, idleMs: (pace.now() - since) * rate };
    const act = nextStep(view, known);
    if (act.does === "is_done") return;
    if (act.does === "waits") {
      const awake = new AbortController();
      const either = AbortSignal.any([left, awake.signal]);
      await Promise.race([bell.heard(either), pace.wait(Math.min(act.forMs / rate, LOOKS_AT_LEAST_MS), either)]);
      awake.abort();
      continue;
    }
    try {
      await perform(serving, view, script, act, rate);
    } catch (error) {
      // The child wrote or left meanwhile: look again.
      if (!isOvertaken(error)) throw error;
      await pace.wait(200, left);
    }
  }
}

/** Ends and closes what is left of a contact when the demo stops. One try. */
export async function finishContact({ staff, cast, book }: Serving, contactId: string): Promise<void> {
  const params = { contactId };
  const view = await staff.call(contactRoutes.read, { params });
  let { version } = view.summary;
  const { status } = view.summary;
  if (status === "active") {
    const isPerson = view.messages.some(
      ({ from, clientKey }) => from === "child" && cast.scriptOf(clientKey) === undefined,
    );
    if (isPerson) {
      const text =
        "Phần trình diễn dừng ở đây, cảm ơn bạn đã trò chuyện. (The demo stops here. Thank you for talking.)";
      await staff.call(contactRoutes.post, {
        params,
        body: { clientKey: scriptKey(staff.me.username, randomUUID()), text },
      });
      version = (await staff.call(contactRoutes.read, { params })).summary.version;
    }
    version = (await staff.call(contactRoutes.end, { params, body: { version } })).summary.version;
  }
  if (status !== "active" && status !== "wrap_up") return;
  await staff.call(contactRoutes.close, { params, body: { disposition: "left_early", version } });
  book.ended("left_early");
}

/** Says that the newest words of the child are here and were read. */
async function look({ staff, screen }: Serving, { summary, messages }: ContactView): Promise<void> {
  const newest = messages.findLast(({ from }) => from === "child");
  if (newest === undefined || newest.seenAt !== null || summary.status !== "active") return;
  screen.received(summary.id, newest.id);
  await staff.call(contactRoutes.seen, { params: { contactId: summary.id }, body: { messageId: newest.id } });
}

function scriptIn({ cast }: Serving, { messages }: ContactView): ChildScript | undefined {
  const first = messages.find(({ from }) => from === "child");
  return first === undefined ? undefined : cast.scriptOf(first.clientKey);
}

async function perform(
  serving: Serving,
  view: ContactView,
  script: ChildScript | undefined,
  act: Exclude<CounsellorAct, { does: "waits" | "is_done" }>,
  rate: number,
): Promise<void> {
  const { staff, book, onEscalated } = serving;
  const { id: contactId, version } = view.summary;
  const params = { contactId };
  switch (act.does) {
    case "says":
      await say(serving, contactId, act, rate);
      if (script !== undefined) await keepRecord(staff, view, script, FIELDS_BETWEEN);
      return;
    case "ends_with_one_key":
      await staff.call(contactRoutes.endWithOneKey, { params, body: { disposition: act.ending, version } });
      book.ended(act.ending);
      return;
    case "ends":
      if (script !== undefined) await keepRecord(staff, view, script, Infinity);
      if (script?.kind === "story" && script.story.kind === "intervention") {
        const escalationId = await escalate(staff, contactId);
        if (escalationId !== undefined) {
          book.escalated();
          onEscalated(escalationId);
        }
      }
      await staff.call(contactRoutes.end, { params, body: { version: await versionNow(serving, view) } });
      return;
    case "closes":
      if (script !== undefined) await keepRecord(staff, view, script, Infinity);
      await staff.call(contactRoutes.close, {
        params,
        body: { disposition: act.ending, version: await versionNow(serving, view) },
      });
      book.ended(act.ending);
  }
}

/** The newest version, unless the child has said something that was not looked at. */
async function versionNow({ staff }: Serving, before: ContactView): Promise<number> {
  const now = await staff.call(contactRoutes.read, { params: { contactId: before.summary.id } });
  const isSame = now.messages.length === before.messages.length && now.summary.status === before.summary.status;
  return isSame ? now.summary.version : before.summary.version;
}

async function say(
  { staff, screen, pace, chance, left }: Serving,
  contactId: string,
  { text, to }: Extract<CounsellorAct, { does: "says" }>,
  rate: number,
): Promise<void> {
  const { thinkMs, typeMs } = typingTime("counsellor", text, to, chance);
  await pace.wait(scaled({ speed: rate }, thinkMs), left);
  for (let rest = scaled({ speed: rate }, typeMs); rest > 0 && !left.aborted; rest -= TYPING_EVERY_MS) {
    screen.typing(contactId);
    await pace.wait(Math.min(rest, TYPING_EVERY_MS), left);
  }
  if (left.aborted) return;
  const clientKey = scriptKey(staff.me.username, randomUUID());
  await staff.call(contactRoutes.post, { params: { contactId }, body: { clientKey, text } });
}
