import type { Contact } from "@nightlight/domain/contact/contact";
import type { World } from "@nightlight/commands/world";
import type { Database } from "@nightlight/database/connection";

const EVERY = 12;
const LATE_EVERY = 2;
/** How long a cache believes what it saw. */
const BELIEVED_MS = 400;

/** Every so often the server goes down after it has answered and told, and before the commit. */
export function tellsWithoutCommit(database: Database): Database {
  let turn = 0;
  return {
    ...database,
    async transaction(actor, story) {
      if (actor.kind === "system" || ++turn % EVERY !== 0) return database.transaction(actor, story);
      let told: { readonly value: Awaited<ReturnType<typeof story>> } | undefined;
      try {
        await database.transaction(actor, async (query, beforeCommit) => {
          told = { value: await story(query, beforeCommit) };
          throw new Error("down before the commit");
        });
      } catch (error) {
        if (told === undefined) throw error;
      }
      if (told === undefined) throw new Error("down before the answer");
      return told.value;
    },
  };
}

/**
 * Weather: every so often a statement runs into its time limit, and the transaction with it. Nothing is broken by that;
 * whoever asked is told nothing and asks again.
 */
export function timesOut(database: Database): Database {
  let turn = 0;
  return {
    ...database,
    transaction(actor, story) {
      if (++turn % EVERY !== 0) return database.transaction(actor, story);
      return database.transaction(actor, async (query, beforeCommit) => {
        const value = await story(query, beforeCommit);
        await query("weather-limit", "select set_config('statement_timeout', '1', true)", []);
        beforeCommit(query("weather-wait", "select pg_sleep(0.05)", []));
        return value;
      });
    },
  };
}

/** More weather: every so often a transaction has begun, and its lock is asked for a moment later. */
export function locksLate(database: Database): Database {
  let turn = 0;
  return {
    ...database,
    transaction: (actor, story) =>
      database.transaction(actor, (query, beforeCommit) =>
        story(async (name, text, values) => {
          const isLate = name.startsWith("contact-lock") && ++turn % LATE_EVERY === 0;
          if (isLate) await query("weather-pause", "select pg_sleep(0.06 * random())", []);
          return query(name, text, values);
        }, beforeCommit),
      ),
  };
}

/** The same weather, and somebody who takes a time-out for an answer. */
export function swallowsTimeouts(database: Database): Database {
  const weathered = timesOut(database);
  return {
    ...weathered,
    async transaction(actor, story) {
      let told: { readonly value: Awaited<ReturnType<typeof story>> } | undefined;
      try {
        return await weathered.transaction(actor, async (query, beforeCommit) => {
          const value = await story(query, beforeCommit);
          told = { value };
          return value;
        });
      } catch (error) {
        if (told === undefined) throw error;
        return told.value;
      }
    },
  };
}

/** A desk that is read from a cache which nobody empties. */
export function answersFromMemory(world: World): World {
  const seen = new Map<string, { readonly contacts: readonly Contact[]; readonly at: number }>();
  return {
    ...world,
    transaction: (actor, story) =>
      world.transaction(actor, (store) =>
        story({
          ...store,
          contacts: {
            ...store.contacts,
            async onDesk(counsellorId) {
              const known = seen.get(counsellorId);
              if (known !== undefined && performance.now() - known.at < BELIEVED_MS) return known.contacts;
              const contacts = await store.contacts.onDesk(counsellorId);
              seen.set(counsellorId, { contacts, at: performance.now() });
              return contacts;
            },
          },
        }),
      ),
  };
}
