import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Person } from "@nightlight/domain/person/person";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Centre, Named } from "./people-store.ts";

/** Everybody, and the lists that their fields are chosen from. */
export type People = {
  readonly people: readonly Person[];
  readonly centres: readonly Centre[];
  readonly skills: readonly Named[];
  readonly spokenLanguages: readonly Named[];
};

/** Reads the people for whoever manages them. */
export function readPeople(world: World, actor: Staff): Promise<Result<People, "not-found">> {
  return world.transaction(actor, async ({ people }) => {
    if (!may(actor, "people.read")) return refuse("not-found");
    return accept({
      people: await people.list(),
      centres: await people.centres(),
      skills: await people.skills(),
      spokenLanguages: await people.spokenLanguages(),
    });
  });
}

/** Adds a centre, or gives one another name. Refuses a name that is taken. */
export function saveCentre(
  world: World,
  actor: Staff,
  { id, name }: { readonly id: string | undefined; readonly name: string },
): Promise<Result<Centre, "not-found" | "name-taken">> {
  return world.transaction(actor, async ({ people, audit }) => {
    if (!may(actor, "people.change")) return refuse("not-found");
    const centre = { id: id ?? world.newId(), name };
    const known = await people.centres();
    if (known.some((other) => other.name === name && other.id !== id)) return refuse("name-taken");
    if (id !== undefined && !known.some((other) => other.id === id)) return refuse("not-found");
    const isSaved = await (id === undefined ? people.addCentre(centre) : people.renameCentre(centre));
    if (!isSaved) return refuse("name-taken");
    const action = id === undefined ? "centre.added" : "centre.renamed";
    await audit.write({ action, subject: { kind: "centre", id: centre.id } });
    return accept(centre);
  });
}
