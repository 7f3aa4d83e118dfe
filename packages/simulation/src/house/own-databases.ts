import { APP_ROLE, asOwner, migrate } from "@nightlight/database/migrate";
import type { Owner } from "./furnish.ts";

/** Databases for one run each, copied from one that was migrated once. */
export type OwnDatabases = {
  /** Runs a story on a fresh database, and drops it after. */
  use<Value>(story: (where: { readonly appUrl: string; readonly owner: Owner }) => Promise<Value>): Promise<Value>;
};

/** Migrates the database of `ownerUrl`, which has to be new, and copies it for every run. The role of the server exists after. */
export async function openOwnDatabases(ownerUrl: string): Promise<OwnDatabases> {
  const password = "app";
  const appUrlOf = (url: string): string => {
    const app = new URL(url);
    [app.username, app.password] = [APP_ROLE, password];
    return app.href;
  };
  await migrate({ ownerUrl, appUrl: appUrlOf(ownerUrl) });
  const template = decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
  let number = 0;
  const urlOf = (name: string): string => {
    const url = new URL(ownerUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  const administer = (text: string): Promise<unknown> => asOwner(urlOf("postgres"), (owner) => owner.query(text));
  return {
    async use(story) {
      const name = `run_${String(++number)}`;
      await administer(`create database ${name} template ${template}`);
      try {
        return await asOwner(urlOf(name), (owner) => story({ appUrl: appUrlOf(urlOf(name)), owner }));
      } finally {
        await administer(`drop database if exists ${name} with (force)`);
      }
    },
  };
}
