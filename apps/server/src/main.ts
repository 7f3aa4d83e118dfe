import type { Config } from "./config.ts";
import { databaseToLookInto, readConfig, SettingsError } from "./config.ts";

const EXIT_SETTINGS = 78;
const EXIT_PORT_BUSY = 79;

/** What each role does. Loaded when it is asked for: refusing, migrating and serving need different things. */
async function run(config: Config): Promise<void> {
  if (config.roles.includes("migrate")) {
    const { runMigrate } = await import("./run-migrate.ts");
    await runMigrate(config);
    return;
  }
  const { runServer } = await import("./run-server.ts");
  await runServer(config);
}

/** The settings, once nothing speaks against them: all of what is wrong is said at once, the demo in the database too. */
async function settings(): Promise<Config> {
  const problems: string[] = [];
  let config: Config | undefined;
  try {
    config = readConfig(process.argv[2]);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.push(...error.problems);
  }
  const database = databaseToLookInto();
  if (database !== undefined) {
    const { findDemo } = await import("@nightlight/database/key/installation");
    // Whoever has other problems hears of those first, when the database does not answer.
    const found = await findDemo(database).catch((error: unknown) => {
      if (config === undefined) return [];
      throw error;
    });
    problems.push(...found.map((line) => `the database: ${line}`));
  }
  if (config === undefined || problems.length > 0) throw new SettingsError(problems);
  return config;
}

let config: Config | undefined;
try {
  config = await settings();
  await run(config);
} catch (error) {
  if (error instanceof SettingsError || (error instanceof Error && error.name === "WrongKeyFile")) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_SETTINGS);
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    process.stderr.write(
      `Port ${String(config?.port)} is in use. Stop the other program, or set PORT to a free one.\n`,
    );
    process.exit(EXIT_PORT_BUSY);
  }
  throw error;
}
