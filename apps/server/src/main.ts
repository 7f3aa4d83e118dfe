import { migrate, APP_ROLE } from "@nightlight/database/migrate";
import { migrateJobs } from "@nightlight/jobs/job-queue";
import { readConfig, SettingsError, type Config } from "./config.ts";
import { hashPassword } from "./access/passwords.ts";
import { seedDemo } from "@nightlight/database/demo/seed-demo";
import { startServer } from "./server.ts";

const EXIT_SETTINGS = 78;
const EXIT_PORT_BUSY = 79;

function settings(): Config {
  try {
    return readConfig(process.argv[2]);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_SETTINGS);
  }
}

async function runMigrate(config: Config): Promise<void> {
  const ownerUrl = config.ownerUrl ?? "";
  await migrate({ ownerUrl, appUrl: config.databaseUrl });
  await migrateJobs(ownerUrl, APP_ROLE);
  if (!config.isDemo) return;
  const demo = await seedDemo({ ownerUrl, hashPassword });
  process.stdout.write(`${JSON.stringify({ demo })}\n`);
}

async function runServer(config: Config): Promise<void> {
  const running = await startServer(config);
  const { log, inForce } = running.dependencies;
  log.info({ origin: running.origin, roles: config.roles, ...inForce }, "listening");
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void running.stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

const config = settings();
try {
  await (config.roles.includes("migrate") ? runMigrate(config) : runServer(config));
} catch (error) {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    process.stderr.write(`Port ${String(config.port)} is in use. Stop the other program, or set PORT to a free one.\n`);
    process.exit(EXIT_PORT_BUSY);
  }
  throw error;
}
