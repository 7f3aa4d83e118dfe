import { inviteFirstAdministrator } from "@nightlight/database/access/first-administrator";
import { seedDemo } from "@nightlight/database/demo/seed-demo";
import { settleInstallationKeys } from "@nightlight/database/key/installation-keys";
import { settleInstallation } from "@nightlight/database/key/installation";
import { APP_ROLE, asOwner, migrate, NewerDataError } from "@nightlight/database/migrate";
import { completeEntries } from "@nightlight/database/search/complete-entries";
import { createSealing } from "@nightlight/database/sealing";
import { migrateJobs } from "@nightlight/jobs/job-queue";
import { hashPassword } from "./access/passwords.ts";
import { SettingsError, type Config } from "./config.ts";

/**
 * Brings the database up to date and puts in place what it starts with: the demo, or the first administrator's link. Both
 * are told in a line of JSON, for whoever started this. Refuses to mix a demo with real data.
 */
export async function runMigrate(config: Config): Promise<void> {
  const ownerUrl = config.ownerUrl ?? "";
  await migrate({ ownerUrl, appUrl: config.databaseUrl }).catch((error: unknown) => {
    throw error instanceof NewerDataError ? new SettingsError([newer(error)]) : error;
  });
  await migrateJobs(ownerUrl, APP_ROLE);
  const { link, sealing } = await asOwner(ownerUrl, async (owner) => {
    const wanted = config.isDemo ? "demo" : "real";
    const kind = await settleInstallation(owner, wanted);
    if (kind !== wanted) throw new SettingsError([MIXED[kind]]);
    const kept = await settleInstallationKeys(owner, config.keyRing);
    const own = createSealing(kept.ring, kept.keys);
    await completeEntries(owner, own);
    return { link: config.isDemo ? undefined : await inviteFirstAdministrator(owner), sealing: own };
  });
  if (link !== undefined) {
    const { username, expiresAt, token } = link;
    tell({ firstAdministrator: { username, expiresAt, path: `/console/welcome#${token}` } });
  }
  if (!config.isDemo) return;
  const whole = config.demoSize === "full" ? { sealing } : {};
  tell({ demo: await seedDemo({ ownerUrl, hashPassword, ...whole }) });
}

function newer({ unknown }: NewerDataError): string {
  return (
    `the data: they were written by a newer version of Nightlight (${unknown.join(", ")} is not known here). Nothing was ` +
    "changed. Start that version again (`git checkout` of it), or put back the backup from before the update, or give this " +
    "version a folder of its own: `NIGHTLIGHT_DATA_DIR=/another/folder npm start`"
  );
}

function tell(what: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

const MIXED = {
  demo:
    "NIGHTLIGHT_DEMO: these data were begun as a demo, and demo accounts must never stand beside real children's words. " +
    "For a real start give it new data: `NIGHTLIGHT_DATA_DIR=/another/folder npm start -- --empty` (or another database); " +
    "to go on with the demo, leave --empty out; to throw the demo away, `npm run reset`",
  real:
    "NIGHTLIGHT_DEMO: these data were begun without a demo, and none is poured in. To go on with them: " +
    "`npm start -- --empty` (nothing is emptied), or NIGHTLIGHT_DEMO=0; to try the demo, give it a folder of its own: " +
    "`NIGHTLIGHT_DATA_DIR=/another/folder npm start`",
} as const;
