import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Named, NamedList } from "./people-store.ts";

/** What the audit log calls the entries of each list. */
const KINDS = { skills: "skill", spokenLanguages: "spoken-language" } as const satisfies Record<NamedList, string>;

type Given = { readonly list: NamedList; readonly named: Named };

/** Adds a skill or a spoken language. Refuses a code or a name that is taken. */
export function addNamed(
  world: World,
  actor: Staff,
  { list, named }: Given,
): Promise<Result<Named, "not-found" | "name-taken">> {
  return world.transaction(actor, async ({ people, audit }) => {
    if (!may(actor, "people.change")) return refuse("not-found");
    if (isNameTaken(await people[list](), named)) return refuse("name-taken");
    if (!(await people.addNamed(list, named))) return refuse("name-taken");
    await audit.write({ action: `${KINDS[list]}.added`, subject: { kind: KINDS[list], id: named.code } });
    return accept(named);
  });
}

/** Gives an entry other names, retires it, or takes it back into use. Repeating it is harmless. */
export function changeNamed(
  world: World,
  actor: Staff,
  { list, named }: Given,
): Promise<Result<Named, "not-found" | "name-taken">> {
  return world.transaction(actor, async ({ people, audit }) => {
    if (!may(actor, "people.change")) return refuse("not-found");
    const known = await people[list]();
    const before = known.find(({ code }) => code === named.code);
    if (before === undefined) return refuse("not-found");
    if (isNameTaken(known, named)) return refuse("name-taken");
    if (areSame(before, named)) return accept(named);
    if (!(await people.changeNamed(list, named))) return refuse("not-found");
    await audit.write({
      action: `${KINDS[list]}.changed`,
      subject: { kind: KINDS[list], id: named.code },
      details: { isRetired: named.isRetired },
    });
    return accept(named);
  });
}

function isNameTaken(known: readonly Named[], { code, name }: Named): boolean {
  return known.some((other) => other.code !== code && (other.name.vi === name.vi || other.name.en === name.en));
}

function areSame(one: Named, other: Named): boolean {
  return one.name.vi === other.name.vi && one.name.en === other.name.en && one.isRetired === other.isRetired;
}
