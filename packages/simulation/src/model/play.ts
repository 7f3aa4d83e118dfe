import { isDeepStrictEqual } from "node:util";
import { CHOSEN_INTENTS } from "@nightlight/domain/presence/presence";
import type { World } from "@nightlight/commands/world";
import type { Answer, Asked } from "./asked.ts";
import { readHouse, readModel, type ModelHouse } from "./house.ts";
import type { Model, ModelContact, ModelStatus } from "./model.ts";
import { step } from "./step.ts";

/** An act as it is drawn: what, and numbers that say about whom and by whom once it is known who is there. */
export type Draw = {
  readonly what: Asked["type"];
  readonly contact: number;
  readonly person: number;
  /** By whoever has it, or was asked; else by anybody. */
  readonly isTheirs: boolean;
  /** About what is so now; else about an old offer, an old version, an old screen. */
  readonly isCurrent: boolean;
};

/** Some time passes, then all of these are asked at the same moment, each by a client of its own. */
export type Wave = { readonly wait: number; readonly draws: readonly Draw[] };

/** How a wave is put to the house: everything at once, or interleaved by a schedule. */
export type Put = (calls: readonly ((world: World) => Promise<Answer>)[]) => Promise<readonly Answer[]>;

/**
 * Puts waves to a real house and to the model, and gives what the house did that no order of the same acts explains;
 * undefined when there is nothing like it. After each wave the matcher has the house to itself for a moment.
 */
export async function playWaves(
  house: ModelHouse,
  start: Model,
  waves: readonly Wave[],
  put: Put,
): Promise<string | undefined> {
  let model = start;
  for (const [number, { wait, draws }] of waves.entries()) {
    await house.stage.forward(wait);
    model.now += wait * 1000;
    const asked = draws.flatMap((draw) => resolve(house, model, draw));
    for (const wave of [asked, [{ type: "match" } as const]]) {
      const isQuiet = wave.length === 1;
      const answers = await put(wave.map((each) => (world) => house.ask(each, world)));
      const told = wave.map((each, index) => ({ asked: each, answer: answers[index] ?? { ok: false } }));
      const real = await readHouse(house, union(model, wave));
      const explained = explain(model, told, real, isQuiet);
      if (explained === undefined) {
        return `Wave ${String(number)} has no order that explains it: ${JSON.stringify({ told, real, before: readModel(model) }, undefined, 1)}`;
      }
      model = explained;
    }
  }
  return undefined;
}

type Told = { readonly asked: Asked; readonly answer: Answer };

/**
 * Looks for an order in which the model gives the same answers and comes to the same house. What does not touch each
 * other comes to the same in any order: it is looked at once.
 */
function explain(
  model: Model,
  left: readonly Told[],
  real: readonly object[],
  isQuiet: boolean,
  tried = new Set<string>(),
): Model | undefined {
  if (left.length === 0) return isDeepStrictEqual(inOrder(readModel(model)), inOrder(real)) ? model : undefined;
  const here = JSON.stringify([left.map(({ asked }) => asked), readModel(model)]);
  if (tried.has(here)) return undefined;
  tried.add(here);
  for (const told of left) {
    const next = step(model, told.asked, told.answer, isQuiet);
    if (next === undefined) continue;
    const rest = left.filter((each) => each !== told);
    const found = explain(next, rest, real, isQuiet, tried);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Contacts come in the order of the acts, which is not that of the house. */
function inOrder(lines: readonly object[]): string[] {
  return lines.map((line) => JSON.stringify(line)).sort();
}

/** The model, with contacts that are about to come: what the house is asked about afterwards. */
function union(model: Model, wave: readonly Asked[]): Model {
  const coming = wave.flatMap((asked) => (asked.type === "arrive" ? [asked.contactId] : []));
  const contacts = new Map<string, ModelContact>(model.contacts);
  for (const id of coming) if (!contacts.has(id)) contacts.set(id, {} as ModelContact);
  return { ...model, contacts };
}

/** The states in which an act gets somewhere. */
const FITS: Readonly<Partial<Record<Asked["type"], readonly ModelStatus[]>>> = {
  ...{ show: ["offered"], accept: ["offered"], decline: ["offered"] },
  ...{ end: ["active"], "one-key": ["active"], close: ["wrap_up"], undo: ["closing", "closed"] },
  ...{ ring: ["offered", "closing", "active"], leave: ["queued", "offered", "active", "closing", "orphaned"] },
  write: ["queued", "offered", "active", "closing", "orphaned"],
};

/** Makes an act of what was drawn; nothing where there is nobody to do it to. */
function resolve({ stage, people }: ModelHouse, model: Model, draw: Draw): Asked[] {
  const { what: type } = draw;
  const anybody = nth([...people.keys()], draw.person);
  const everyone = [...model.contacts.entries()];
  const fitting = draw.isCurrent ? everyone.filter(([, { status }]) => FITS[type]?.includes(status) !== false) : [];
  const known = nth(fitting.length > 0 ? fitting : everyone, draw.contact);
  const screen = anybody === undefined ? undefined : model.people.get(anybody)?.lease;
  if (type === "match" || type === "sweep") return [{ type }];
  if (type === "arrive") {
    // Now and then one that came before comes again.
    const isNew = known === undefined || draw.isTheirs || draw.isCurrent;
    return [{ type, contactId: isNew ? stage.world.newId() : known[0], isDanger: draw.person % 4 === 0 }];
  }
  if (anybody === undefined) return [];
  if (type === "hold") return [{ type, by: anybody, takesOver: draw.isCurrent }];
  if (type === "check-in") return [{ type, by: anybody }];
  if (type === "intent")
    return [{ type, by: anybody, intent: draw.isTheirs ? "available" : (nth(CHOSEN_INTENTS, draw.contact) ?? "off") }];
  if (type === "lose" || type === "renew") {
    return [{ type, by: anybody, epoch: (screen?.epoch ?? 0) - (draw.isCurrent ? 0 : 1) }];
  }
  if (known === undefined) return [];
  const [contactId, contact] = known;
  if (type === "leave" || type === "write" || type === "ring") return [{ type, contactId }];
  if (type === "show" || type === "accept" || type === "decline") {
    const offers = [...contact.offers];
    const one = draw.isCurrent ? offers.at(-1) : offers[0];
    return one === undefined ? [] : [{ type, offerId: one[0], by: draw.isTheirs ? one[1].to : anybody }];
  }
  const version = contact.version - (draw.isCurrent ? 0 : 2);
  return [{ type, contactId, by: (draw.isTheirs ? contact.owner : undefined) ?? anybody, version }];
}

function nth<Value>(values: readonly Value[], number: number): Value | undefined {
  return values[number % Math.max(1, values.length)];
}
