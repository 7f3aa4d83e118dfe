import type { TestProject } from "vitest/node";
import { findAsterisk, OLDEST_ASTERISK } from "../setup/asterisk/asterisk-program.ts";
import { CHROMIUM_PROGRAMS, findProgram, REDIS_PROGRAMS, TURN_PROGRAMS } from "../setup/find-program.ts";
import { startTemporaryPostgres } from "../setup/temporary-postgres.ts";
import type { TestServices } from "./provided.ts";

/**
 * Starts what all test files share, and says what this machine lacks. Under CI a missing part fails the run; elsewhere
 * the tests that need it are skipped.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const missing: string[] = [];
  const orMissing = <Found>(found: Found | undefined, name: string): Found | undefined => {
    if (!found) missing.push(name);
    return found;
  };
  const postgres = await startTemporaryPostgres().catch((error: unknown) => {
    missing.push(`PostgreSQL (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  });
  const services: TestServices = {
    postgres: postgres && { sockets: postgres.sockets, ownerPassword: postgres.ownerPassword },
    redisProgram: orMissing(findProgram(REDIS_PROGRAMS), "redis-server"),
    asterisk: orMissing(await findAsterisk(), `Asterisk ${String(OLDEST_ASTERISK)} or later`),
    chromium: orMissing(process.env["CHROMIUM_PATH"] || findProgram(CHROMIUM_PROGRAMS), "chromium"),
    turnProgram: orMissing(findProgram(TURN_PROGRAMS), "turnserver (coturn)"),
  };
  if (missing.length > 0) {
    if (isCi()) {
      await postgres?.stop();
      throw new Error(`These tests need what is not here: ${missing.join(", ")}`);
    }
    for (const part of missing) console.log(`Skipped: the tests that need ${part}, which is missing here.`);
  }
  project.provide("services", services);
  return async () => {
    await postgres?.stop();
  };
}

function isCi(): boolean {
  return Boolean(process.env["CI"]) && process.env["CI"] !== "false";
}
